"""Weights that come from elsewhere reach the layers they belong to."""

import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import keras
import numpy as np

from .. import starting_weights
from ..layers_model import read_layers_model
from ..networks import build_network
from ..starting_weights import copy_weights, load_starting_weights


class StartingWeightsTest(unittest.TestCase):
    def test_published_weights_reach_every_layer_of_the_backbone(self):
        published = keras.applications.ResNet50(weights=None, include_top=False)
        with mock.patch.dict(starting_weights.PUBLISHED, resnet50=lambda **_: published):
            source = load_starting_weights("imagenet", "resnet50", 1)
        network = build_network("resnet50", 1.0)
        copy_weights(source, network)
        for layer in published.layers:
            if not layer.weights:
                continue
            for theirs, ours in zip(layer.get_weights(), network.get_layer(layer.name).get_weights()):
                np.testing.assert_array_equal(theirs, ours)

    def test_published_weights_need_the_published_width(self):
        with self.assertRaisesRegex(ValueError, "width 1"):
            load_starting_weights("imagenet", "resnet50", 0.25)

    def test_reads_rounded_and_plain_weights(self):
        image = keras.Input((2,))
        network = keras.Model(image, keras.layers.Dense(2, name="predictions")(image))
        with tempfile.TemporaryDirectory() as folder:
            stored = np.array([0, 1, 2, 3], "uint16").tobytes() + np.array([5, 6], "float32").tobytes()
            (Path(folder) / "group1.bin").write_bytes(stored)
            weights = [
                {
                    "name": "predictions/kernel",
                    "shape": [2, 2],
                    "dtype": "float32",
                    "quantization": {"dtype": "uint16", "scale": 0.5, "min": -1.0},
                },
                {"name": "predictions/bias", "shape": [2], "dtype": "float32"},
            ]
            manifest = [{"paths": ["group1.bin"], "weights": weights}]
            path = Path(folder) / "model.json"
            path.write_text(json.dumps({"weightsManifest": manifest}))
            kernel, bias = read_layers_model(folder, network).get_weights()
            np.testing.assert_array_equal(kernel, [[-1, -0.5], [0, 0.5]])
            np.testing.assert_array_equal(bias, [5, 6])

            weights[0]["name"] = "head/kernel"
            path.write_text(json.dumps({"weightsManifest": manifest}))
            with self.assertRaisesRegex(ValueError, "no weight predictions/kernel"):
                read_layers_model(folder, network)
