def bootstrap_p(values):
    """Two-sided: the level at which the percentile interval just reaches zero, one added to both counts."""
    values = values[~np.isnan(values)]
    least = min((values <= 0).sum(), (values >= 0).sum())
    return min(1, 2 * (least + 1) / (len(values) + 1))


def holm(p):
    """p-values adjusted for all of them (Holm 1979)."""
    ascending = p.sort_values()
    adjusted = (ascending * np.arange(len(p), 0, -1)).clip(upper=1).cummax()
    return adjusted.reindex(p.index)


# With fewer, all resamples can agree where an exact test decides nothing: nobody is called better.
LEAST_SUBJECTS = 10

on_common = {name: point_figures(common["grade"], read) for name, read in reads.items()}
rows = []
for pair in expected["differences"]:
    a, b = pair["a"], pair["b"]
    for metric in pair["metrics"]:
        resampled = replicates[a][metric] - replicates[b][metric]
        estimate = on_common[a][metric] - on_common[b][metric]
        rows.append((a, b, metric, estimate, *percentile_interval(resampled), bootstrap_p(resampled)))

differences = pd.DataFrame(
    rows, columns=["a", "minus b", "metric", "difference", "lower", "upper", "p"]
)
differences["holm"] = differences.groupby("metric")["p"].transform(holm)
holds_zero = (differences["lower"] <= 0) & (differences["upper"] >= 0)
differences["tied"] = holds_zero | (differences["holm"] >= 0.05) | (len(subjects) < LEAST_SUBJECTS)

compared = 0
by_pair = differences.set_index(["a", "minus b", "metric"])
for pair in expected["differences"]:
    for metric, page in pair["metrics"].items():
        if not page or not page["difference"]:
            continue
        key = (pair["a"], pair["b"], metric)
        here, there = by_pair.loc[key], page["difference"]
        assert same(here["difference"], there["estimate"]), key
        assert same(here["lower"], there["lower"]) and same(here["upper"], there["upper"]), key
        assert same(here["p"], page["p"]) and same(here["holm"], page["holm"]), key
        assert here["tied"] == (page["verdict"] == "tied"), key
        compared += 1

print(f"{compared} paired differences, their intervals and adjusted p-values are the page's.")
differences[differences["metric"] == "balancedAccuracy"].round(4)
