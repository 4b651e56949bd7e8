"""Makes exposures alike before anything else is done: part of every network, in training and after.

All arithmetic is on integers, so that the notebook's version gives the same pixels bit for bit
(`src/lib/core/exposure.ts`, checked on the same fixtures).
"""

import numpy as np

CENTRE = slice(48, 176), slice(72, 152)
EDGES = (slice(48, 176), slice(0, 16)), (slice(48, 176), slice(208, 224))
STRETCHED = slice(32, 192), slice(32, 192)
TAIL = 256
"""Pixels of the 160 x 160 stretched region, one percent, that may go black, and as many white."""


def standardise(image):
    """Turn a photographic negative, then stretch the central grey values to 0-255.

    Args:
        image: uint8 [224, 224].

    Returns:
        uint8 [224, 224].
    """
    return stretch(255 - image if is_negative(image) else image)


def is_negative(image):
    """Whether bone is darker than the air beside the knee: the centre darker than both sides' mean."""
    centre = image[CENTRE].astype(np.int64)
    edges = np.concatenate([image[edge] for edge in EDGES], axis=1).astype(np.int64)
    return bool(centre.sum() * edges.size < edges.sum() * centre.size)


def stretch(image):
    """Map the 1st to the 99th percentile of the central 160 x 160 pixels linearly to 0-255, rounded.

    A percentile is the smallest grey value that at least so many pixels do not exceed. An image whose
    two percentiles coincide is returned as it is.
    """
    counts = np.bincount(image[STRETCHED].ravel(), minlength=256).cumsum()
    low = int(np.searchsorted(counts, TAIL))
    high = int(np.searchsorted(counts, counts[-1] - TAIL))
    if high <= low:
        return image
    span = high - low
    levels = np.clip(np.arange(256), low, high) - low
    return ((2 * 255 * levels + span) // (2 * span)).astype(np.uint8)[image]
