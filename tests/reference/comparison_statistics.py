"""Reference numbers for comparisons of systems, decision rules and screening, made without any code of src/lib.

Run with statsmodels 0.15, scikit-learn 1.9, scipy 1.17 and numpy 2.4 (other versions should do):

    python3 tests/reference/comparison_statistics.py

and commit tests/fixtures/statistics/comparisons.json. A value is null where it is undefined.
"""

import numpy as np
import scipy.stats
from sklearn import metrics
from statsmodels.stats.multitest import multipletests

from statistics_cases import CLASSES, PARTS, PREVALENCE, knees, probabilities, write


def families(rng):
    result = []
    for p in (
        [0.01, 0.04, 0.03, 0.005],
        [0.5],
        [1.0, 1.0, 0.2],
        [0.02, 0.02, 0.02, 0.9],
        np.round(rng.beta(0.4, 2, 25), 6).tolist(),
    ):
        result.append(
            {
                "p": p,
                "holm": multipletests(p, method="holm")[1].tolist(),
                "benjaminiHochberg": scipy.stats.false_discovery_control(p).tolist(),
            }
        )
    return result


def rules(rng, truth, parts):
    p = parts / PARTS
    costs = rng.integers(0, 9, (5, 5))
    np.fill_diagonal(costs, 0)
    training, target = np.full(5, 0.2), np.round(PREVALENCE, 3)
    adjusted = p * (target / training)
    adjusted /= adjusted.sum(1, keepdims=True)
    expected = p @ np.arange(5)
    # From whole parts, so that ties stay ties: costs of every decision, knee by knee.
    cost = np.array([[sum(int(row[t]) * int(costs[t, d]) for t in CLASSES) for d in CLASSES] for row in parts])
    return {
        "costs": costs.tolist(),
        "training": training.tolist(),
        "target": target.tolist(),
        "adjusted": adjusted.ravel().tolist(),
        "priorAdjusted": adjusted.argmax(1).tolist(),
        "expectedCosts": (cost / PARTS).ravel().tolist(),
        "minimumCost": cost.argmin(1).tolist(),
        "expectedGrades": expected.tolist(),
        "expectedGrade": np.floor(expected + 0.5).astype(int).tolist(),
    }


def screening(truth, parts):
    scores = parts[:, 2:].sum(1) / PARTS
    positive = truth >= 2
    false_rate, true_rate, thresholds = metrics.roc_curve(positive, scores, drop_intermediate=False)
    at = []
    for threshold in (0.0, 0.25, 0.5, 0.9, 1.1):
        called = scores >= threshold
        recall = lambda t, c, label: float(metrics.recall_score(t, c, pos_label=label))
        precision = lambda t, c, label: float(metrics.precision_score(t, c, pos_label=label)) if (c == label).any() else None
        at.append(
            {
                "threshold": threshold,
                "sensitivity": recall(positive, called, True),
                "specificity": recall(positive, called, False),
                "positivePredictiveValue": precision(positive, called, True),
                "negativePredictiveValue": precision(positive, called, False),
            }
        )
    return {
        "thresholds": [None if np.isinf(t) else float(t) for t in thresholds],
        "sensitivity": true_rate.tolist(),
        "falsePositiveRate": false_rate.tolist(),
        "auc": float(metrics.roc_auc_score(positive, scores)),
        "at": at,
        "forSensitivity": [
            {"wanted": w, "threshold": float(thresholds[true_rate >= w].max())} for w in (0.5, 0.8, 0.95, 1.0)
        ],
    }


def main():
    rng = np.random.default_rng(37)
    subjects, truth = knees(rng, 110)
    parts = [probabilities(rng, truth, skill) for skill in (2.0, 1.8, 1.1)]
    write(
        "comparisons.json",
        {
            "subjects": subjects.tolist(),
            "truth": truth.tolist(),
            "parts": [p.ravel().tolist() for p in parts],
            "families": families(rng),
            "rules": rules(rng, truth, parts[0]),
            "screening": screening(truth, parts[0]),
        },
    )


if __name__ == "__main__":
    main()
