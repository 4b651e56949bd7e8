"""Runs the code cells of an exported Jupyter notebook in order, without Jupyter, and prints what they show.

    python tests/reference/run_notebook.py FOLDER [--saved-again]

FOLDER holds predictions.csv and kneelens.ipynb as the page saves them. With --saved-again it runs on predictions.csv as
spreadsheets write it once they have opened and saved it: with nine digits; with semicolons, decimal commas, Windows
line ends and a byte order mark; and with two digits, which must end in a sentence. To write those of the stored study, in
several views, each into a folder of its own in FOLDERS:

    EXPORT_DIR=FOLDERS npx vitest run --project component tests/component/notebook/stored-study-export.test.ts

Needs numpy, pandas and scikit-learn. Ends with an error where a number is not the page's.
"""

import ast
import json
import os
import pathlib
import re
import sys
import tempfile

import pandas as pd


def run(source, names):
    """Runs a cell; shows its last expression, as Jupyter does."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)
    if last is None:
        return
    shown = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    if shown is not None:
        print(shown)


def rounded(text, digits):
    """Every number with a decimal point in `digits` significant digits, as a spreadsheet shows it."""
    return re.sub(r"(?<![\w.])-?\d+\.\d+(e-?\d+)?", lambda n: f"{float(n[0]):.{digits}G}", text)


def with_semicolons(text):
    """As a spreadsheet writes it where the comma is the decimal sign; the CSV of a page holds no comma in a cell."""
    changed = text.replace(",", ";").replace(".", ",").replace("\n", "\r\n")
    return "\ufeff" + changed + "\r\n"


def run_saved_again(notebook, folder):
    original = (folder / "predictions.csv").read_text()
    assert '"' not in original, "a cell is quoted: take a view without notes"
    for what, text in [
        ("nine digits", rounded(original, 9)),
        ("semicolons and decimal commas", with_semicolons(rounded(original, 9))),
        ("all digits, semicolons and decimal commas", with_semicolons(original)),
    ]:
        with tempfile.TemporaryDirectory() as changed:
            (pathlib.Path(changed) / "predictions.csv").write_bytes(text.encode())
            print(f"== {what}")
            run_all(notebook, changed)
    with tempfile.TemporaryDirectory() as changed:
        (pathlib.Path(changed) / "predictions.csv").write_text(rounded(original, 2))
        try:
            run_all(notebook, changed)
        except AssertionError as error:
            assert "rounded to 2 digits" in str(error), error
            print(f"== two digits end in: {error}")
        else:
            raise SystemExit("Two digits were taken for the page's numbers.")


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    notebook = json.loads((folder / "kneelens.ipynb").read_text())
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    if "--saved-again" in sys.argv:
        run_saved_again(notebook, folder)
    else:
        run_all(notebook, folder)


def run_all(notebook, folder):
    os.chdir(folder)
    pd.set_option("display.width", 200, "display.max_columns", 20, "display.max_rows", 100)
    names = {"__name__": "__main__"}
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            print(source.splitlines()[0])
            continue
        run(source, names)
        print()
    print("All cells ran.")


if __name__ == "__main__":
    main()
