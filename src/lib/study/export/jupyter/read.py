def table_of(file):
    """The cells of predictions.csv as text, as the page saved it or as a spreadsheet saved it again."""
    raw = pathlib.Path(file).read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    separator = max(",;\t", key=text.split("\n", 1)[0].count)
    table = pd.read_csv(io.StringIO(text), sep=separator, dtype=str, keep_default_na=False)
    lacking = [column for column in NAMES + ["grade", "read"] + P + S if column not in table]
    assert not lacking, f"{file} lacks the columns {', '.join(lacking)}: save it again from the page"
    return table[table["image"] != ""].copy()


def numbers(text, column):
    """A column as numbers, with decimal points or commas; empty is NaN."""
    try:
        return pd.to_numeric(text.str.replace(",", ".").replace("", np.nan))
    except ValueError as error:
        raise ValueError(
            f"predictions.csv, column {column}: {error}. Save it again from the page."
        ) from None


def significant_digits(text):
    """How many digits the longest number has."""
    mantissa = text.str.replace(r"[eE].*", "", regex=True).str.replace(r"\D", "", regex=True)
    return int(mantissa.str.lstrip("0").str.len().max())


def near_ties(scores):
    """Knees whose two highest scores are no further apart than the file tells."""
    highest = np.sort(scores, axis=1)
    return int((highest[:, -1] - highest[:, -2] <= tolerance).sum())


NAMES = ["image", "subject", "model"]
lines = table_of("predictions.csv")
digits = max(significant_digits(lines[column]) for column in P)
assert digits >= 6, (
    f"The scores in predictions.csv have been rounded to {digits} digits, too few to check the "
    "page's numbers: save it again from the page, and open a copy where you want to look at it"
)
# The page writes 16 or 17 digits; a spreadsheet that saves the file again keeps fewer.
tolerance = 1e-12 if digits > 15 else 10.0 ** (3 - digits)
if digits <= 15:
    print(
        f"predictions.csv was saved again with {digits} digits: scores are compared to within {tolerance:.0e}."
    )
for column in ["grade", "read", *P, *S]:
    lines[column] = numbers(lines[column], column)
for column in NAMES:
    # The page puts an apostrophe before what a spreadsheet would take for a formula.
    lines[column] = lines[column].str.replace(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", regex=True)
if expected["filter"]:
    assert "passes_filter" in lines, "predictions.csv was saved without the filter: save it again"
    print(f"Only knees that pass the page's filter: {expected['filter']['words']}.")
    lines = lines[numbers(lines["passes_filter"], "passes_filter") == 1]
names = list(expected["systems"])
assert set(lines["model"]) == set(names), "predictions.csv holds other networks or ensembles"
assert not lines.duplicated(["model", "image"]).any(), "predictions.csv has a knee twice: save it again"
assert np.allclose(lines[P].sum(axis=1), 1, atol=1e-3), "p0 to p4 do not sum to 1: save it again"
by_system = {name: lines[lines["model"] == name].set_index("image") for name in names}

for name, knees in by_system.items():
    scores = knees[S if name.startswith("ensemble:") else P].to_numpy()
    other = int((scores.argmax(axis=1) != knees["read"]).sum())
    page = expected["systems"][name]
    assert len(knees) == page["knees"], f"{name}: other knees than on the page"
    assert abs(other - page["otherThanHighest"]) <= near_ties(scores), f"{name}: other grades"

knees = lines.drop_duplicates("image")
print(f"{len(knees)} knees of {knees['subject'].nunique()} subjects, split {set(knees['split'])}")
knees["grade"].value_counts().sort_index().rename("knees of each true grade").to_frame().T
