"""Reference numbers for slices held against the rest of the knees, made without any code of src/lib.

Run with scipy 1.17, statsmodels 0.15 and numpy 2.4 (other versions should do):

    python3 tests/reference/slice_statistics.py

and commit tests/fixtures/statistics/slices.json. A value is null where it is undefined.
"""

import itertools
from collections import defaultdict
from fractions import Fraction

import numpy as np
import scipy.stats
from sklearn import metrics
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import confint_proportions_2indep

from statistics_cases import CLASSES, known, knees, probabilities, write

LEAST_OF_GRADE = 10
DRAWS = 6000


def fisher():
    """One knee a subject: which of them are in the slice and wrong decides everything."""
    cases = []
    for count, wrong, inside, both in [
        (132, 10, 12, 0),
        (132, 10, 10, 0),
        (42, 4, 10, 0),
        (42, 7, 10, 0),
        (1000, 30, 15, 0),
        (60, 20, 15, 10),
        (60, 20, 15, 1),
    ]:
        k = np.arange(max(0, inside + wrong - count), min(inside, wrong) + 1)
        difference = k / inside - (wrong - k) / (count - inside)
        observed = abs(difference[k == both][0])
        p = scipy.stats.hypergeom(count, wrong, inside).pmf(k)[np.abs(difference) >= observed - 1e-12].sum()
        table = [[both, inside - both], [wrong - both, count - wrong - inside + both]]
        lower, upper = confint_proportions_2indep(
            inside - both, inside, count - wrong - inside + both, count - inside, method="newcomb", compare="diff"
        )
        cases.append(
            {
                "count": count,
                "wrong": wrong,
                "inside": inside,
                "wrongInside": both,
                "p": float(p),
                "fisher": float(scipy.stats.fisher_exact(table)[1]),
                "newcombe": [float(lower), float(upper)],
            }
        )
    return cases


def arrangements(units, in_slice):
    """Every way in which units made up alike can exchange their memberships; each unit is {kind: [knees]}."""
    strata = defaultdict(list)
    for unit in units:
        strata[tuple(sorted((kind, len(members)) for kind, members in unit.items()))].append(unit)
    per_stratum = []
    for make_up, alike in strata.items():
        kinds = [kind for kind, _ in make_up]
        patterns = [tuple(int(in_slice[unit[kind]].sum()) for kind in kinds) for unit in alike]
        ways = []
        for order in set(itertools.permutations(patterns)):
            choices = [
                itertools.combinations(unit[kind], some)
                for unit, pattern in zip(alike, order)
                for kind, some in zip(kinds, pattern)
            ]
            ways += [sum(chosen, ()) for chosen in itertools.product(*[list(c) for c in choices])]
        per_stratum.append(ways)
    for parts in itertools.product(*per_stratum):
        yield list(sum(parts, ()))


def enumerated(rng):
    """Small sets of one, two and three knees a subject: p by counting every arrangement."""
    cases = []
    for name, sizes, kinds_of in [
        ("one kind", [2, 2, 2, 2, 1, 1, 1, 3], lambda n: [0] * n),
        ("kinds", [2, 2, 2, 2, 2, 2, 1, 1], lambda n: rng.integers(0, 2, n).tolist()),
        ("three knees of two kinds", [3, 3, 3, 1], lambda n: ([0, 0, 1] * n)[:n]),
    ]:
        subjects = np.repeat(np.arange(len(sizes)), sizes)
        kinds = np.array(sum((kinds_of(n) for n in sizes), []))
        count = len(subjects)
        values = rng.integers(0, 3, count)
        for by in ("subjects", "kinds"):
            in_slice = rng.random(count) < 0.4
            in_slice[:2] = [True, False]
            units = defaultdict(lambda: defaultdict(list))
            for knee in range(count):
                key = int(subjects[knee]) if by == "subjects" else (int(subjects[knee]), int(kinds[knee]))
                units[key][int(kinds[knee])].append(knee)
            inside = int(in_slice.sum())
            # Fractions, so that what is as far is exactly as far.
            rest_part = Fraction(int(values.sum()), count - inside)

            def difference(chosen):
                total = int(values[chosen].sum())
                return Fraction(total, inside) + Fraction(total, count - inside) - rest_part

            observed = abs(difference(np.flatnonzero(in_slice)))
            found = [abs(difference(np.array(ways))) >= observed for ways in arrangements(units.values(), in_slice)]
            cases.append(
                {
                    "name": f"{name}, {by}",
                    "by": by,
                    "subjects": subjects.tolist(),
                    "kinds": kinds.tolist(),
                    "inSlice": in_slice.astype(int).tolist(),
                    "values": values.tolist(),
                    "arrangements": len(found),
                    "p": sum(found) / len(found),
                }
            )
    return cases


def shuffled_members(rng, subjects, kinds, in_slice):
    """Memberships exchanged between subjects with the same knees of each kind, by numpy."""
    strata = defaultdict(list)
    for subject in np.unique(subjects[kinds >= 0]):
        unit = [np.flatnonzero((subjects == subject) & (kinds == c)) for c in np.unique(kinds[kinds >= 0])]
        strata[tuple(len(k) for k in unit)].append(unit)
    drawn = np.zeros((DRAWS, len(subjects)), bool)
    for alike in strata.values():
        patterns = np.array([[in_slice[k].sum() for k in unit] for unit in alike])
        for draw in drawn:
            for unit, pattern in zip(alike, patterns[rng.permutation(len(alike))]):
                for members, some in zip(unit, pattern):
                    if some:
                        draw[rng.permutation(members)[:some]] = True
    return drawn


def figures(truth, predicted, inside, grades):
    """Differences of a slice and the rest that p is of, by what is compared and against what."""
    right = (truth == predicted).astype(float)
    error = np.abs(truth - predicted).astype(float)
    rest = ~inside

    def by_grade(values, weights):
        parts = [values[inside & (truth == g)].mean() - values[rest & (truth == g)].mean() for g in grades]
        return float(np.average(parts, weights=weights))

    def balanced():
        """Difference of balanced accuracies over its standard error, shares of right knees being those of all knees."""
        means, variances = [], []
        for side in (inside, rest):
            present = [g for g in CLASSES if (side & (truth == g)).any()]
            p = [(right[truth == g].sum() + 1) / ((truth == g).sum() + 2) for g in present]
            n = [(side & (truth == g)).sum() for g in present]
            means.append(np.mean([right[side & (truth == g)].mean() for g in present]))
            variances.append(sum(q * (1 - q) / k for q, k in zip(p, n)) / len(present) ** 2)
        return float((means[0] - means[1]) / np.sqrt(sum(variances)))

    def kappa():
        results = [
            cohens_kappa(metrics.confusion_matrix(truth[side], predicted[side], labels=CLASSES), wt="quadratic")
            for side in (inside, rest)
        ]
        return float((results[0].kappa - results[1].kappa) / np.sqrt(sum(r.var_kappa for r in results)))

    sizes = [int((inside & (truth == g)).sum()) for g in grades]
    return {
        "accuracy rest": lambda: float(right[inside].mean() - right[rest].mean()),
        "meanAbsoluteError rest": lambda: float(error[inside].mean() - error[rest].mean()),
        "balancedAccuracy rest": balanced,
        "quadraticWeightedKappa rest": kappa,
        "accuracy grades": lambda: by_grade(right, sizes),
        "balancedAccuracy grades": lambda: by_grade(right, None),
        "meanAbsoluteError grades": lambda: by_grade(error, sizes),
    }


def wilson(mean, count, dispersion=1.0):
    """Both ends by solving (mean - m)^2 = z^2 (dispersion m - m^2) / count for m."""
    z2 = scipy.stats.norm.ppf(0.975) ** 2
    lower, upper = sorted(np.roots([1 + z2 / count, -(2 * mean + z2 * dispersion / count), mean**2]).real)
    return max(lower, 0.0), upper


def interval(values, most, subjects, kinds, terms):
    """Weighted sum of means from intervals of their own; terms are (weight, mask of the knees)."""
    compared = kinds >= 0
    z = np.full(len(values), np.nan)
    for kind in np.unique(kinds[compared]):
        of = kinds == kind
        if values[of].std() > 0:
            z[of] = (values[of] - values[of].mean()) / values[of].std()
    products = [
        z[a] * z[b]
        for a, b in itertools.combinations(range(len(z)), 2)
        if subjects[a] == subjects[b] and not np.isnan(z[a] + z[b])
    ]
    rho = min(1.0, max(0.0, (sum(products) + 5) / (len(products) + 5)))
    dispersion = 1.0 if most == 1 else (values[compared] ** 2).sum() / values[compared].sum()
    same = (subjects[:, None] == subjects[None, :]) * (np.eye(len(z)) + rho * (1 - np.eye(len(z))))
    variances = [mask.astype(float) @ same @ mask for _, mask in terms]
    total, lower, upper = 0.0, [], []
    for (weight, mask), variance in zip(terms, variances):
        mean = values[mask].mean()
        low, high = wilson(mean, mask.sum() ** 2 / variance, dispersion)
        ends = np.array([weight * (mean - low), weight * (mean - min(high, most))])
        total += weight * mean
        lower.append(ends.max())
        upper.append(ends.min())
    correlation = np.array(
        [
            [
                (a.astype(float) @ same @ b) / np.sqrt(va * vb)
                for (_, b), vb in zip(terms, variances)
            ]
            for (_, a), va in zip(terms, variances)
        ]
    )
    # Distances carry the sign of their weight, so that means that move together cancel in a difference.
    signs = np.sign([weight for weight, _ in terms])
    low, high = np.abs(lower) * signs, np.abs(upper) * signs
    return [float(total - np.sqrt(low @ correlation @ low)), float(total + np.sqrt(high @ correlation @ high))]


def intervals(truth, predicted, subjects, inside, grades):
    right = (truth == predicted).astype(float)
    error = np.abs(truth - predicted).astype(float)
    everywhere = np.zeros(len(truth), int)
    common = np.where(np.isin(truth, grades), truth, -1)
    sizes = np.array([(inside & (truth == g)).sum() for g in grades])

    def signed(weights_inside, weights_rest, masks):
        return [(w, inside & m) for w, m in zip(weights_inside, masks) if w > 0] + [
            (-w, ~inside & m) for w, m in zip(weights_rest, masks) if w > 0
        ]

    whole = signed([1], [1], [np.ones(len(truth), bool)])
    present = [[float((side & (truth == g)).any()) for g in CLASSES] for side in (inside, ~inside)]
    by_class = signed(*[np.array(p) / sum(p) for p in present], [truth == g for g in CLASSES])
    of_common = [truth == g for g in grades]
    alike = np.full(len(grades), 1 / len(grades))
    weights = sizes / sizes.sum()
    return {
        "accuracy rest": interval(right, 1, subjects, everywhere, whole),
        "meanAbsoluteError rest": interval(error, 4, subjects, everywhere, whole),
        "balancedAccuracy rest": interval(right, 1, subjects, truth, by_class),
        "accuracy grades": interval(right, 1, subjects, common, signed(weights, weights, of_common)),
        "balancedAccuracy grades": interval(right, 1, subjects, common, signed(alike, alike, of_common)),
        "meanAbsoluteError grades": interval(error, 4, subjects, common, signed(weights, weights, of_common)),
    }


def drawn(rng):
    """A set of subjects with one or two knees: differences, intervals and p of permutations by numpy."""
    subjects, truth = knees(rng, 120)
    predicted = probabilities(rng, truth, 1.6).argmax(1)
    right_side = np.arange(len(truth)) >= 120
    ofSubject = rng.random(120) < 0.35
    worse = (rng.random(len(truth)) < np.where(truth == predicted, 0.22, 0.32)) | (rng.random(len(truth)) < 0.05)
    cases = []
    for name, inside in (("right side", right_side), ("of subjects", ofSubject[subjects]), ("knees", worse)):
        enough = lambda g: min((inside & (truth == g)).sum(), (~inside & (truth == g)).sum()) >= LEAST_OF_GRADE
        grades = [g for g in CLASSES if enough(g)]
        one_kind = np.zeros(len(truth), int)
        within = np.where(np.isin(truth, grades), truth, -1)
        members = {
            "rest": shuffled_members(rng, subjects, one_kind, inside),
            "grades": shuffled_members(rng, subjects, within, inside),
        }
        observed = figures(truth, predicted, inside, grades)
        p = {}
        for what, of in observed.items():
            bound = abs(of()) - 1e-9
            # Standard errors of kappa take statsmodels long.
            draws = members[what.split()[1]][: 1500 if "Kappa" in what else DRAWS]
            far = sum(abs(figures(truth, predicted, m & (within >= 0) if "grades" in what else m, grades)[what]()) >= bound for m in draws)
            p[what] = {"p": float((far + 1) / (len(draws) + 1)), "draws": len(draws)}
        cases.append(
            {
                "name": name,
                "knees": np.flatnonzero(inside).tolist(),
                "subjects": len(set(subjects[inside])),
                "grades": grades,
                "figures": {what: of() for what, of in observed.items()},
                "intervals": intervals(truth, predicted, subjects, inside, grades),
                "p": p,
            }
        )
    return {"subjects": subjects.tolist(), "truth": truth.tolist(), "predicted": predicted.tolist(), "cases": cases}


def kappa_variances(rng):
    tables = [rng.integers(0, 20, (5, 5)) for _ in range(3)] + [np.diag([9, 3, 4, 2, 1]) + np.eye(5, k=1, dtype=int)]
    return [
        {"confusion": t.tolist(), "variance": known(cohens_kappa(t, wt="quadratic").var_kappa)} for t in tables
    ]


def main():
    rng = np.random.default_rng(47)
    write(
        "slices.json",
        {
            "fisher": fisher(),
            "enumerated": enumerated(rng),
            "drawn": drawn(rng),
            "kappaVariances": kappa_variances(rng),
        },
    )


if __name__ == "__main__":
    main()
