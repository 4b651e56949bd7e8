"""Runs the code cells of an exported Jupyter notebook in order, without Jupyter, and prints what they show.

    python tests/reference/run_notebook.py FOLDER

FOLDER holds predictions.csv and kneelens.ipynb as the page saves them. To write those of the stored study, in
several views, each into a folder of its own in FOLDERS:

    EXPORT_DIR=FOLDERS npx vitest run --project component tests/component/notebook/stored-study-export.test.ts

Needs numpy, pandas and scikit-learn. Ends with an error where a number is not the page's.
"""

import ast
import json
import os
import pathlib
import sys

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


def main():
    folder = pathlib.Path(sys.argv[1])
    notebook = json.loads((folder / "kneelens.ipynb").read_text())
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
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
