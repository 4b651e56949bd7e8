"""Random changes of a knee that leave its grade alone: position, mirror and exposure."""

import dataclasses

import keras
import numpy as np

from .part import SIZE


@dataclasses.dataclass(frozen=True)
class Augmentation:
    """Bounds of the uniform draws; the default is what the shipped networks were trained with."""

    flip: bool = True
    shift: float = 8.0
    """Pixels of a 224 px image, each way; scaled for smaller ones."""
    zoom: float = 0.10
    rotation: float = 0.05
    """Radians."""
    contrast: float = 0.15
    brightness: float = 22.0
    """Grey values of 0-255."""
    erase: float = 0.0
    """Probability that a rectangle of the image becomes its mean grey."""


def augment(images, augmentation, rng):
    """Change each image on its own.

    Args:
        images: uint8 [n, h, w].
        augmentation: the bounds.
        rng: numpy Generator; the result is a function of its state alone.

    Returns:
        float32 [n, h, w] in 0-255; beyond the edge the nearest pixel is repeated.
    """
    matrices = _draw_matrices(images.shape, augmentation, rng)
    moved = keras.ops.image.affine_transform(
        images[..., None].astype("float32"),
        matrices,
        interpolation="bilinear",
        fill_mode="nearest",
        data_format="channels_last",
    )
    exposed = _expose(keras.ops.convert_to_numpy(moved)[..., 0], augmentation, rng)
    return _erase(exposed, augmentation.erase, rng) if augmentation.erase else exposed


def _draw_matrices(shape, augmentation, rng):
    """Maps from a pixel of the result to one of the source, in the eight numbers Keras takes."""
    count, height, width = shape

    def draw(bound):
        return rng.uniform(-bound, bound, count)

    mirror = rng.choice([-1.0, 1.0], count) if augmentation.flip else np.ones(count)
    angle = draw(augmentation.rotation)
    scale = 1 / (1 + draw(augmentation.zoom))
    shift = augmentation.shift * width / SIZE
    shift_x, shift_y = draw(shift), draw(shift)

    cos, sin = scale * np.cos(angle), scale * np.sin(angle)
    middle_x, middle_y = (width - 1) / 2, (height - 1) / 2
    zero = np.zeros(count)
    return np.stack(
        [
            mirror * cos,
            -mirror * sin,
            middle_x + shift_x - mirror * (middle_x * cos - middle_y * sin),
            sin,
            cos,
            middle_y + shift_y - middle_x * sin - middle_y * cos,
            zero,
            zero,
        ],
        axis=1,
    ).astype("float32")


def _expose(images, augmentation, rng):
    """Contrast about each image's mean, then brightness, clipped to 0-255."""
    count = len(images)
    contrast = 1 + rng.uniform(-augmentation.contrast, augmentation.contrast, count)
    brightness = rng.uniform(-augmentation.brightness, augmentation.brightness, count)
    mean = images.mean(axis=(1, 2))
    offset = mean * (1 - contrast) + brightness
    exposed = images * contrast[:, None, None] + offset[:, None, None]
    return np.clip(exposed, 0, 255).astype("float32")


def _erase(images, probability, rng):
    """A rectangle in place, of 2 to 20 % of the area and up to three times as long as wide, becomes mean grey.

    Zhong et al., "Random Erasing Data Augmentation", AAAI 2020.
    """
    count, height, width = images.shape
    chosen = np.flatnonzero(rng.random(count) < probability)
    area = rng.uniform(0.02, 0.2, len(chosen)) * height * width
    ratio = 3.0 ** rng.uniform(-1, 1, len(chosen))
    tall = np.minimum(np.sqrt(area * ratio), height).astype(int)
    wide = np.minimum(np.sqrt(area / ratio), width).astype(int)
    tops, lefts = rng.integers(0, height - tall + 1), rng.integers(0, width - wide + 1)
    for knee, top, left, high, broad in zip(chosen, tops, lefts, tall, wide):
        images[knee, top : top + high, left : left + broad] = images[knee].mean()
    return images
