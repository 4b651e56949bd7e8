def point_figures(truth, read):
    """The page's headline numbers by scikit-learn."""
    return {
        "balancedAccuracy": balanced_accuracy_score(truth, read),
        "accuracy": accuracy_score(truth, read),
        "quadraticWeightedKappa": cohen_kappa_score(
            truth, read, labels=GRADES, weights="quadratic"
        ),
        "meanAbsoluteError": mean_absolute_error(truth, read),
    }


figures = {}
for name, knees in by_system.items():
    page = expected["systems"][name]
    figures[name] = point_figures(knees["grade"], knees["read"])
    for metric, value in figures[name].items():
        assert same(value, page["metrics"][metric]), (name, metric, value, page["metrics"][metric])
    matrix = confusion_matrix(knees["grade"], knees["read"], labels=GRADES)
    assert matrix.tolist() == page["confusion"], (name, matrix.tolist())

print("Every metric and every confusion matrix agrees with the page.")
pd.DataFrame(figures).T.round(4)
