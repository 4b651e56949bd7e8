"""Reference numbers for the checks of finished networks, made without any code of this project.

Run with statsmodels 0.15, scipy 1.17 and numpy 2.4 (other versions should do):

    python3 tests/reference/model_checks.py

and commit tests/fixtures/statistics/checks.json.
"""

import json
import pathlib

import numpy as np
import scipy.ndimage
from statsmodels.stats.proportion import proportion_confint

OUT = pathlib.Path(__file__).parents[1] / "fixtures" / "statistics" / "checks.json"
SHARES = [(0, 1), (1, 1), (0, 40), (40, 40), (1, 40), (17, 26), (139, 174), (5, 1000), (413, 826)]


def wilson(hits, count):
    lower, upper = proportion_confint(hits, count, method="wilson")
    return {"hits": hits, "count": count, "lower": float(lower), "upper": float(upper)}


def dilation(rng, size, radius):
    """A sparse mask that touches the edges, and its dilation by a disc."""
    mask = rng.random((size, size)) < 0.02
    mask[0, size - 1] = mask[size - 1, 3] = True
    reach = int(np.floor(radius))
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    widened = scipy.ndimage.binary_dilation(mask, structure=x**2 + y**2 <= radius**2)
    return {
        "size": size,
        "radius": radius,
        "mask": np.flatnonzero(mask).tolist(),
        "widened": np.flatnonzero(widened).tolist(),
    }


def main():
    rng = np.random.default_rng(20)
    content = {
        "wilson": [wilson(*share) for share in SHARES],
        "dilation": [dilation(rng, 40, radius) for radius in (0, 1, 2.5, 4, 12)],
    }
    OUT.write_text(json.dumps(content, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
