BETTER_WHEN_LOWER = ["meanAbsoluteError"]


def verdict_of(test, estimate, metric):
    lower, upper = test["monteCarlo"] or (test["adjusted"], test["adjusted"])
    if lower >= LEVEL:
        return "not significant"
    if upper >= LEVEL:
        return "borderline"
    return "first better" if (estimate > 0) != (metric in BETTER_WHEN_LOWER) else "second better"


on_common = {name: point_figures(common["grade"], read) for name, read in reads.items()}
pairs = [(pair["a"], pair["b"]) for pair in expected["differences"]]
seed = bootstrap["seed"] if bootstrap else 1
compared, rows = 0, []
for metric in on_common[names[0]]:
    page = {(pair["a"], pair["b"]): pair["metrics"][metric] for pair in expected["differences"]}
    tested = [pair for pair in pairs if page[pair] and page[pair]["test"]]
    if not tested:
        continue
    tests = exchange_tests(metric, tested, page[tested[0]]["test"]["exchanges"], seed)
    for pair in tested:
        a, b = pair
        test, there = tests[pair], page[pair]["test"]
        estimate = on_common[a][metric] - on_common[b][metric]
        lower, upper = percentile_interval(replicates[a][metric] - replicates[b][metric])
        verdict = verdict_of(test, estimate, metric)
        rows.append((a, b, metric, estimate, lower, upper, test["p"], test["adjusted"], verdict))

        difference = page[pair]["difference"]
        assert same(estimate, difference["estimate"]), (pair, metric)
        if difference["lower"] is not None:
            assert same(lower, difference["lower"]) and same(upper, difference["upper"]), (pair, metric)
        assert same(test["p"], there["p"]) and same(test["adjusted"], there["adjusted"]), (pair, metric)
        assert test["differing"] == there["differing"], (pair, metric)
        assert same(test["smallest"] or np.nan, there["smallest"]), (pair, metric)
        adjusted = page[pair]["adjusted"]
        assert adjusted is None or same(estimate - test["half"], adjusted["lower"]), (pair, metric)
        assert verdict == page[pair]["verdict"], (pair, metric)
        compared += 1

print(f"{compared} paired differences, their intervals, p-values and verdicts agree with the page.")
differences = pd.DataFrame(
    rows, columns=["a", "minus b", "metric", "difference", "lower", "upper", "p", "adjusted p", "verdict"]
)
differences[differences["metric"] == "balancedAccuracy"].round(4)
