lines = pd.read_csv("predictions.csv", dtype={"image": str, "subject": str, "side": str})
if expected["filter"]:
    assert "passes_filter" in lines, "predictions.csv is of a page without the filter: save it again"
    print(f"Only knees that pass the page's filter: {expected['filter']['words']}.")
    lines = lines[lines["passes_filter"] == 1]
names = list(expected["systems"])
assert set(lines["model"]) == set(names), "predictions.csv is of other networks or ensembles"
assert not lines.duplicated(["model", "image"]).any()
assert np.allclose(lines[P].sum(axis=1), 1, atol=1e-3)
by_system = {name: lines[lines["model"] == name].set_index("image") for name in names}

for name, knees in by_system.items():
    scores = knees[S if name.startswith("ensemble:") else P].to_numpy()
    other = int((scores.argmax(axis=1) != knees["read"]).sum())
    assert len(knees) == expected["systems"][name]["knees"], f"{name}: other knees than on the page"
    assert other == expected["systems"][name]["otherThanHighest"], f"{name}: other grades"

knees = lines.drop_duplicates("image")
print(f"{len(knees)} knees of {knees['subject'].nunique()} subjects, split {set(knees['split'])}")
knees["grade"].value_counts().sort_index().rename("knees of each true grade").to_frame().T
