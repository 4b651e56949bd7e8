"""Reference numbers for label suspects, agreement of members and by chance, made without any code of src/lib.

Run with scipy 1.17, scikit-learn 1.9 and numpy 2.4 (other versions should do):

    python3 tests/reference/exploration_statistics.py

and commit tests/fixtures/statistics/exploration.json. A value is null where it is undefined.
"""

import numpy as np
import scipy.stats
from sklearn import metrics

from statistics_cases import CLASSES, PARTS, knees, probabilities, write


def confident_learning(labels, parts):
    """Confident learning as Northcutt et al. 2021 define it, knee by knee."""
    named = [int((labels == c).sum()) for c in CLASSES]
    sums = [int(parts[labels == c, c].sum()) for c in CLASSES]
    joint = np.zeros((5, 5), int)
    confident = []
    for label, row in zip(labels, parts):
        reached = [c for c in CLASSES if named[c] and int(row[c]) * named[c] >= sums[c]]
        grade = max(reached, key=lambda c: (int(row[c]), -c)) if reached else -1
        confident.append(grade)
        if grade >= 0:
            joint[label, grade] += 1
    p = parts / PARTS
    rows = np.arange(len(labels))
    others = p.copy()
    others[rows, labels] = -1
    calibrated = joint / joint.sum(1, keepdims=True) * np.array(named)[:, None]
    calibrated = calibrated / calibrated.sum()
    return {
        "selfConfidence": p[rows, labels].tolist(),
        "margin": (p[rows, labels] - others.max(1)).tolist(),
        "thresholds": [s / n / PARTS for s, n in zip(sums, named)],
        "confidentGrade": confident,
        "confidentJoint": joint.tolist(),
        "joint": calibrated.tolist(),
        "wrongLabelShare": float(1 - np.trace(calibrated)),
    }


def agreement(truth, members):
    read = np.array([p.argmax(1) for p in members])
    alone = []
    for column in read.T:
        values, counts = np.unique(column, return_counts=True)
        alone.append(int(np.flatnonzero(column == values[counts == 1][0])[0]) if len(values) == 2 else -1)
    entropy = lambda p: scipy.stats.entropy(p, axis=-1)
    grades = np.array([p @ np.arange(5) for p in members])
    return {
        "right": (read == truth).sum(0).tolist(),
        "alone": alone,
        "divergence": (entropy(np.mean(members, 0)) - entropy(np.array(members)).mean(0)).tolist(),
        "expectedGradeGap": (grades.max(0) - grades.min(0)).tolist(),
    }


def expected_agreement(truth, a, b):
    """Joint table of two independent readers by scipy, over all knees and within each true grade."""

    def expected(of):
        return scipy.stats.contingency.expected_freq(metrics.confusion_matrix(a[of], b[of], labels=CLASSES))

    within = sum(np.nan_to_num(expected(truth == c)) for c in CLASSES)
    return {
        "independent": expected(np.ones(len(truth), bool)).tolist(),
        "withinGrades": within.tolist(),
        "observed": float(metrics.accuracy_score(a, b)),
        "kappa": float(metrics.cohen_kappa_score(a, b, labels=CLASSES)),
    }


def main():
    rng = np.random.default_rng(43)
    subjects, truth = knees(rng, 80)
    parts = [probabilities(rng, truth, skill) for skill in (2.2, 1.6, 1.3)]
    labels = truth.copy()
    wrong = rng.random(len(truth)) < 0.12
    labels[wrong] = (labels[wrong] + rng.choice([1, 4], wrong.sum())) % 5
    predicted = parts[0].argmax(1)
    write(
        "exploration.json",
        {
            "subjects": subjects.tolist(),
            "truth": truth.tolist(),
            "labels": labels.tolist(),
            "parts": [p.ravel().tolist() for p in parts],
            "confidentLearning": confident_learning(labels, parts[0]),
            "agreement": agreement(truth, [p / PARTS for p in parts]),
            "expectedAgreement": expected_agreement(truth, predicted, parts[1].argmax(1)),
        },
    )


if __name__ == "__main__":
    main()
