from statistics import NormalDist

MOST_ENUMERATED = 4096
ROUNDING = 1e-9
LEVEL = 0.05
deviate_of = NormalDist().inv_cdf

true_grades = common["grade"].to_numpy()
support = np.bincount(true_grades, minlength=5)
distance = np.abs(np.subtract.outer(GRADES, GRADES))
by_chance = support @ distance**2


def added_by_knees(metric, read):
    """What each knee adds to the sums that a figure is made of, [knees, sums]."""
    right = (read == true_grades).astype(float)[:, None]
    if metric == "accuracy":
        return right
    if metric == "balancedAccuracy":
        return right * np.eye(5)[true_grades]
    if metric == "meanAbsoluteError":
        return distance[true_grades, read][:, None].astype(float)
    return np.column_stack([distance[true_grades, read] ** 2, by_chance[read]]).astype(float)


def figure_of_sums(metric, sums):
    """The figure of each row of sums, [exchanges, sums]; NaN where undefined."""
    with np.errstate(invalid="ignore", divide="ignore"):
        if metric == "balancedAccuracy":
            return np.nanmean(sums / np.where(support > 0, support, np.nan), axis=1)
        if metric == "quadraticWeightedKappa":
            return np.where(sums[:, 1] == 0, np.nan, 1 - sums[:, 0] * len(common) / sums[:, 1])
        return sums[:, 0] / len(common)


def of_subjects(added):
    sums = np.zeros((len(subjects), added.shape[1]))
    np.add.at(sums, subject_of, added)
    return sums


def sizes_after(metric, a, b, exchanged):
    """Sizes of the difference of two systems after each exchange; infinite where it is undefined."""
    added = [of_subjects(added_by_knees(metric, reads[name])) for name in (a, b)]
    first = added[0].sum(axis=0) + exchanged @ (added[1] - added[0])
    second = added[0].sum(axis=0) + added[1].sum(axis=0) - first
    sizes = np.abs(figure_of_sums(metric, first) - figure_of_sums(metric, second))
    return np.where(np.isnan(sizes), np.inf, sizes)


def differing(metric, a, b):
    """Subjects whose exchange changes a sum."""
    added = [of_subjects(added_by_knees(metric, reads[name])) for name in (a, b)]
    return np.flatnonzero((added[0] != added[1]).any(axis=1))


def every_exchange(among):
    """All exchanges of these subjects but that of nobody, one of each two that mirror each other; None if too many."""
    free = max(0, len(among) - 1)
    if 2**free > MOST_ENUMERATED:
        return None
    chosen = np.arange(1, 2**free)[:, None] >> np.arange(free) & 1
    exchanged = np.zeros((2**free - 1, len(subjects)))
    exchanged[:, among[:free]] = chosen
    return exchanged


def drawn_exchanges(count, seed):
    """A bit a subject from the words of the page's generator."""
    generator = Xoshiro128(seed)
    words = -(-len(subjects) // 32)
    drawn = np.array([[generator.word() for _ in range(words)] for _ in range(count)], dtype=np.uint32)
    bits = np.unpackbits(drawn.view(np.uint8).reshape(count, -1), axis=1, bitorder="little")
    return bits[:, : len(subjects)].astype(float)


def at_least(sizes, ascending):
    return len(ascending) - np.searchsorted(ascending, np.asarray(sizes) * (1 - ROUNDING))


def needed_deviate(largest, level):
    """The least deviate that fewer than a share `level` of these reach."""
    allowed = int(np.ceil(level * len(largest) - ROUNDING)) - 1
    most = largest[len(largest) - 1 - allowed] * (1 + ROUNDING)
    above = largest[len(largest) - allowed :]
    above = above[above > most]
    return above[0] if len(above) else np.inf


def wilson_99(hits, count):
    z = deviate_of(0.995)
    share, spread = hits / count, z**2 / count
    centre = (share + spread / 2) / (1 + spread)
    half = z * np.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return (0 if hits == 0 else centre - half, 1 if hits == count else centre + half)


def exchange_tests(metric, pairs, exchanges, seed):
    """The exchange test of every pair, with step-down min-P (Westfall & Young 1993) over all of them."""
    differ = {pair: differing(metric, *pair) for pair in pairs}
    union = np.unique(np.concatenate([np.empty(0, int), *differ.values()]))
    exact = every_exchange(union)
    shared = drawn_exchanges(exchanges, seed) if exact is None else exact
    count = len(shared)
    nobody = np.zeros((1, len(subjects)))
    p, observed, after, error, deviation, most = {}, {}, {}, {}, {}, {}
    for pair in pairs:
        size = sizes_after(metric, *pair, nobody)[0]
        drawn = sizes_after(metric, *pair, shared)
        own = every_exchange(differ[pair])
        if own is None:
            every = np.append(drawn, size)
            p[pair] = (at_least(size, np.sort(drawn)) + 1) / (count + 1)
        else:
            every = np.sort(np.append(sizes_after(metric, *pair, own), size))
            p[pair] = at_least(size, every) / len(every)
        deviation[pair] = np.sqrt((every[np.isfinite(every)] ** 2).mean())

        def deviates(sizes):
            if own is None:
                return np.where(sizes == 0, 0, sizes / (deviation[pair] or 1))
            shares, place = np.unique(at_least(sizes, every) / len(every), return_inverse=True)
            return np.array([deviate_of(1 - share / 2) for share in shares])[place]

        observed[pair] = float(deviates(np.array([size]))[0])
        after[pair] = deviates(drawn)
        error[pair] = size / observed[pair] if observed[pair] > 0 else deviation[pair]
        most[pair] = np.inf if own is None else float(deviates(every[-1:])[0])

    order = sorted(pairs, key=lambda pair: -observed[pair])
    largest, reached, needed = np.zeros(count + 1), {}, {}
    for pair in reversed(order):
        largest[:count] = np.maximum(largest[:count], after[pair])
        reached[pair] = int((largest[:count] >= observed[pair] * (1 - ROUNDING)).sum())
        largest[count] = max(largest[count], observed[pair])
        needed[pair] = needed_deviate(np.sort(largest), LEVEL)
    short = [pair for pair in order if observed[pair] < needed[pair] * (1 - ROUNDING)]
    if short:
        for pair in order[order.index(short[0]) :]:
            needed[pair] = needed[short[0]]
    of_all = needed_deviate(np.sort(largest), LEVEL)

    tests, adjusted, lower, upper = {}, 0, 0, 0
    for pair in order:
        own = p[pair] if every_exchange(differ[pair]) is not None else 0
        adjusted = max(adjusted, (reached[pair] + 1) / (count + 1), p[pair])
        if exact is None:
            ends = wilson_99(reached[pair], count)
            lower, upper = max(lower, own, ends[0]), max(upper, own, ends[1])
        known = exact is not None or lower == upper
        tests[pair] = {
            "p": p[pair],
            "adjusted": adjusted,
            "monteCarlo": None if known else (lower, upper),
            "differing": len(differ[pair]),
            "half": needed[pair] * error[pair],
            "smallest": None if most[pair] < of_all else deviation[pair] * (of_all + deviate_of(0.8)),
        }
    return tests


print("The exchange test of two systems and min-P over all pairs are defined.")
