"""Stages of a training run and the learning rate along it."""

import math
from typing import NamedTuple

from .data import SIZE


class Stage(NamedTuple):
    """`steps` batches of the middle of every 224 px image, with a rate of its own.

    The middle is `crop` px wide and `band` px high (square if None) and is shown `size` px wide.
    """

    size: int
    steps: int
    rate: float = 1e-3
    crop: int = SIZE
    band: int | None = None

    @property
    def middle(self):
        """Height and width of the part of the image, in its pixels."""
        return (self.crop if self.band is None else self.band), self.crop

    @property
    def shape(self):
        """Height and width of what the network is shown."""
        height, width = self.middle
        return round(self.size * height / width), self.size

    @property
    def read(self):
        """Height and width of the middle of a 224 px image that a network shipped after this stage reads.

        A stage that shows a part at full scale teaches a network that needs no more than that part.
        """
        return self.middle if self.shape == self.middle else (SIZE, SIZE)

    @staticmethod
    def parse(text):
        """`112/176:2000:1.5e-3`, a band `224/224x128:2000`, or for whole images at the usual rate `112:2000`.

        Raises ValueError for anything else.
        """
        extent, steps, *rate = text.split(":")
        size, _, middle = extent.partition("/")
        crop, _, band = middle.partition("x")
        stage = Stage(
            int(size), int(steps), *map(float, rate), crop=int(crop or SIZE), band=int(band) if band else None
        )
        inside = all(0 < side <= SIZE for side in stage.middle)
        if min(stage.size, stage.steps, stage.rate) <= 0 or not inside:
            raise ValueError(f"{text}: size, steps and rate must be positive, the crop {SIZE} at most")
        return stage


def locate(stages, step):
    """The stage in which global `step` falls, and the step within it."""
    for stage in stages:
        if step < stage.steps:
            return stage, step
        step -= stage.steps
    raise ValueError(f"step lies {step} beyond the last stage")


def learning_rate(peak, step, total, warmup):
    """Linear warm-up over `warmup` of a stage's `total` steps to `peak`, then half a cosine to zero."""
    warmup = min(warmup, total // 2)
    if step < warmup:
        return peak * (step + 1) / warmup
    progress = (step - warmup) / max(1, total - warmup)
    return peak * 0.5 * (1 + math.cos(math.pi * progress))

