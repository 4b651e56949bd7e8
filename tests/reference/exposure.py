"""Reference answers for src/lib/core/image/exposure.ts, by the training's own version.

Run from the root of the repository and commit the file it writes:

    python -m tests.reference.exposure
"""

import hashlib
import json
from pathlib import Path

import numpy as np

from training.exposure import STRETCHED, TAIL, is_negative, standardise
from training.tests.exposure_drawings import draw

TARGET = Path("tests/fixtures/exposure.json")

DRAWINGS = {
    "a knee": {"file": "tests/fixtures/own-xray.png"},
    "a knee, as a negative": {"file": "tests/fixtures/own-xray.png", "turned": True},
    "dark": {"base": 4, "rows": 20, "columns": 9, "centre": 12, "noise": 9, "seed": 1},
    "bright": {"base": 170, "rows": 24, "centre": 40, "noise": 30, "seed": 2},
    "a negative with noise": {"base": 150, "centre": -90, "columns": 30, "noise": 40, "seed": 3},
    "noise of all values": {"noise": 255, "seed": 4},
    "noise, turned": {"noise": 255, "seed": 4, "turned": True},
    "constant": {"base": 131},
    "constant negative": {"base": 131, "sides": 9},
    "two neighbouring values": {"base": 90, "centre": 1},
    "a span of three": {"base": 200, "centre": 1, "noise": 2, "seed": 6},
    "black and white": {"base": 0, "first": [12800, 255]},
    "all values evenly": {"rows": 291, "centre": 1},
    "as many dark as may go black": {"base": 100, "centre": 3, "first": [256, 7], "noise": 60, "seed": 7},
    "one dark pixel too few": {"base": 100, "centre": 3, "first": [255, 7], "noise": 60, "seed": 7},
    "as many light as may go white": {"base": 100, "centre": 3, "last": [256, 240], "noise": 60, "seed": 8},
    "one light pixel too many": {"base": 100, "centre": 3, "last": [257, 240], "noise": 60, "seed": 8},
    "tails on both sides of one value": {"base": 77, "first": [255, 0], "last": [256, 255]},
    "a centre one brighter than the sides in sum": {"base": 60, "pixels": [[100, 100, 61]]},
    "sides one brighter than the centre in sum": {"base": 60, "pixels": [[100, 3, 61]]},
    "bright outside the sides and the centre": {"base": 60, "pixels": [[10, 3, 255], [100, 16, 255]]},
}


def main():
    cases = [describe(name, drawing) for name, drawing in DRAWINGS.items()]
    lines = ",\n".join(f"\t{json.dumps(case)}" for case in cases)
    TARGET.write_text(f"[\n{lines}\n]\n")


def describe(name, drawing):
    image = draw(drawing)
    negative = is_negative(image)
    low, high = percentiles(255 - image if negative else image)
    standardised = standardise(image)
    return {
        "name": name,
        "drawing": drawing,
        "image": digest(image),
        "negative": negative,
        "stretch": {"low": low, "high": high} if low < high else None,
        "standardised": digest(standardised),
        "row100": standardised[100, ::16].tolist(),
    }


def percentiles(image):
    """The 256th darkest pixel of the stretched region and the 256th below the lightest, by sorting."""
    greys = np.sort(image[STRETCHED].ravel())
    return int(greys[TAIL - 1]), int(greys[greys.size - TAIL - 1])


def digest(image):
    return hashlib.sha256(image.tobytes()).hexdigest()


if __name__ == "__main__":
    main()
