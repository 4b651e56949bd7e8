"""Images that both versions of the exposure are tested on, drawn from a few numbers.

`tests/unit/core/exposure-drawings.ts` draws the same ones.
"""

from pathlib import Path

import numpy as np
from PIL import Image

SIDE = 224
REGION = slice(32, 192), slice(32, 192)


def draw(drawing, root="."):
    """An image, uint8 [224, 224].

    Args:
        drawing: all are optional; what comes later lies over what came before.
            `file`: path of a grey PNG below `root`, instead of a drawing.
            `base`: the grey value of everything, 0 if left out.
            `rows`, `columns`: added a row and a column, in 256ths, rounded down.
            `centre`, `sides`: added to columns 72-151 and to the 16 outermost on both sides.
            `noise`: how many grey values noise adds at most, with `seed`.
            `first`, `last`: `[n, grey]`: the first and last n pixels of the central 160 x 160.
            `pixels`: `[[row, column, grey], ...]`.
            `turned`: whether 255 minus all that is the image.
        root: of the repository.
    """
    if "file" in drawing:
        with Image.open(Path(root) / drawing["file"]) as picture:
            image = np.asarray(picture).astype(np.int64)
    else:
        image = np.full((SIDE, SIDE), drawing.get("base", 0), np.int64)
    row, column = np.mgrid[:SIDE, :SIDE]
    image = image + ((row * drawing.get("rows", 0) + column * drawing.get("columns", 0)) >> 8)
    image[:, 72:152] += drawing.get("centre", 0)
    image[:, :16] += drawing.get("sides", 0)
    image[:, 208:] += drawing.get("sides", 0)
    if "noise" in drawing:
        image += noise(drawing.get("seed", 0)) % (drawing["noise"] + 1)
    image = np.clip(image, 0, 255)
    region = image[REGION].ravel()
    if "first" in drawing:
        count, grey = drawing["first"]
        region[:count] = grey
    if "last" in drawing:
        count, grey = drawing["last"]
        region[region.size - count :] = grey
    image[REGION] = region.reshape(160, 160)
    for row, column, grey in drawing.get("pixels", []):
        image[row, column] = grey
    return (255 - image if drawing.get("turned") else image).astype(np.uint8)


def noise(seed):
    """A 16-bit number a pixel, [224, 224]: the bits of its place, mixed (the finaliser of MurmurHash3)."""
    bits = np.arange(SIDE * SIDE, dtype=np.uint32) + np.uint32(seed << 16)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        bits = (bits ^ (bits >> np.uint32(shift))) * np.uint32(factor)
    return ((bits ^ (bits >> np.uint32(16))) >> np.uint32(16)).astype(np.int64).reshape(SIDE, SIDE)
