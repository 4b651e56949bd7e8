"""Reference answers for src/lib/core/image/image-properties.ts and thirds.ts, by numpy, scipy and pandas.

Run from the root of the repository and commit the file it writes:

    python -m tests.reference.image_properties
"""

import json
from pathlib import Path

import numpy as np
import pandas
from scipy import ndimage

from training.exposure import is_negative
from training.tests.exposure_drawings import draw

TARGET = Path("tests/fixtures/statistics/image-properties.json")

DRAWINGS = {
    "a knee": {"file": "tests/fixtures/own-xray.png"},
    "a knee, as a negative": {"file": "tests/fixtures/own-xray.png", "turned": True},
    "dark": {"base": 4, "rows": 20, "columns": 9, "centre": 12, "noise": 9, "seed": 1},
    "a negative with noise": {"base": 150, "centre": -90, "columns": 30, "noise": 40, "seed": 3},
    "noise of all values": {"noise": 255, "seed": 4},
    "constant": {"base": 131},
    "one bright pixel": {"base": 60, "pixels": [[100, 100, 255]]},
    "an edge along the border of the centre": {"base": 9, "first": [160, 200], "last": [160, 77]},
}


def properties(drawing):
    image = draw(drawing)
    grey = image.astype(float)
    laplacian = ndimage.laplace(grey)[32:192, 32:192]
    return {
        "exposure": grey.mean(),
        "contrast": grey[32:192, 32:192].std(),
        "sharpness": laplacian.var(),
        "negative": bool(is_negative(image)),
    }


def thirds(name, values):
    bounds = np.nanquantile(values, [1 / 3, 2 / 3])
    codes = pandas.cut(values, [-np.inf, *bounds, np.inf], labels=False, duplicates="drop")
    return {
        "name": name,
        "values": [None if np.isnan(v) else float(v) for v in values],
        "lower": float(bounds[0]),
        "upper": float(bounds[1]),
        "thirds": [-1 if np.isnan(c) else int(c) for c in codes],
    }


def main():
    rng = np.random.default_rng(11)
    gaps = rng.normal(size=31)
    gaps[[3, 17]] = np.nan
    content = {
        "images": [
            {"name": name, "drawing": drawing, **properties(drawing)}
            for name, drawing in DRAWINGS.items()
        ],
        "thirds": [
            thirds("some unknown", gaps),
            thirds("many equal", rng.integers(0, 5, 40).astype(float)),
            thirds("two", np.array([1.0, 2.0])),
        ],
    }
    TARGET.write_text(json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n")


if __name__ == "__main__":
    main()
