on_common = {name: point_figures(common["grade"], read) for name, read in reads.items()}
compared, rows = 0, []
for pair in expected["differences"]:
    a, b = pair["a"], pair["b"]
    for metric, page in pair["metrics"].items():
        estimate = on_common[a][metric] - on_common[b][metric]
        lower, upper = percentile_interval(replicates[a][metric] - replicates[b][metric])
        rows.append((a, b, metric, estimate, lower, upper, lower <= 0 <= upper))
        if page:
            assert same(estimate, page["estimate"]), (a, b, metric)
            assert same(lower, page["lower"]) and same(upper, page["upper"]), (a, b, metric)
            compared += 1

print(f"{compared} paired differences and their intervals are the page's.")
differences = pd.DataFrame(
    rows, columns=["a", "minus b", "metric", "difference", "lower", "upper", "tied"]
)
differences[differences["metric"] == "balancedAccuracy"].round(4)
