"""Reads the weights of a network from the notebook's TF.js layers model, to train on from there."""

import json
from pathlib import Path

import numpy as np


def read_layers_model(folder, network):
    """Give `network` the weights in `folder/model.json` and its shards; returns it.

    Weights are float32 or rounded to affine unsigned integers: value = scale * stored + min.

    Raises ValueError where a weight is missing or has another shape than the network's.
    """
    folder = Path(folder)
    known = {}
    for group in json.loads((folder / "model.json").read_text())["weightsManifest"]:
        stored = b"".join((folder / path).read_bytes() for path in group["paths"])
        for entry in group["weights"]:
            value, stored = _take(stored, entry)
            known[entry["name"]] = value
    for weight in network.weights:
        value = known.get(weight.path)
        if value is None or value.shape != tuple(weight.shape):
            raise ValueError(f"{folder}: no weight {weight.path} of shape {tuple(weight.shape)}")
        weight.assign(value)
    return network


def _take(stored, entry):
    """The weight at the front of `stored`, and what follows it."""
    rounded = entry.get("quantization")
    kind = np.dtype(rounded["dtype"] if rounded else entry["dtype"])
    count = int(np.prod(entry["shape"]))
    value = np.frombuffer(stored, kind, count).astype("float32").reshape(entry["shape"])
    if rounded and "scale" in rounded:
        value = value * np.float32(rounded["scale"]) + np.float32(rounded["min"])
    return value, stored[count * kind.itemsize :]
