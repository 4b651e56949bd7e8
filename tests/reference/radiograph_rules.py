"""What converting the mean ensemble's scores to the shares of the training radiographs does to its figures on radiographs, for
docs/decision-rules.md, and whether metrics.json says what scikit-learn says. Made without any code of src/lib.

The radiographs (doi:10.17632/56rmx5bjcr.1, folders {train,val}/{0..4}/<subject><L|R>.png) are not part of this repository:

    npm run evaluate -- --models static/models/xception static/models/resnet50 static/models/inception_resnet_v2 \\
        --testset RADIOGRAPHS --split val --out RESULTS
    python3 tests/reference/radiograph_rules.py RESULTS

Run with scikit-learn 1.9, scipy 1.17 and numpy 2.4 (other versions should do). Prints tables in Markdown; intervals are of 95 %,
percentiles of resamples of the subjects.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
from scipy import special
from sklearn import metrics

CLASSES = range(5)
CARDS = Path(__file__).parents[2] / "static/models"
EXPONENTS = (0, 0.25, 0.5, 1)
RESAMPLES = 4000
FIGURES = {
    "balanced accuracy": metrics.balanced_accuracy_score,
    "accuracy": metrics.accuracy_score,
    "kappa": lambda truth, read: metrics.cohen_kappa_score(truth, read, weights="quadratic", labels=list(CLASSES)),
}
RECALLS = {
    f"recall {grade}": lambda truth, read, grade=grade: float((read[truth == grade] == grade).mean()) for grade in CLASSES
}


def read_predictions(path):
    """Grades and subjects of the knees, and `[knees, 5]` scores by network, all in the same order."""
    scores, knees = {}, {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            scores.setdefault(row["model"], []).append([float(row[f"p{grade}"]) for grade in CLASSES])
            knees.setdefault(row["model"], []).append((row["image"], row["subject"], int(row["grade"])))
    first, *others = knees.values()
    assert all(other == first for other in others), "the networks have not read the same knees"
    _, subjects, truth = zip(*first)
    return np.array(truth), np.unique(subjects, return_inverse=True)[1], {n: np.array(p) for n, p in scores.items()}


def training_shares(names):
    """Of the training radiographs; what the networks' scores are for must be equal shares."""
    cards = [json.loads((CARDS / name / "card.json").read_text()) for name in names]
    assert all(np.allclose(card["trainingPrior"], 0.2) for card in cards), "scores are not for equal shares"
    (counts,) = {tuple(card["trainingData"]["counts"]["train"]) for card in cards}
    return np.array(counts) / sum(counts)


def compare(said, truth, read):
    """The largest difference of what metrics.json says of a system and what scikit-learn says."""
    own = {
        "balancedAccuracy": metrics.balanced_accuracy_score(truth, read),
        "accuracy": metrics.accuracy_score(truth, read),
        "quadraticWeightedKappa": metrics.cohen_kappa_score(truth, read, weights="quadratic"),
        "meanAbsoluteError": metrics.mean_absolute_error(truth, read),
        "recall": metrics.recall_score(truth, read, average=None),
        "precision": metrics.precision_score(truth, read, average=None),
        "f1": metrics.f1_score(truth, read, average=None),
        "confusion": metrics.confusion_matrix(truth, read, labels=list(CLASSES)),
    }
    return max(float(np.abs(np.array(said[name]) - value).max()) for name, value in own.items())


def resampled(subjects, rng):
    """Places of the knees of as many subjects as there are, drawn with replacement."""
    members = [np.flatnonzero(subjects == subject) for subject in range(subjects.max() + 1)]
    return np.concatenate([members[subject] for subject in rng.integers(0, len(members), len(members))])


def line(cells):
    print("| " + " | ".join(cells) + " |")


def main(results):
    truth, subjects, scores = read_predictions(results / "predictions.csv")
    said = json.loads((results / "metrics.json").read_text())
    mean = sum(scores.values()) / len(scores)
    systems = {name: (said["models"][name], p) for name, p in scores.items()}
    systems["mean ensemble"] = (said["ensembles"]["mean"], mean)
    for name, (own, p) in systems.items():
        area = metrics.roc_auc_score(truth, p / p.sum(1, keepdims=True), multi_class="ovr", average="macro")
        print(f"{name}: metrics.json is within {compare(own, truth, p.argmax(1)):.1e} of scikit-learn; macro AUC {area:.6f}")

    shares = training_shares(scores)
    print(f"\n{len(truth)} knees of {subjects.max() + 1} subjects, training shares {np.round(shares, 4).tolist()}\n")
    reads = {t: special.softmax(np.log(mean) + t * np.log(shares), axis=1).argmax(1) for t in EXPONENTS}
    figures = FIGURES | RECALLS
    values = {t: {name: of(truth, read) for name, of in figures.items()} for t, read in reads.items()}
    rng = np.random.default_rng(20)
    changes = {(t, name): [] for t in EXPONENTS[1:] for name in figures}
    for _ in range(RESAMPLES):
        drawn = resampled(subjects, rng)
        of_drawn = {t: {n: of(truth[drawn], read[drawn]) for n, of in figures.items()} for t, read in reads.items()}
        for t, name in changes:
            changes[t, name].append(of_drawn[t][name] - of_drawn[0][name])
    line(["t", *figures])
    line(["---:"] * (1 + len(figures)))
    for t in EXPONENTS:
        line([f"{t}", *(f"{values[t][name]:.4f}" for name in figures)])
    print("\nChange from t = 0\n")
    line(["t", *figures])
    line(["---:"] * (1 + len(figures)))
    for t in EXPONENTS[1:]:
        cells = []
        for name in figures:
            low, high = np.percentile(changes[t, name], [2.5, 97.5])
            cells.append(f"{values[t][name] - values[0][name]:+.4f} ({low:+.4f} to {high:+.4f})")
        line([f"{t}", *cells])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
