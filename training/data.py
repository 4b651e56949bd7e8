"""Reads knees from folders and turns grey values into the input of a network."""

import dataclasses
import json
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from .exposure import standardise
from .part import SIZE, WHOLE

SPLITS = ("train", "val", "test")
CLASSES = ("Healthy", "Doubtful", "Minimal", "Moderate", "Severe")
CAFFE_MEANS_BGR = (103.939, 116.779, 123.68)


class DataError(Exception):
    """What is wrong with which file of a data folder, and what to do."""


@dataclasses.dataclass(frozen=True)
class Knees:
    """One split, decoded: `images` uint8 [n, size, size], `grades` int [n], `names` [n].

    `findings`, where they were read, are the signs of disease that an auxiliary head learns, [n, k]; a
    knee whose signs are not known has NaN there.
    """

    images: np.ndarray
    grades: np.ndarray
    names: tuple
    findings: np.ndarray | None = None

    def __len__(self):
        return len(self.grades)

    @property
    def size(self):
        """Side of the images in pixels."""
        return self.images.shape[1]

    def counts(self):
        """Images per grade, [5]."""
        return np.bincount(self.grades, minlength=len(CLASSES)).tolist()

    def resized(self, shape, part=WHOLE):
        """A part of every image at another size, each pixel the mean of the area it covers.

        Args:
            shape: height and width of the result.
            part: of the image, in its pixels.
        """
        if shape == part.shape == (self.size, self.size):
            return self
        smaller = [
            Image.fromarray(image).resize(shape[::-1], Image.Resampling.BOX, part.box) for image in self.images
        ]
        return dataclasses.replace(self, images=np.stack([np.asarray(image) for image in smaller]))

    def followed_by(self, others):
        """These knees, then `others`; the findings of knees that came without are NaN."""
        return Knees(
            np.concatenate([self.images, others.images]),
            np.concatenate([self.grades, others.grades]),
            self.names + others.names,
            _joined_findings(self, others),
        )


def _joined_findings(first, second):
    known = [knees.findings for knees in (first, second) if knees.findings is not None]
    if not known:
        return None
    unknown = np.full((1, known[0].shape[1]), np.nan, "float32")
    return np.concatenate(
        [
            unknown.repeat(len(knees), axis=0) if knees.findings is None else knees.findings
            for knees in (first, second)
        ]
    )


def read_split(root, split, with_findings=False):
    """Decode `root/split/{0..4}/*.png`, sorted by grade and name, and on request their findings.

    The images come with their exposure standardised, as the networks expect them.

    Raises DataError for a missing folder, a split without images, an image that cannot be read, one
    that is not 224 x 224, and a knee without findings.
    """
    folder = Path(root) / split
    if not folder.is_dir():
        raise DataError(f"{folder}: no such folder; expected {split}/0 to {split}/4 with PNG images")
    images, grades, names = [], [], []
    for grade in range(len(CLASSES)):
        for path in sorted((folder / str(grade)).glob("*.png")):
            images.append(standardise(_read(path)))
            grades.append(grade)
            names.append(path.stem)
    if not images:
        raise DataError(f"{folder}: no PNG images in the grade folders 0 to 4")
    findings = _read_findings(folder / "findings.json", names) if with_findings else None
    return Knees(np.stack(images), np.array(grades), tuple(names), findings)


def _read_findings(path, names):
    """Numbers of about unit size per knee: `{"findings": [k names], "knees": {name: [k numbers]}}`."""
    try:
        knees = json.loads(path.read_text())["knees"]
        return np.array([knees[name] for name in names], "float32")
    except OSError as error:
        raise DataError(f"{path}: cannot be read; leave out --findings or provide it") from error
    except KeyError as error:
        raise DataError(f"{path}: no entry {error}; every knee of the split needs one") from error


def _read(path):
    try:
        with Image.open(path) as image:
            grey = np.asarray(image.convert("L"))
    except (UnidentifiedImageError, OSError) as error:
        raise DataError(f"{path}: cannot be read as an image ({error}); remove or replace it") from error
    if grey.shape != (SIZE, SIZE):
        height, width = grey.shape
        raise DataError(f"{path}: {width}x{height} pixels; resize it to {SIZE}x{SIZE}")
    return grey


def preprocess(grey, mode):
    """Grey values 0-255, [n, h, w], to float32 [n, h, w, 3] as keras.applications expects them.

    `tf`: x / 127.5 - 1. `caffe`: RGB to BGR minus the ImageNet means. `none`: unchanged. Equal to
    `keras.applications.imagenet_utils.preprocess_input` on the grey value in all three channels.
    """
    image = np.repeat(np.asarray(grey, "float32")[..., None], 3, axis=-1)
    if mode == "tf":
        return image / np.float32(127.5) - 1
    if mode == "caffe":
        return image - np.array(CAFFE_MEANS_BGR, "float32")
    if mode == "none":
        return image
    raise ValueError(f"unknown preprocessing {mode!r}: use tf, caffe or none")


def mixed_indices(counts, shares, step, seed):
    """Positions in knees of several sources, one source after the other, for the batch of `step`.

    Args:
        counts: knees of each source.
        shares: how many of each are in every batch.
    """
    starts = np.cumsum([0, *counts[:-1]])
    return np.concatenate(
        [
            start + batch_indices(count, share, step, seed)
            for start, count, share in zip(starts, counts, shares)
            if share
        ]
    )


def batch_indices(count, batch, step, seed):
    """Which of `count` images make up the batch of `step`, every image once an epoch.

    A function of the step alone, so a resumed run sees what an unbroken one would have seen.
    """
    positions = np.arange(step * batch, (step + 1) * batch)
    epochs = positions // count
    orders = {epoch: np.random.default_rng((seed, 0, epoch)).permutation(count) for epoch in set(epochs)}
    return np.array([orders[epoch][position % count] for epoch, position in zip(epochs, positions)])
