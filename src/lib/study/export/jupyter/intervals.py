def matrices_of(times, read):
    """The confusion matrix of every resample, [resamples, 5, 5]."""
    cell = common["grade"].to_numpy() * 5 + read
    return (times[:, subject_of] @ np.eye(25)[cell]).reshape(-1, 5, 5)


def resampled_figures(matrices):
    """The headline numbers of many confusion matrices; NaN where one is undefined."""
    distance = np.abs(np.subtract.outer(GRADES, GRADES))
    knees = matrices.sum(axis=(1, 2))
    rows, columns = matrices.sum(axis=2), matrices.sum(axis=1)
    right = matrices[:, GRADES, GRADES]
    with np.errstate(invalid="ignore", divide="ignore"):
        chance = np.einsum("ij,ri,rj->r", distance**2, rows, columns)
        return {
            "balancedAccuracy": np.nanmean(right / rows, axis=1),
            "accuracy": right.sum(axis=1) / knees,
            "quadraticWeightedKappa": 1 - (matrices * distance**2).sum(axis=(1, 2)) * knees / chance,
            "meanAbsoluteError": (matrices * distance).sum(axis=(1, 2)) / knees,
        }


def percentile_interval(values):
    values = values[~np.isnan(values)]
    return np.quantile(values, [0.025, 0.975]) if len(values) else np.full(2, np.nan)


reads = {name: knees.loc[order, "read"].to_numpy() for name, knees in by_system.items()}
replicates = {name: resampled_figures(matrices_of(times, read)) for name, read in reads.items()}

compared, rows = 0, []
for name in names:
    for metric, values in replicates[name].items():
        lower, upper = percentile_interval(values)
        if lower == upper:
            lower = upper = np.nan
        rows.append((name, metric, figures[name][metric], lower, upper))
        page = expected["systems"][name]["intervals"][metric]
        if page:
            assert same(lower, page["lower"]) and same(upper, page["upper"]), (name, metric)
            compared += 1

print(f"{compared} 95% intervals agree with the page.")
pd.DataFrame(rows, columns=["system", "metric", "value", "lower", "upper"]).round(4)
