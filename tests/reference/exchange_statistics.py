"""Reference numbers for the comparison of systems by exchanges, made without any code of src/lib.

Run with scikit-learn 1.9, statsmodels 0.15, scipy 1.17 and numpy 2.4 (other versions should do):

    python3 tests/reference/exchange_statistics.py

and commit tests/fixtures/statistics/exchanges.json. It takes some minutes: figures are computed by scikit-learn after
every exchange. A value is null where it is undefined.
"""

import warnings

import numpy as np
import scipy.special
import scipy.stats
from sklearn import metrics
from statsmodels.stats.contingency_tables import mcnemar

from statistics_cases import CLASSES, PARTS, knees, probabilities, write

warnings.filterwarnings("ignore")
COSTS = (np.subtract.outer(np.arange(5), np.arange(5)) ** 2).astype(float)
BINS = 15


def errors_by_grade(truth, read):
    return [np.abs(read[truth == g] - g).mean() for g in CLASSES if (truth == g).any()]


def classwise_error(truth, p):
    error = 0
    for g in CLASSES:
        place = np.clip(np.ceil(p[:, g] * BINS) - 1, 0, BINS - 1).astype(int)
        excess = (truth == g) - p[:, g]
        error += sum(abs(excess[place == b].sum()) for b in range(BINS)) / len(truth)
    return error / 5


def macro_auc(truth, ranks):
    areas = [
        metrics.roc_auc_score(truth == g, ranks[:, g]) for g in CLASSES if 0 < (truth == g).sum() < len(truth)
    ]
    return np.mean(areas)


MATRIX = {
    "balancedAccuracy": metrics.balanced_accuracy_score,
    "accuracy": metrics.accuracy_score,
    "macroF1": lambda t, r: metrics.f1_score(t, r, average="macro"),
    "quadraticWeightedKappa": lambda t, r: metrics.cohen_kappa_score(t, r, labels=CLASSES, weights="quadratic"),
    "linearWeightedKappa": lambda t, r: metrics.cohen_kappa_score(t, r, labels=CLASSES, weights="linear"),
    "meanAbsoluteError": metrics.mean_absolute_error,
    "balancedMeanAbsoluteError": lambda t, r: np.mean(errors_by_grade(t, r)),
    "worstGradeError": lambda t, r: max(errors_by_grade(t, r)),
    "expectedCost": lambda t, r: COSTS[t, r].mean(),
}
SCORES = {
    "brierScore": lambda t, p: metrics.brier_score_loss(t, p, labels=CLASSES, scale_by_half=False),
    "logLoss": lambda t, p: metrics.log_loss(t, p, labels=CLASSES),
    "classwiseCalibrationError": classwise_error,
}


def after_each(subjects, exchanges, a, b, value):
    """Sizes of the difference of two systems when the rows of some subjects are exchanged."""
    sizes = []
    for exchanged in exchanges:
        swap = exchanged[subjects]
        swap = swap[:, None] if a.ndim == 2 else swap
        sizes.append(abs(value(np.where(swap, b, a)) - value(np.where(swap, a, b))))
    return np.array(sizes)


def at_least(sizes, observed):
    return np.mean(sizes >= observed - 1e-12)


def min_p(observed, exchanged):
    """Step-down min-P of Westfall and Young, literally: ranks of each pair among all of its exchanges."""
    p = np.array([at_least(sizes, size) for sizes, size in zip(exchanged, observed)])
    of_exchanges = np.array([[at_least(sizes, size) for size in sizes] for sizes in exchanged])
    order = np.argsort(p, kind="stable")
    adjusted, largest = np.empty(len(p)), 0
    for step, pair in enumerate(order):
        smallest = of_exchanges[order[step:]].min(axis=0)
        largest = max(largest, np.mean(smallest <= p[pair] + 1e-12))
        adjusted[pair] = largest
    return p, adjusted


def every(rng):
    """Ten subjects: all 1,024 exchanges, of three systems and every figure."""
    subjects, truth = knees(rng, 10)
    parts = [probabilities(rng, truth, skill) for skill in (3.0, 2.0, 1.1)]
    # A system that agrees with the first on all but three subjects.
    near = parts[0].copy()
    changed = np.isin(subjects, [1, 4, 7])
    near[changed] = parts[2][changed]
    parts[1] = near
    exchanges = (np.arange(2**10)[:, None] >> np.arange(10) & 1).astype(bool)
    pairs = [(0, 1), (0, 2), (1, 2)]
    figures = {}

    def add(name, rows, value):
        observed = [abs(value(rows[a]) - value(rows[b])) for a, b in pairs]
        sizes = [after_each(subjects, exchanges, rows[a], rows[b], value) for a, b in pairs]
        p, adjusted = min_p(observed, sizes)
        figures[name] = {"observed": observed, "p": p.tolist(), "adjusted": adjusted.tolist()}

    read = [p.argmax(1) for p in parts]
    for name, figure in MATRIX.items():
        add(name, read, lambda r, figure=figure: figure(truth, r))
    shares = [p / PARTS for p in parts]
    for name, figure in SCORES.items():
        add(name, shares, lambda p, figure=figure: figure(truth, p))
    ranks = [np.column_stack([scipy.stats.rankdata(p[:, g]) for g in CLASSES]) for p in parts]
    add("macroAuc", ranks, lambda r: macro_auc(truth, r))
    return {
        "subjects": subjects.tolist(),
        "truth": truth.tolist(),
        "parts": [p.ravel().tolist() for p in parts],
        "figures": figures,
    }


def drawn(rng):
    """Sixty subjects and four systems, two nearly alike: 200,000 exchanges drawn by numpy's generator."""
    subjects, truth = knees(rng, 60)
    parts = [probabilities(rng, truth, skill) for skill in (2.2, 2.0, 1.3)]
    read = [p.argmax(1) for p in parts]
    near = read[0].copy()
    near[np.isin(subjects, [3, 11, 30, 31])] = (near[np.isin(subjects, [3, 11, 30, 31])] + 1) % 5
    read.append(near)
    count, support = subjects.max() + 1, np.bincount(truth, minlength=5)
    weights = {"accuracy": np.full(len(truth), 1 / len(truth)), "balancedAccuracy": 1 / (5 * support[truth])}
    bits = rng.integers(0, 2, (200_000, count)) * 2 - 1
    pairs = [(a, b) for a in range(4) for b in range(a + 1, 4)]
    figures = {}
    for name, weight in weights.items():
        difference = [
            np.bincount(subjects, weight * ((read[a] == truth).astype(float) - (read[b] == truth)), count)
            for a, b in pairs
        ]
        observed = np.array([abs(d.sum()) for d in difference])
        sizes = np.array([np.abs(bits @ d) for d in difference])
        p = np.array([at_least(s, o) for s, o in zip(sizes, observed)])
        # On the scale of normal deviates: of the exact p where few subjects differ, else the size over its deviation.
        deviates, of_exchanges = [], []
        for d, s, o in zip(difference, sizes, observed):
            few = d[d != 0]
            if len(few) <= 13:
                signs = (np.arange(2 ** len(few))[:, None] >> np.arange(len(few)) & 1) * 2 - 1
                exact = np.sort(np.abs(signs @ few)) if len(few) else np.zeros(1)
                share = lambda v: (len(exact) - np.searchsorted(exact, v - 1e-12)) / len(exact)
                to_deviate = lambda v: scipy.stats.norm.ppf(1 - share(v) / 2)
            else:
                to_deviate = lambda v, d=d: v / np.sqrt((d**2).sum())
            deviates.append(float(to_deviate(np.array([o]))[0]))
            of_exchanges.append(to_deviate(s))
        order = np.argsort(-np.array(deviates), kind="stable")
        adjusted, largest = np.empty(len(pairs)), 0
        for step, pair in enumerate(order):
            most = np.max([of_exchanges[i] for i in order[step:]], axis=0)
            largest = max(largest, np.mean(most >= deviates[pair] - 1e-9))
            adjusted[pair] = largest
        figures[name] = {"p": p.tolist(), "adjusted": adjusted.tolist()}
    return {
        "subjects": subjects.tolist(),
        "truth": truth.tolist(),
        "read": [r.tolist() for r in read],
        "figures": figures,
    }


def obuchowski(subjects, right):
    """Obuchowski 1998: variances and covariance of two shares under the hypothesis that they are equal."""
    count = subjects.max() + 1
    n = np.bincount(subjects, minlength=count)
    x = [np.bincount(subjects, r, count) for r in right]
    shares = [xi.sum() / n.sum() for xi in x]
    pooled = np.mean(shares)
    factor = count / (count - 1) / n.sum() ** 2
    variances = [factor * ((xi - n * pooled) ** 2).sum() for xi in x]
    covariance = factor * ((x[0] - n * pooled) * (x[1] - n * pooled)).sum()
    return (shares[0] - shares[1]) ** 2 / (sum(variances) - 2 * covariance)


def clustered(rng):
    cases = []
    for people, both in ((70, True), (150, True), (120, False)):
        subjects, truth = knees(rng, people)
        if not both:
            subjects = np.arange(len(truth))
        read = [probabilities(rng, truth, skill).argmax(1) for skill in (2.0, 1.5)]
        right = [(r == truth).astype(float) for r in read]
        square = obuchowski(subjects, right)
        table = [[int(((right[0] == i) & (right[1] == j)).sum()) for j in (1, 0)] for i in (1, 0)]
        if not both:
            plain = mcnemar(table, exact=False, correction=False).statistic
            people = len(truth)
            assert np.isclose(square, plain * (people - 1) / people)
        cases.append(
            {
                "subjects": subjects.tolist(),
                "truth": truth.tolist(),
                "read": [r.tolist() for r in read],
                "onlyFirst": table[0][1],
                "onlySecond": table[1][0],
                "p": float(scipy.stats.chi2.sf(square, 1)),
            }
        )
    return cases


def normal():
    tails = [-9, -1, 0, 0.1, 1, 1.96, 2.9, 3, 3.01, 5, 12, 37]
    shares = [1e-300, 1e-20, 1e-5, 0.025, 0.074, 0.076, 0.4, 0.5, 0.8, 0.975, 0.9999999]
    return {
        "tail": [{"z": z, "p": float(scipy.stats.norm.sf(z))} for z in tails],
        "quantile": [{"p": p, "z": float(scipy.stats.norm.ppf(p))} for p in shares],
    }


def main():
    rng = np.random.default_rng(53)
    write(
        "exchanges.json",
        {"every": every(rng), "drawn": drawn(rng), "clusteredMcNemar": clustered(rng), "normal": normal()},
    )


if __name__ == "__main__":
    main()
