"""Stages of a training run and the learning rate along it."""

import math
from typing import NamedTuple

from .part import SIZE, WHOLE, middle_part


class Stage(NamedTuple):
    """`steps` batches of a part of every 224 px image, with a rate of its own.

    The part is the middle, `crop` px wide and `band` px high (square if None) and `lower` px further down; it is
    shown `size` px wide.
    """

    size: int
    steps: int
    rate: float = 1e-3
    crop: int = SIZE
    band: int | None = None
    lower: int = 0

    @property
    def part(self):
        """The part of the image, in its pixels."""
        return middle_part(self.crop if self.band is None else self.band, self.crop, self.lower)

    @property
    def shape(self):
        """Height and width of what the network is shown."""
        return round(self.size * self.part.height / self.part.width), self.size

    @property
    def read(self):
        """The part of a 224 px image that a network shipped after this stage reads.

        A stage that shows a part at full scale teaches a network that needs no more than that part.
        """
        return self.part if self.shape == self.part.shape else WHOLE

    @staticmethod
    def parse(text):
        """`112/176:2000:1.5e-3`, a band `224/224x128+16:2000`, or for whole images at the usual rate `112:2000`.

        Raises ValueError for anything else.
        """
        extent, steps, *rate = text.split(":")
        size, _, middle = extent.partition("/")
        crop, _, band = middle.partition("x")
        band, _, lower = band.partition("+")
        stage = Stage(
            int(size),
            int(steps),
            *map(float, rate),
            crop=int(crop or SIZE),
            band=int(band) if band else None,
            lower=int(lower or 0),
        )
        if min(stage.size, stage.steps, stage.rate) <= 0 or not stage.part.inside(SIZE):
            raise ValueError(f"{text}: size, steps and rate must be positive, the part inside of {SIZE} px")
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

