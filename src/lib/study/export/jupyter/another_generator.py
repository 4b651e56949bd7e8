rng = np.random.default_rng(20240601)
others = rng.multinomial(len(subjects), np.full(len(subjects), 1 / len(subjects)), size=resamples)
rows = []
for name, read in reads.items():
    for metric, values in resampled_figures(matrices_of(others, read)).items():
        page = percentile_interval(replicates[name][metric])
        rows.append((name, metric, *page, *percentile_interval(values)))

again = pd.DataFrame(
    rows, columns=["system", "metric", "lower", "upper", "lower, numpy", "upper, numpy"]
)
apart = np.abs(again.iloc[:, 2:4].to_numpy() - again.iloc[:, 4:6].to_numpy()).max(axis=1)
print("The ends of an interval differ by at most", f"{np.nanmax(apart):.4f}", "between two generators.")
again.round(4)
