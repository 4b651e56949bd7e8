"""Reference numbers for statistics of probabilities and for costs, made without any code of src/lib.

Run with scikit-learn 1.9, scipy 1.17, statsmodels 0.15 and numpy 2.4 (scikit-learn before 1.7 has no
Brier score of several classes):

    python3 tests/reference/score_statistics.py

and commit tests/fixtures/statistics/scores.json. A value is null where it is undefined.
"""

import warnings

import numpy as np
import scipy.optimize
import scipy.special
from sklearn import metrics
from sklearn.calibration import calibration_curve
from statsmodels.stats.proportion import proportion_confint

from statistics_cases import CLASSES, PARTS, known, knees, logits, probabilities, write

warnings.filterwarnings("ignore")
BINS = (8, 10, 15)


def auc(truth, p):
    present = [c for c in CLASSES if 0 < (truth == c).sum() < len(truth)]
    per_grade = [float(metrics.roc_auc_score(truth == c, p[:, c])) if c in present else None for c in CLASSES]
    macro = None
    if len(present) == 5:
        macro = float(metrics.roc_auc_score(truth, p, multi_class="ovr", average="macro"))
    elif present:
        macro = float(np.mean([per_grade[c] for c in present]))
    return {"perGrade": per_grade, "macro": macro}


def binned_error(hit, p, bins):
    """Calibration error from scikit-learn's calibration curve and the counts of numpy's histogram."""
    share, mean = calibration_curve(hit, p, n_bins=bins)
    # numpy closes its bins below; mirrored, they are closed above.
    counts = np.histogram(-p, bins=-np.arange(bins, -1, -1) / bins)[0][::-1]
    assert (counts > 0).sum() == len(share) and counts.sum() == len(p)
    return float(np.sum(counts[counts > 0] * np.abs(share - mean)) / len(p))


def diagram(hit, p, bins):
    share, mean = calibration_curve(hit, p, n_bins=bins)
    counts = np.histogram(-p, bins=-np.arange(bins, -1, -1) / bins)[0][::-1]
    hits = np.rint(share * counts[counts > 0]).astype(int)
    wilson = [proportion_confint(h, n, method="wilson") for h, n in zip(hits, counts[counts > 0])]
    return {
        "bins": bins,
        "knees": counts.tolist(),
        "share": share.tolist(),
        "probability": mean.tolist(),
        "wilson": [[float(low), float(high)] for low, high in wilson],
    }


def calibration(truth, p):
    top = p.argmax(1)
    confidence, right = p.max(1), (top == truth).astype(int)
    return {
        "top": {str(b): binned_error(right, confidence, b) for b in BINS},
        "classwise": {
            str(b): float(np.mean([binned_error((truth == c).astype(int), p[:, c], b) for c in CLASSES]))
            for b in BINS
        },
        "topDiagram": diagram(right, confidence, 10),
        "gradeDiagrams": [diagram((truth == c).astype(int), p[:, c], 8) for c in CLASSES],
    }


def risk_coverage(confidence, losses):
    """Straight from the definition: risk of every threshold, and the mean over many random tie-breaks' expectation."""
    thresholds = np.unique(confidence)[::-1]
    points = [
        {
            "threshold": float(t),
            "coverage": float((confidence >= t).mean()),
            "risk": float(losses[confidence >= t].mean()),
        }
        for t in thresholds
    ]
    # In random order each of equally sure knees has, in expectation, the mean loss of them all.
    expected = np.array([losses[confidence == c].mean() for c in confidence])
    ranked = expected[np.argsort(-confidence, kind="stable")]
    running = np.arange(1, len(losses) + 1)
    return {
        "points": points,
        "area": float(np.mean(np.cumsum(ranked) / running)),
        "lowestArea": float(np.mean(np.cumsum(np.sort(losses)) / running)),
    }


def clustered_share(rng, subjects, share):
    """Wilson's interval at Kish's effective size, for knees of which each subject brings one to three."""
    owner = np.repeat(np.arange(subjects), rng.integers(1, 4, subjects))
    hits = int(round(share * len(owner)))
    sizes = np.unique(owner, return_counts=True)[1]
    effective = len(owner) ** 2 / float(np.sum(sizes**2))
    low, high = proportion_confint(hits * effective / len(owner), effective, method="wilson")
    return {"subjects": owner.tolist(), "hits": hits, "effective": effective, "interval": [float(low), float(high)]}


def grade_errors(truth, predicted):
    present = [c for c in CLASSES if (truth == c).any()]
    error = {c: float(metrics.mean_absolute_error(truth[truth == c], predicted[truth == c])) for c in present}
    worst = max(error, key=lambda c: (error[c], -c))
    return {
        "perGrade": [error.get(c) for c in CLASSES],
        "balanced": float(np.mean(list(error.values()))),
        "worst": {"grade": worst, "error": error[worst]},
    }


def costs(rng, truth, predicted):
    matrix = np.round(rng.random((5, 5)) * 10, 2)
    np.fill_diagonal(matrix, [0, 0, 0.5, 0, 0])
    priors = np.array([0.1, 0.2, 0.3, 0.25, 0.15])
    present = np.bincount(truth, minlength=5) > 0
    blind = min(np.mean([matrix[t, j] for t in truth]) for j in CLASSES)
    observed = float(np.mean(matrix[truth, predicted]))
    result = {"matrix": matrix.tolist(), "priors": priors.tolist(), "observed": observed}
    result["observedNormalised"] = observed / float(blind)
    if present.all():
        # Knees reweighted so that every grade has its prior.
        weight = (priors / np.bincount(truth))[truth]
        reweighted = float(np.average(matrix[truth, predicted], weights=weight))
        result["withPriors"] = reweighted
        result["withPriorsNormalised"] = reweighted / float(
            min(np.average(matrix[truth, np.full_like(truth, j)], weights=weight) for j in CLASSES)
        )
    else:
        result["withPriors"] = result["withPriorsNormalised"] = None
    return result


def temperature(truth, z):
    def loss(log_t):
        return metrics.log_loss(truth, scipy.special.softmax(z / np.exp(log_t), axis=1), labels=CLASSES)

    found = scipy.optimize.minimize_scalar(loss, bounds=(np.log(0.01), np.log(100)), method="bounded", options={"xatol": 1e-12})
    return {
        "truth": truth.tolist(),
        "logits": z.ravel().tolist(),
        "temperature": float(np.exp(found.x)),
        "before": float(loss(0.0)),
        "after": float(found.fun),
    }


def main():
    rng = np.random.default_rng(31)
    cases = []
    for name, grades, skill, sharpness in (
        ("a good network", CLASSES, 2.2, 1),
        ("an overconfident network", CLASSES, 1.2, 3),
        ("a grade without knees", [0, 1, 2, 3], 1.6, 1),
        ("all knees of one grade", [2], 1.6, 1),
    ):
        subjects, truth = knees(rng, 60, grades)
        parts = probabilities(rng, truth, skill, sharpness)
        p = parts / PARTS
        predicted = p.argmax(1)
        cases.append(
            {
                "name": name,
                "subjects": subjects.tolist(),
                "truth": truth.tolist(),
                "parts": parts.ravel().tolist(),
                "brier": known(metrics.brier_score_loss(truth, p, labels=CLASSES, scale_by_half=False)),
                "logLoss": known(metrics.log_loss(truth, p, labels=CLASSES)),
                "auc": auc(truth, p),
                "calibration": calibration(truth, p),
                "riskCoverage": {
                    "error": risk_coverage(p.max(1), (predicted != truth).astype(float)),
                    "distance": risk_coverage(p.max(1), np.abs(predicted - truth).astype(float)),
                },
                "gradeErrors": grade_errors(truth, predicted),
                "costs": costs(rng, truth, predicted),
            }
        )
    _, truth = knees(rng, 90)
    temperatures = [temperature(truth, logits(rng, truth, 1.2, s)) for s in (0.3, 1, 4)]
    wilson = [
        {"hits": h, "count": n, "interval": [float(v) for v in proportion_confint(h, n, method="wilson")]}
        for h, n in ((0, 1), (0, 40), (40, 40), (3, 7), (500, 1656))
    ]
    clustered = [clustered_share(rng, n, share) for n, share in ((1, 1), (12, 0), (12, 1), (40, 0.3), (200, 0.85))]
    write("scores.json", {"cases": cases, "temperatures": temperatures, "wilson": wilson, "clustered": clustered})


if __name__ == "__main__":
    main()
