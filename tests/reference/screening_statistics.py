"""Reference numbers for screening at stated thresholds, prevalences and specificities, made without any code of src/lib.

    python3 tests/reference/screening_statistics.py

with numpy 2.4, scipy 1.17, scikit-learn 1.9 and statsmodels 0.15, and commit tests/fixtures/statistics/screening.json. What no library has is
written straight from the paper that it names. Undefined values are null.
"""

import numpy as np
import scipy.special
import scipy.stats
from sklearn import metrics
from statsmodels.stats.proportion import proportion_confint

from statistics_cases import PARTS, knees, probabilities, write

POSITIVE_FROM = 2
THRESHOLDS = [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 0.95]
RESAMPLES = 4000


def net_benefit(positive, p, threshold, prevalence=None):
    """Vickers & Elkin, Med Decis Making 2006;26:565-574."""
    treated = p >= threshold
    odds = threshold / (1 - threshold)
    if prevalence is None:
        return float(np.mean(treated & positive) - np.mean(treated & ~positive) * odds)
    return float(treated[positive].mean() * prevalence - treated[~positive].mean() * (1 - prevalence) * odds)


def resampled(rng, subject, statistic, resamples=RESAMPLES):
    """Percentile interval of the subject bootstrap."""
    rows = [np.flatnonzero(subject == s) for s in np.unique(subject)]
    values = []
    for _ in range(resamples):
        drawn = rng.integers(0, len(rows), len(rows))
        values.append(statistic(np.concatenate([rows[s] for s in drawn])))
    low, high = np.quantile(values, [0.025, 0.975])
    return [float(low), float(high)]


def decision_curve(rng, subject, positive, systems):
    def curve(p, prevalence):
        return [net_benefit(positive, p, t, prevalence) for t in THRESHOLDS]

    everybody = np.ones(len(positive))
    at = 0.2
    first, second = systems
    return {
        "thresholds": THRESHOLDS,
        "own": [curve(p, None) for p in systems],
        "at10": [curve(p, 0.1) for p in systems],
        "treatAll": curve(everybody, None),
        "treatAllAt10": curve(everybody, 0.1),
        "standardised": [[v / float(positive.mean()) for v in curve(p, None)] for p in systems],
        "intervalAt": at,
        "interval": resampled(rng, subject, lambda i: net_benefit(positive[i], first[i], at)),
        "overTreatAllInterval": resampled(
            rng, subject, lambda i: net_benefit(positive[i], first[i], at) - net_benefit(positive[i], everybody[i], at)
        ),
        "differenceInterval": resampled(
            rng, subject, lambda i: net_benefit(positive[i], first[i], at) - net_benefit(positive[i], second[i], at)
        ),
    }


def ppv(positive, called, prevalence):
    """By the weights that give the positive their prevalence, so that scikit-learn does the counting."""
    weight = np.where(positive, prevalence / positive.sum(), (1 - prevalence) / (~positive).sum())
    return {
        "positivePredictiveValue": float(metrics.precision_score(positive, called, sample_weight=weight)),
        "negativePredictiveValue": float(metrics.precision_score(~positive, ~called, sample_weight=weight)),
        "calledPositive": float(np.average(called, weights=weight)),
        "accuracy": float(metrics.accuracy_score(positive, called, sample_weight=weight)),
    }


def wilson(subject, hit):
    """At Kish's effective number of cases."""
    sizes = np.unique(subject, return_counts=True)[1]
    effective = len(subject) ** 2 / float(np.sum(sizes**2))
    low, high = proportion_confint(effective * hit.mean(), effective, method="wilson")
    return float(hit.mean()), float(low), float(high)


def mover_ratio(of, over):
    """Donner & Zou, Stat Methods Med Res 2012;21:347-359, equation 9."""
    (x, lx, ux), (y, ly, uy) = of, over
    low = (x * y - np.sqrt((x * y) ** 2 - lx * uy * (2 * x - lx) * (2 * y - uy))) / (uy * (2 * y - uy))
    high = (x * y + np.sqrt((x * y) ** 2 - ux * ly * (2 * x - ux) * (2 * y - ly))) / (ly * (2 * y - ly))
    return float(low), float(high)


def least_interval(subject, positive, called, prevalence):
    """Of the positive predictive value, from the intervals of sensitivity and false positive rate."""
    found, alarmed = wilson(subject[positive], called[positive]), wilson(subject[~positive], called[~positive])
    low, high = mover_ratio(alarmed, found)
    odds = (1 - prevalence) / prevalence
    return {"ratio": [list(alarmed), list(found), [low, high]], "interval": [1 / (1 + odds * high), 1 / (1 + odds * low)]}


def predictive(rng, subject, positive, called):
    def ends(name):
        return resampled(rng, subject, lambda i: ppv(positive[i], called[i], 0.05)[name], 1500)

    return {
        "threshold": 0.5,
        "at": [{"prevalence": v, "values": ppv(positive, called, v)} for v in (0.01, 0.05, 0.3, 0.9)],
        "least": least_interval(subject, positive, called, 0.05),
        "leastWithoutAlarms": least_interval(subject, positive, called & positive, 0.05),
        "positiveInterval": ends("positivePredictiveValue"),
        "negativeInterval": ends("negativePredictiveValue"),
    }


def standardised(truth, p):
    """Metrics at other shares of the classes, by scikit-learn with weights."""
    shares = np.array([0.7, 0.1, 0.1, 0.07, 0.03])
    weight = (shares / np.bincount(truth, minlength=5))[truth]
    read = p.argmax(1)
    return {
        "shares": shares.tolist(),
        "accuracy": float(metrics.accuracy_score(truth, read, sample_weight=weight)),
        "macroF1": float(metrics.f1_score(truth, read, average="macro", sample_weight=weight)),
        "meanAbsoluteError": float(metrics.mean_absolute_error(truth, read, sample_weight=weight)),
        "quadraticWeightedKappa": float(
            metrics.cohen_kappa_score(truth, read, weights="quadratic", sample_weight=weight)
        ),
        "balancedAccuracy": float(metrics.balanced_accuracy_score(truth, read)),
    }


def components(positive, score):
    """Structural components of DeLong, DeLong & Clarke-Pearson, Biometrics 1988;44:837-845, by every pair."""
    x, y = score[positive], score[~positive]
    kernel = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
    return float(kernel.mean()), kernel.mean(1), kernel.mean(0)


def clustered_auc(subject, positive, systems):
    """Areas and their covariance with correlated cases: Obuchowski, Biometrics 1997;53:567-578."""
    who = np.unique(subject)
    parts = [components(positive, score) for score in systems]
    m, n = int(positive.sum()), int((~positive).sum())
    mi = np.array([np.sum(positive & (subject == s)) for s in who])
    ni = np.array([np.sum(~positive & (subject == s)) for s in who])
    i10, i01, both = int((mi > 0).sum()), int((ni > 0).sum()), len(who)
    v10 = [[v[subject[positive] == s].sum() for s in who] - mi * area for area, v, _ in parts]
    v01 = [[w[subject[~positive] == s].sum() for s in who] - ni * area for area, _, w in parts]
    k = range(len(systems))
    s10 = np.array([[i10 / ((i10 - 1) * m) * np.sum(v10[a] * v10[b]) for b in k] for a in k])
    s01 = np.array([[i01 / ((i01 - 1) * n) * np.sum(v01[a] * v01[b]) for b in k] for a in k])
    s11 = np.array([[both / (both - 1) * np.sum(v10[a] * v01[b]) for b in k] for a in k])
    covariance = s10 / m + s01 / n + (s11 + s11.T) / (m * n)
    return [area for area, _, _ in parts], covariance


def delong(positive, systems):
    """Independent cases: the covariances of the components, over their numbers."""
    parts = [components(positive, score) for score in systems]
    return np.cov([v for _, v, _ in parts]) / positive.sum() + np.cov([w for _, _, w in parts]) / (~positive).sum()


def aucs(subject, positive, systems):
    areas, covariance = clustered_auc(subject, positive, systems)
    assert np.allclose(areas, [metrics.roc_auc_score(positive, score) for score in systems], rtol=0, atol=1e-14)
    alone, independent = clustered_auc(np.arange(len(positive)), positive, systems)
    assert np.allclose(independent, delong(positive, systems), rtol=1e-12)
    difference = areas[0] - areas[1]
    error = float(np.sqrt(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]))
    half = scipy.stats.norm.ppf(0.975) * np.sqrt(covariance[0, 0]) / (areas[0] * (1 - areas[0]))
    logit = scipy.special.logit(areas[0])
    return {
        "areas": areas,
        "covariance": covariance.tolist(),
        "independent": independent.tolist(),
        "difference": difference,
        "error": error,
        "p": float(2 * scipy.stats.norm.sf(abs(difference) / error)),
        "firstInterval": scipy.special.expit([logit - half, logit + half]).tolist(),
    }


def sensitivity(positive, score, specificity):
    fpr, tpr, _ = metrics.roc_curve(positive, score, drop_intermediate=False)
    negatives = (~positive).sum()
    cleared = negatives - np.rint(fpr * negatives)
    return float(tpr[cleared / negatives >= specificity].max())


def sensitivities(rng, subject, positive, systems):
    first, second = systems

    def difference(i):
        return sensitivity(positive[i], first[i], 0.8) - sensitivity(positive[i], second[i], 0.8)

    return {
        "at": [
            {"specificity": s, "sensitivities": [sensitivity(positive, score, s) for score in systems]}
            for s in (0.5, 0.8, 0.9, 0.95, 1.0)
        ],
        "differenceInterval": resampled(rng, subject, difference),
    }


def main():
    rng = np.random.default_rng(47)
    subject, truth = knees(rng, 110)
    positive = truth >= POSITIVE_FROM
    parts = [probabilities(rng, truth, skill) for skill in (1.6, 0.9)]
    systems = [of[:, POSITIVE_FROM:].sum(1) / PARTS for of in parts]
    write(
        "screening.json",
        {
            "subjects": subject.tolist(),
            "truth": truth.tolist(),
            "parts": [of.ravel().tolist() for of in parts],
            "decision": decision_curve(rng, subject, positive, systems),
            "predictive": predictive(rng, subject, positive, systems[0] >= 0.5),
            "standardised": standardised(truth, parts[0]),
            "aucs": aucs(subject, positive, systems),
            "sensitivities": sensitivities(rng, subject, positive, systems),
        },
    )


if __name__ == "__main__":
    main()
