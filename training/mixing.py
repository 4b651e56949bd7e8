"""Mixing of knees and their targets."""

import numpy as np


def draw_mix(shares, alpha, rng):
    """A partner for each knee of a batch, of its own kind, and how much of itself every knee keeps.

    Zhang et al., "mixup: Beyond Empirical Risk Minimization", ICLR 2018, with one draw for every knee.

    Args:
        shares: how many knees of each kind (radiographs, phantoms) the batch holds, in this order.
        alpha: of the Beta distribution of the share kept; its larger half, so that a knee is always the greater part.
        rng: numpy Generator.

    Returns:
        `(partners, kept)`, both [n]: indices within the batch, shares in 0.5-1.
    """
    starts = np.cumsum([0, *shares[:-1]])
    partners = np.concatenate([start + rng.permutation(count) for start, count in zip(starts, shares)])
    drawn = rng.beta(alpha, alpha, len(partners))
    return partners, np.maximum(drawn, 1 - drawn).astype("float32")


def mixed(values, partners, kept):
    """`values` [n, ...] as `draw_mix` mixes them, float32."""
    kept = kept.reshape(-1, *[1] * (values.ndim - 1))
    return (kept * values + (1 - kept) * values[partners]).astype("float32")
