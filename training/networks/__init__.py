"""The three topologies of keras.applications with a width multiplier and a five-grade head.

At width 1 the backbones are those of keras.applications layer for layer (`tests/test_networks.py`
compares every configuration), so weights and tools made for the published networks fit. Only what a
fresh ResNet50 begins with differs: see `resnet50.py`.
"""

from collections.abc import Callable
from typing import NamedTuple

import keras
from keras import layers

from .blocks import Builder
from .inception_resnet_v2 import inception_resnet_v2
from .resnet50 import resnet50
from .xception import xception

DROPOUT = 0.2


class Network(NamedTuple):
    """A published topology: its title, backbone, and parameters at width 1 (without a head)."""

    title: str
    backbone: Callable
    preprocessing: str
    published_parameters: int


NETWORKS = {
    "xception": Network("Xception", xception, "tf", 20_861_480),
    "resnet50": Network("ResNet50", resnet50, "caffe", 23_587_712),
    "inception_resnet_v2": Network("Inception-ResNet-v2", inception_resnet_v2, "tf", 54_336_736),
}


def build_network(name, width=1.0, shape=(224, 224), classes=5, momentum=0.99, findings=0, part=None):
    """Build `name` for three-channel images of `shape`, ending in class probabilities.

    The head is GlobalAveragePooling2D -> Dropout(0.2) -> Dense(softmax): the one for which Grad-CAM
    has the closed form the notebook uses. Weights are drawn anew; seed with
    `keras.utils.set_random_seed` beforehand.

    Args:
        name: a key of `NETWORKS`.
        width: every filter count is multiplied by this (see `Builder.channels`).
        shape: height and width of the images in pixels; Inception-ResNet-v2 needs at least 75 of each.
        classes: number of grades.
        momentum: of every BatchNormalization; the smaller, the shorter its memory.
        part: of the image that is read, None for all of it. The network then crops its images itself, before
            anything else.
        findings: numbers a second, linear output `findings` gives from the same pooled features: a
            help in training, not part of what is shipped.
    """
    network = NETWORKS[name]
    image = keras.Input((*shape, 3), name="input_layer")
    features = network.backbone(_crop(image, part), Builder(width, momentum))
    pooled = layers.GlobalAveragePooling2D(name="avg_pool")(features)
    kept = layers.Dropout(DROPOUT, name="dropout")(pooled)
    grades = layers.Dense(classes, activation="softmax", name="predictions")(kept)
    outputs = [grades, layers.Dense(findings, name="findings")(pooled)] if findings else grades
    return keras.Model(image, outputs, name=name)


def _crop(image, part):
    if part is None or part.shape == image.shape[1:3]:
        return image
    return layers.Cropping2D(part.cropping(image.shape[1:3]), name="middle")(image)


def build_backbone(name, width=1.0, size=224, momentum=0.99):
    """Build `name` without its head, as keras.applications does with `include_top=False`."""
    image = keras.Input((size, size, 3), name="input_layer")
    features = NETWORKS[name].backbone(image, Builder(width, momentum))
    return keras.Model(image, features, name=name)
