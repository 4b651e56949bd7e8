"""Stages of a training run and the learning rate along it."""

import math
from typing import NamedTuple


class Stage(NamedTuple):
    """`steps` batches of `size` px images."""

    size: int
    steps: int

    @staticmethod
    def parse(text):
        """`112:2000` is two thousand batches of 112 px images. Raises ValueError for anything else."""
        size, _, steps = text.partition(":")
        stage = Stage(int(size), int(steps))
        if stage.size < 1 or stage.steps < 1:
            raise ValueError(f"{text}: size and steps must be positive")
        return stage


def locate(stages, step):
    """The stage in which global `step` falls, and the step within it."""
    for stage in stages:
        if step < stage.steps:
            return stage, step
        step -= stage.steps
    raise ValueError(f"step lies {step} beyond the last stage")


def learning_rate(peak, step, total, warmup):
    """Linear warm-up over `warmup` of `total` steps to `peak`, then half a cosine to zero."""
    warmup = min(warmup, total // 2)
    if step < warmup:
        return peak * (step + 1) / warmup
    progress = (step - warmup) / max(1, total - warmup)
    return peak * 0.5 * (1 + math.cos(math.pi * progress))


def restart_factor(step, restart):
    """What the rate is multiplied by in the first `restart` steps of a stage: its optimizer is fresh."""
    return min(1.0, (step + 1) / restart) if restart else 1.0
