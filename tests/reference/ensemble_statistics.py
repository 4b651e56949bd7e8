"""Reference numbers for ensembles beyond the original's, made without any code of src/lib.

Run with scipy 1.17, scikit-learn 1.9 and numpy 2.4 (other versions should do):

    python3 tests/reference/ensemble_statistics.py

and commit tests/fixtures/statistics/ensembles.json.
"""

import itertools

import numpy as np
import scipy.stats
from sklearn import metrics

from statistics_cases import CLASSES, PARTS, knees, probabilities, write

WEIGHTS = [0.5, 2, 1]


def geometric(members, weights):
    # A probability of 0 counts as the smallest number of float32.
    floored = np.maximum(members, 2.0**-149)
    weights = np.broadcast_to(np.reshape(weights, (-1, 1, 1)), floored.shape)
    mean = scipy.stats.gmean(floored, axis=0, weights=weights)
    return mean / mean.sum(1, keepdims=True)


def majority(parts):
    """Knee by knee: most votes, then the larger sum of probabilities, then the lower grade."""
    votes = np.array([[sum(int(p[i].argmax()) == c for p in parts) for c in CLASSES] for i in range(len(parts[0]))])
    total = sum(parts)
    grades = [max(CLASSES, key=lambda c: (votes[i, c], total[i, c], -c)) for i in range(len(votes))]
    return votes, grades


def best_model_weights(truth, parts, steps):
    """All grid points in whole numbers; ties to the most even, then to the first."""
    best = None
    for weights in itertools.product(range(steps + 1), repeat=len(parts)):
        if sum(weights) != steps:
            continue
        read = sum(w * p for w, p in zip(weights, parts)).argmax(1)
        value = metrics.balanced_accuracy_score(truth, read)
        unevenness = sum((len(parts) * w - steps) ** 2 for w in weights)
        key = (round(value, 12), -unevenness, [-w for w in weights])
        if best is None or key > best[0]:
            best = (key, [w / steps for w in weights], float(value))
    return {"steps": steps, "weights": best[1], "value": best[2]}


def best_grade_weights(truth, parts, steps):
    """The highest value of any table of weights of two models: every one is tried."""
    first, second = parts
    best = 0
    for column in itertools.product(range(steps + 1), repeat=5):
        w = np.array(column)
        read = (w * first + (steps - w) * second).argmax(1)
        recall = [np.mean(read[truth == c] == c) for c in np.unique(truth)]
        best = max(best, float(np.mean(recall)))
    return {"steps": steps, "value": best}


def main():
    rng = np.random.default_rng(41)
    _, truth = knees(rng, 70)
    parts = [probabilities(rng, truth, skill) for skill in (1.6, 1.4, 1.2)]
    # Three knees on which every member has another opinion, and each rules something out.
    parts[0][:3], parts[1][:3], parts[2][:3] = (
        [[1024, 0, 0, 0, 0], [600, 424, 0, 0, 0], [512, 512, 0, 0, 0]],
        [[0, 1024, 0, 0, 0], [0, 500, 524, 0, 0], [512, 512, 0, 0, 0]],
        [[0, 0, 1024, 0, 0], [0, 0, 0, 624, 400], [0, 0, 512, 512, 0]],
    )
    members = [p / PARTS for p in parts]
    votes, grades = majority(parts)
    write(
        "ensembles.json",
        {
            "truth": truth.tolist(),
            "parts": [p.ravel().tolist() for p in parts],
            "weights": WEIGHTS,
            "geometric": {
                "equal": geometric(members, [1, 1, 1]).ravel().tolist(),
                "weighted": geometric(members, WEIGHTS).ravel().tolist(),
            },
            "majority": {"votes": votes.ravel().tolist(), "grades": grades},
            "modelWeights": [best_model_weights(truth, parts, steps) for steps in (4, 16)],
            "gradeWeights": best_grade_weights(truth, parts[1:], 4),
        },
    )


if __name__ == "__main__":
    main()
