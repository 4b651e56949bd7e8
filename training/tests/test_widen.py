"""A widened network says what the narrow one said, and all of it can learn."""

import unittest

import keras
import numpy as np

from ..networks import NETWORKS, build_network
from ..widen import widen

SHAPE = (96, 96)


class WidenTest(unittest.TestCase):
    def test_says_what_the_narrow_network_says(self):
        images = np.random.default_rng(0).uniform(0, 1, (2, *SHAPE, 3)).astype("float32")
        images[1] -= 1
        for name in NETWORKS:
            with self.subTest(name):
                narrow, wide = _shaken(name, 0.1), _shaken(name, 0.3)
                before = wide.predict_on_batch(images)
                widen(narrow, wide)
                expected = narrow.predict_on_batch(images)
                apart = np.abs(expected[0] - expected[1]).max()
                self.assertLess(np.abs(wide.predict_on_batch(images) - expected).max(), 0.05 * apart)
                self.assertGreater(np.abs(before - expected).max(), apart)

    def test_new_channels_keep_their_random_weights(self):
        narrow, wide = _shaken("resnet50", 0.1), _shaken("resnet50", 0.3)
        drawn = wide.get_layer("conv1_conv").get_weights()[0]
        widen(narrow, wide)
        kernel = wide.get_layer("conv1_conv").get_weights()[0]
        np.testing.assert_array_equal(kernel[..., 8:], drawn[..., 8:])

    def test_names_the_layer_that_is_missing(self):
        with self.assertRaisesRegex(ValueError, "no layer block1_conv1"):
            widen(_shaken("resnet50", 0.1), _shaken("xception", 0.1))


def _shaken(name, width):
    """A network with random weights everywhere, statistics and scales that begin at zero included."""
    keras.utils.set_random_seed(1)
    network = build_network(name, width, SHAPE)
    rng = np.random.default_rng(2)
    for layer in network.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.set_weights([rng.uniform(0.5, 1.5, weight.shape) for weight in layer.get_weights()])
    return network


if __name__ == "__main__":
    unittest.main()
