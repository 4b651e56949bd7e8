"""Stages of a training run and the learning rate within them."""

import math
from typing import NamedTuple


class Stage(NamedTuple):
    """`steps` batches of `size` px images with learning rates up to `peak`."""

    size: int
    steps: int
    peak: float


def locate(stages, step):
    """The stage in which global `step` falls, and the step within it."""
    for stage in stages:
        if step < stage.steps:
            return stage, step
        step -= stage.steps
    raise ValueError(f"step lies {step} beyond the last stage")


def learning_rate(stage, step, warmup):
    """Linear warm-up over `warmup` steps to the peak, then half a cosine to zero at the stage's end."""
    warmup = min(warmup, stage.steps // 2)
    if step < warmup:
        return stage.peak * (step + 1) / warmup
    progress = (step - warmup) / max(1, stage.steps - warmup)
    return stage.peak * 0.5 * (1 + math.cos(math.pi * progress))
