"""Reference numbers for scores converted to other shares of the grades, temperatures, calibration of the stored study and
figures of a confusion matrix, made without any code of src/lib.

Run with statsmodels 0.15, scikit-learn 1.9, scipy 1.17 and numpy 2.4 (other versions should do):

    python3 tests/reference/calibration_statistics.py

and commit tests/fixtures/statistics/calibration.json. The table of the study reads static/study and static/testset: run it
again when these are made anew.
"""

import json
from pathlib import Path

import numpy as np
from scipy import optimize, special
from sklearn import metrics
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint

from statistics_cases import PARTS, knees, probabilities, write

CLASSES = 5
STATIC = Path(__file__).parents[2] / "static"
NETWORKS = ["xception", "resnet50", "inception_resnet_v2"]
EQUAL = np.full(CLASSES, 1 / CLASSES)


def shifted(scores, prior, target, exponent):
    """By logarithms, where src/lib multiplies."""
    return special.softmax(np.log(scores) + exponent * (np.log(target) - np.log(prior)), axis=1)


def tempered(scores, temperature, offset=0.0):
    return special.softmax(np.log(scores) / temperature + offset, axis=1)


def fit(truth, scores, offset=0.0):
    """The temperature that is most likely, sought on a logarithmic scale."""

    def loss(log_temperature):
        logs = special.log_softmax(np.log(scores) / np.exp(log_temperature) + offset, axis=1)
        return -logs[np.arange(len(truth)), truth].mean()

    found = optimize.minimize_scalar(loss, bounds=(-4, 4), method="bounded", options={"xatol": 1e-12})
    return float(np.exp(found.x)), float(loss(0)), float(found.fun)


def shift_cases(rng):
    scores = (np.concatenate([rng.integers(1, 900, (40, CLASSES)), rng.integers(1, 4, (4, CLASSES))])) / 1024
    prior = np.array([0.4, 0.18, 0.26, 0.13, 0.03])
    target = np.array([0.1, 0.2, 0.3, 0.25, 0.15])
    pairs = [(EQUAL, prior), (prior, EQUAL), (prior, target)]
    return {
        "parts": (scores * 1024).astype(int).ravel().tolist(),
        "cases": [
            {
                "prior": p.tolist(),
                "target": t.tolist(),
                "exponent": exponent,
                "adjusted": shifted(scores, p, t, exponent).ravel().tolist(),
            }
            for p, t in pairs
            for exponent in (0, 0.25, 1)
        ],
    }


def ece(confidence, right, bins=15):
    edges = np.linspace(0, 1, bins + 1)
    place = np.clip(np.digitize(confidence, edges[1:-1], right=True), 0, bins - 1)
    return float(sum(abs((confidence[place == b] - right[place == b]).sum()) for b in range(bins)) / len(right))


def measures(truth, p):
    onehot = np.eye(CLASSES)[truth]
    return {
        "logLoss": float(metrics.log_loss(truth, p, labels=range(CLASSES))),
        "brierScore": float(((p - onehot) ** 2).sum(1).mean()),
        "topError": ece(p.max(1), (p.argmax(1) == truth).astype(float)),
        "classwiseError": float(np.mean([ece(p[:, c], onehot[:, c]) for c in range(CLASSES)])),
    }


def weighted_measures(truth, p, shares):
    """Of knees weighted so that the grades have these shares: scikit-learn's sample weights, and means of the grades."""
    counts = np.bincount(truth, minlength=CLASSES)
    weights = (np.asarray(shares) / counts)[truth]
    onehot = np.eye(CLASSES)[truth]
    brier = ((p - onehot) ** 2).sum(1)
    return {
        "logLoss": float(metrics.log_loss(truth, p, labels=range(CLASSES), sample_weight=weights)),
        "brierScore": float(sum(share * brier[truth == c].mean() for c, share in enumerate(shares))),
        "topError": weighted_ece(p.max(1), (p.argmax(1) == truth).astype(float), weights),
        "classwiseError": float(
            np.mean([weighted_ece(p[:, c], onehot[:, c], weights) for c in range(CLASSES)])
        ),
    }


def weighted_ece(confidence, right, weights, bins=15):
    edges = np.linspace(0, 1, bins + 1)
    place = np.clip(np.digitize(confidence, edges[1:-1], right=True), 0, bins - 1)
    excess = np.bincount(place, weights=weights * (confidence - right), minlength=bins)
    return float(np.abs(excess).sum() / weights.sum())


def grade_figures(truth, p):
    read = p.argmax(1)
    return {
        "balancedAccuracy": float(metrics.balanced_accuracy_score(truth, read)),
        "accuracy": float(metrics.accuracy_score(truth, read)),
        "quadraticWeightedKappa": float(metrics.cohen_kappa_score(truth, read, weights="quadratic")),
    }


def confident(labels, p):
    """Confident learning: how many labels are doubted, and the estimated share of wrong ones (Northcutt et al. 2021)."""
    reached = p >= np.array([p[labels == c, c].mean() for c in range(CLASSES)])
    grade = np.where(reached, p, -1).argmax(1)
    sure = reached.any(1)
    joint = metrics.confusion_matrix(labels[sure], grade[sure], labels=range(CLASSES)).astype(float)
    joint *= (np.bincount(labels, minlength=CLASSES) / joint.sum(1))[:, None]
    return {
        "doubted": int((sure & (grade != labels)).sum()),
        "wrongShare": float(1 - np.trace(joint) / joint.sum()),
    }


def study_table():
    """The stored study: shares and temperatures from val, measures on test."""
    listed = json.loads((STATIC / "testset/knees.json").read_text())
    truth = np.array([knee["grade"] for knee in listed])
    split = np.array([knee["split"] for knee in listed])
    val, test = np.flatnonzero(split == "val"), np.flatnonzero(split == "test")
    scores = {
        name: np.fromfile(STATIC / f"study/{name}-probabilities.bin", "<f4").reshape(-1, CLASSES).astype(float)
        for name in NETWORKS
    }
    scores = {name: p / p.sum(1, keepdims=True) for name, p in scores.items()}
    scores["mean"] = sum(scores[name] for name in NETWORKS) / len(NETWORKS)
    shares = np.bincount(truth[val], minlength=CLASSES) / len(val)
    offset = np.log(shares) - np.log(EQUAL)
    table = {}
    for name, p in scores.items():
        alone, before, after = fit(truth[val], p[val])
        both, shared_before, shared_after = fit(truth[val], p[val], offset)
        table[name] = {
            "temperature": alone,
            "sharedTemperature": both,
            "fits": [[before, after], [shared_before, shared_after]],
            "asRead": measures(truth[test], p[test]),
            "temperatureAlone": measures(truth[test], tempered(p[test], alone)),
            "shares": measures(truth[test], shifted(p[test], EQUAL, shares, 1)),
            "both": measures(truth[test], tempered(p[test], both, offset)),
            "equalGrades": weighted_measures(truth[test], p[test], EQUAL),
        }
    grid = [k / 100 for k in range(101)]
    for name, p in scores.items():
        kappas = [
            metrics.cohen_kappa_score(truth[val], shifted(p[val], EQUAL, shares, t).argmax(1), weights="quadratic")
            for t in grid
        ]
        best = next(t for t, kappa in zip(grid, kappas) if kappa > max(kappas) - 1e-12)
        table[name]["exponent"] = best
        table[name]["byExponent"] = [
            {
                "exponent": t,
                "val": grade_figures(truth[val], shifted(p[val], EQUAL, shares, t)),
                "test": grade_figures(truth[test], shifted(p[test], EQUAL, shares, t)),
            }
            for t in dict.fromkeys((0, best, 1))
        ]
    doubts = [confident(truth[test], p) for p in (scores["mean"][test], shifted(scores["mean"][test], EQUAL, shares, 1))]
    return {"shares": shares.tolist(), "systems": table, "doubts": dict(zip(["asRead", "shares"], doubts))}


def sandwich(truth, scores, offset, subjects, temperature):
    """95 % interval by the clustered sandwich variance of log temperature, the derivatives taken numerically."""

    def losses(log_temperature):
        logs = special.log_softmax(np.log(scores) / np.exp(log_temperature) + offset, axis=1)
        return -logs[np.arange(len(truth)), truth]

    at, step = np.log(temperature), 1e-4
    slope = (losses(at + step) - losses(at - step)) / (2 * step)
    curvature = ((losses(at + step) - 2 * losses(at) + losses(at - step)) / step**2).sum()
    count = subjects.max() + 1
    square = (np.bincount(subjects, weights=slope) ** 2).sum() * count / (count - 1)
    half = 1.959963984540054 * np.sqrt(square) / curvature
    return [float(np.exp(at - half)), float(np.exp(at + half))]


def temperature_cases(rng):
    cases = []
    for sharpness in (0.6, 1.7):
        truth = knees(rng, 120)[1]
        scores = probabilities(rng, truth, sharpness) / PARTS
        scores = np.maximum(scores, 1 / PARTS)
        scores /= scores.sum(1, keepdims=True)
        offset = np.log([0.4, 0.18, 0.26, 0.13, 0.03]) - np.log(EQUAL)
        temperature, before, after = fit(truth, scores, offset)
        subjects = np.arange(len(truth)) // 2
        cases.append(
            {
                "truth": truth.tolist(),
                "scores": scores.ravel().tolist(),
                "offset": offset.tolist(),
                "temperature": temperature,
                "before": before,
                "after": after,
                "interval": sandwich(truth, scores, offset, subjects, temperature),
            }
        )
    return cases


def matrix_cases(rng):
    """Figures of matrices of which only every second knee counts, since the knees of a subject may be alike."""
    cases = []
    for size in (40, 400):
        truth = rng.choice(CLASSES, size, p=[0.4, 0.18, 0.26, 0.13, 0.03])
        read = np.clip(truth + rng.choice([-1, 0, 0, 0, 1], size), 0, CLASSES - 1)
        confusion = metrics.confusion_matrix(truth, read, labels=range(CLASSES))
        kappa = cohens_kappa(confusion / 2, wt="quadratic")
        accuracy = proportion_confint(np.trace(confusion) / 2, size / 2, method="wilson")
        recalls, low, high = [], 0, 0
        for c, row in enumerate(confusion):
            if row.sum() == 0:
                continue
            recall = row[c] / row.sum()
            lower, upper = proportion_confint(row[c] / 2, row.sum() / 2, method="wilson")
            recalls.append(recall)
            low, high = low + (recall - lower) ** 2, high + (upper - recall) ** 2
        balanced = np.mean(recalls)
        distances = np.abs(truth - read)
        half = 1.959963984540054 * distances.std() / np.sqrt(size / 2)
        cases.append(
            {
                "confusion": confusion.tolist(),
                "accuracy": [np.trace(confusion) / size, *accuracy],
                "balancedAccuracy": [
                    balanced,
                    balanced - np.sqrt(low) / len(recalls),
                    balanced + np.sqrt(high) / len(recalls),
                ],
                "quadraticWeightedKappa": [kappa.kappa, kappa.kappa_low, kappa.kappa_upp],
                "meanAbsoluteError": [distances.mean(), distances.mean() - half, distances.mean() + half],
            }
        )
    return cases


def exponent_cases(rng):
    """The exponent of the shares with the highest quadratic weighted kappa, the smallest of equals, every one tried."""
    cases = []
    grid = [k / 100 for k in range(101)]
    for size in (60, 200):
        truth = knees(rng, size)[1]
        scores = np.maximum(probabilities(rng, truth, 0.8), 1) / PARTS
        target = np.array([0.5, 0.1, 0.3, 0.08, 0.02])
        kappas = [
            metrics.cohen_kappa_score(
                truth, shifted(scores, EQUAL, target, t).argmax(1), weights="quadratic", labels=range(CLASSES)
            )
            for t in grid
        ]
        best = max(kappas)
        cases.append(
            {
                "truth": truth.tolist(),
                "parts": (scores * PARTS).round().astype(int).ravel().tolist(),
                "target": target.tolist(),
                "kappas": kappas,
                "exponent": next(t for t, kappa in zip(grid, kappas) if kappa > best - 1e-12),
            }
        )
    return cases


if __name__ == "__main__":
    rng = np.random.default_rng(20)
    write(
        "calibration.json",
        {
            "shifts": shift_cases(rng),
            "temperatures": temperature_cases(rng),
            "study": study_table(),
            "matrices": matrix_cases(rng),
            "exponents": exponent_cases(rng),
        },
    )
