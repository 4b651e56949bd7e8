"""A wider network that begins as a narrower one: `python -m training.widen NARROW.keras --net xception --width 0.375 --out FILE`."""

import argparse
import sys
from pathlib import Path

import keras
import numpy as np

from .networks import NETWORKS, build_network


def widen(narrow, wide):
    """Give `wide` the weights of `narrow`, so that it says what `narrow` says.

    Of every layer the first channels (after a concatenation: the first of every branch) are those of `narrow` and
    read nothing of the others, which keep the random weights `wide` came with and read everything. Function-preserving
    growth after Chen, Goodfellow and Shlens, "Net2Net", ICLR 2016, with random new channels instead of copies: copies
    have equal gradients and stay copies.

    Args:
        narrow, wide: networks of one topology, their layers of the same names.

    Raises ValueError for a layer of `wide` that `narrow` lacks or that it does not know how to widen.
    """
    known = {layer.name: layer for layer in narrow.layers}
    places = {}
    for layer in wide.layers:
        if isinstance(layer, keras.layers.InputLayer):
            places[layer.name] = np.arange(layer.output.shape[-1])
            continue
        if layer.name not in known:
            raise ValueError(f"the narrow network has no layer {layer.name}; is it another topology?")
        sources = layer.input if isinstance(layer.input, list) else [layer.input]
        widths = [tensor.shape[-1] for tensor in sources]
        read = [places[tensor._keras_history.operation.name] for tensor in sources]
        if isinstance(layer, keras.layers.Concatenate):
            starts = np.cumsum([0, *widths[:-1]])
            places[layer.name] = np.concatenate([start + place for start, place in zip(starts, read)])
            continue
        places[layer.name] = read[0]
        if layer.weights:
            made = known[layer.name].output.shape[-1]
            if not isinstance(layer, keras.layers.BatchNormalization):
                places[layer.name] = _partner(layer, places, np.arange(made))
            layer.set_weights(
                _widened(layer, known[layer.name].get_weights(), layer.get_weights(), read[0], places[layer.name])
            )


def _partner(layer, places, first):
    """Places of the channels that those of `layer` are added to, where these are known already, else `first`."""
    for node in layer._outbound_nodes:
        for tensor in node.input_tensors if len(node.input_tensors) == 2 else ():
            operation = tensor._keras_history.operation
            if not isinstance(node.operation, keras.layers.Concatenate) and operation.name in places:
                return places[operation.name]
    return first


def _widened(layer, old, new, read, made):
    """The weights `new` of a layer with `old` in them: `read` are the old channels it reads, `made` those it makes."""
    if isinstance(layer, keras.layers.BatchNormalization):
        for ours, theirs in zip(new, old):
            ours[made] = theirs
        return new
    if isinstance(layer, keras.layers.SeparableConv2D):
        new[0][:, :, read] = old[0]
        kernel, theirs, rest = new[1], old[1], (new[2:], old[2:])
    elif isinstance(layer, keras.layers.Conv2D | keras.layers.Dense):
        kernel, theirs, rest = new[0], old[0], (new[1:], old[1:])
    else:
        raise ValueError(f"cannot widen the layer {layer.name}, a {type(layer).__name__}")
    kernel[..., made] = 0
    kernel[..., read[:, None], made] = theirs
    for bias, before in zip(*rest):
        bias[made] = before
    return new


def main():
    """Read, widen, write. Ends with 1 if the file holds another network."""
    parser = argparse.ArgumentParser(prog="python -m training.widen", description=__doc__)
    parser.add_argument("narrow", type=Path, help="the .keras file of a finished run")
    parser.add_argument("--net", required=True, choices=NETWORKS)
    parser.add_argument("--width", type=float, required=True, help="of the network to be written")
    parser.add_argument("--seed", type=int, default=0, help="of the new channels")
    parser.add_argument("--out", type=Path, required=True, help="the .keras file to write")
    given = parser.parse_args()
    keras.utils.set_random_seed(given.seed)
    wide = build_network(given.net, given.width)
    try:
        widen(keras.saving.load_model(given.narrow, compile=False), wide)
    except ValueError as error:
        print(f"error: {given.narrow}: {error}", file=sys.stderr)
        return 1
    given.out.parent.mkdir(parents=True, exist_ok=True)
    wide.save(given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
