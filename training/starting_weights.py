"""Weights to start from instead of random ones."""

from pathlib import Path

import keras

from .layers_model import read_layers_model
from .networks import build_network

PUBLISHED = {
    "xception": keras.applications.Xception,
    "resnet50": keras.applications.ResNet50,
    "inception_resnet_v2": keras.applications.InceptionResNetV2,
}


def load_starting_weights(source, net, width):
    """A network whose layers can be copied from.

    Args:
        source: a `.keras` file of the same network, its folder in the notebook (`static/models/NAME`),
            or `imagenet`: the published weights of keras.applications, which Keras downloads.
        net, width: of the network to be trained; `imagenet` exists for width 1 alone.
    """
    if source == "imagenet":
        if width != 1:
            raise ValueError(f"ImageNet weights are of width 1, not {width}: leave out --width")
        return PUBLISHED[net](weights="imagenet", include_top=False)
    if Path(source).is_dir():
        return read_layers_model(source, build_network(net, width))
    return keras.saving.load_model(source, compile=False)


def copy_weights(source, target):
    """Give the layers of `target` the weights of the layers of `source` with the same name."""
    known = {layer.name: layer for layer in source.layers}
    for layer in target.layers:
        if layer.name in known:
            layer.set_weights(known[layer.name].get_weights())
