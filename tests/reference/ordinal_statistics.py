"""Reference numbers for ordered classes: cumulative probabilities, ranked probability score, concordance; made without any code of src/lib.

    python3 tests/reference/ordinal_statistics.py

with numpy 2.4, scipy 1.17 and scikit-learn 1.9, and commit tests/fixtures/statistics/ordinal.json.
"""

import itertools

import numpy as np
import scipy.stats
from sklearn import metrics
from sklearn.calibration import calibration_curve

from statistics_cases import CLASSES, PARTS, knees, probabilities, write

BINS = 5


def cumulative(truth, p):
    bounds = []
    for k in CLASSES[1:]:
        outcome, probability = (truth >= k).astype(int), p[:, k:].sum(1)
        share, mean = calibration_curve(outcome, probability, n_bins=BINS)
        bounds.append(
            {
                "from": k,
                "share": share.tolist(),
                "probability": mean.tolist(),
                "brier": float(metrics.brier_score_loss(outcome, probability)),
            }
        )
    return bounds


def concordance(truth, score):
    pairs = [
        metrics.roc_auc_score(truth[(truth == a) | (truth == b)] == b, score[(truth == a) | (truth == b)])
        for a, b in itertools.combinations(np.unique(truth), 2)
    ]
    return {
        "cases": (float(scipy.stats.somersd(truth, score).statistic) + 1) / 2,
        "classes": float(np.mean(pairs)),
    }


def main():
    rng = np.random.default_rng(53)
    cases = []
    for name, grades, skill in (("all classes", CLASSES, 1.4), ("a class without cases", [0, 1, 2, 3], 1.0)):
        subjects, truth = knees(rng, 70, grades)
        parts = probabilities(rng, truth, skill)
        p = parts / PARTS
        bounds = cumulative(truth, p)
        cases.append(
            {
                "name": name,
                "subjects": subjects.tolist(),
                "truth": truth.tolist(),
                "parts": parts.ravel().tolist(),
                "bins": BINS,
                "bounds": bounds,
                "rankedProbability": float(np.mean([bound["brier"] for bound in bounds])),
                "concordance": concordance(truth, p @ np.arange(5)),
            }
        )
    write("ordinal.json", {"cases": cases})


if __name__ == "__main__":
    main()
