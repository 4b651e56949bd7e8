"""Reference prediction sets, written straight from the papers, without any code of src/lib.

    python3 tests/reference/conformal_statistics.py

with numpy 2.4, and commit tests/fixtures/statistics/conformal.json. Thresholds with one case a subject are numpy's quantile at the level of
Angelopoulos & Bates, Found Trends Mach Learn 2023;16:494-591; with several they follow Lee, Barber & Willett, arXiv:2306.06342.
"""

import numpy as np

from statistics_cases import CLASSES, PARTS, knees, probabilities, write


def lac(p, label, u):
    return 1 - p[label]


def aps(p, label, u):
    """Romano, Sesia & Candès, NeurIPS 2020: u times the own probability, after all that come before it; 0 without randomisation."""
    before = sum(p[c] for c in CLASSES if p[c] > p[label] or (p[c] == p[label] and c < label))
    return before + u * p[label]


def ordinal_aps(p, label, u):
    """Lu, Angelopoulos & Pomerantz, MICCAI 2022: what is in the interval before it reaches the class; it grows by the more probable neighbour."""
    inside = [int(np.argmax(p))]
    while label not in inside:
        low, high = min(inside) - 1, max(inside) + 1
        candidates = [c for c in (low, high) if c in CLASSES]
        inside.append(max(candidates, key=lambda c: (p[c], -c)))
    return sum(p[c] for c in inside if c != label)


METHODS = {"lac": lac, "aps": aps, "ordinalAps": ordinal_aps}


def threshold(scores, alpha):
    n = len(scores)
    level = np.ceil(np.round((n + 1) * (1 - alpha), 9)) / n
    return None if level > 1 else float(np.quantile(scores, level, method="inverted_cdf"))


def hierarchical(scores, subject, alpha):
    """Quantile of the mixture that gives every subject, and one more at infinity, the same weight."""
    who, sizes = np.unique(subject, return_counts=True)
    weight = 1 / sizes[np.searchsorted(who, subject)] / (len(who) + 1)
    for t in np.sort(scores):
        if weight[scores <= t].sum() >= 1 - alpha - 1e-12:
            return float(t)
    return None


def main():
    rng = np.random.default_rng(61)
    calibration_subject, calibration_truth = knees(rng, 90)
    subject, truth = knees(rng, 40)
    parts = {"calibration": probabilities(rng, calibration_truth, 1.3), "evaluated": probabilities(rng, truth, 1.3)}
    u = {"calibration": rng.integers(0, PARTS, len(calibration_truth)), "evaluated": rng.integers(0, PARTS, len(truth))}
    results = []
    for name, score in METHODS.items():
        for alpha in (0.1, 0.25, 0.01):
            own = np.array([score(p / PARTS, t, 0) for p, t in zip(parts["calibration"], calibration_truth)])
            by_class = [
                hierarchical(own[calibration_truth == c], calibration_subject[calibration_truth == c], alpha) for c in CLASSES
            ]
            t = hierarchical(own, calibration_subject, alpha)
            sets = [[int(t is None or score(p / PARTS, c, 0) <= t) for c in CLASSES] for p in parts["evaluated"]]
            mondrian = [
                [int(by_class[c] is None or score(p / PARTS, c, 0) <= by_class[c]) for c in CLASSES] for p in parts["evaluated"]
            ]
            if name == "ordinalAps":
                for row in mondrian:
                    if 1 in row:
                        first, last = row.index(1), 4 - row[::-1].index(1)
                        row[first : last + 1] = [1] * (last - first + 1)
            results.append(
                {
                    "method": name,
                    "alpha": alpha,
                    "threshold": t,
                    "independent": threshold(own, alpha),
                    "perClass": by_class,
                    "sets": np.ravel(sets).tolist(),
                    "perClassSets": np.ravel(mondrian).tolist(),
                }
            )
    write(
        "conformal.json",
        {
            "calibration": {
                "subjects": calibration_subject.tolist(),
                "truth": calibration_truth.tolist(),
                "parts": parts["calibration"].ravel().tolist(),
            },
            "evaluated": {"subjects": subject.tolist(), "truth": truth.tolist(), "parts": parts["evaluated"].ravel().tolist()},
            "uniformParts": u["evaluated"].tolist(),
            "randomised": [aps(p / PARTS, c, v / PARTS) for p, v in zip(parts["evaluated"], u["evaluated"]) for c in CLASSES],
            "results": results,
        },
    )


if __name__ == "__main__":
    main()
