"""Weights averaged over runs."""

import unittest

import keras
import numpy as np

from ..average import average
from ..networks import build_network


class AverageTest(unittest.TestCase):
    def test_is_the_mean_of_every_weight_whatever_the_images_measure(self):
        sizes = ((96, 96), (112, 96), (128, 96))
        networks = [build_network("xception", 0.125, size) for size in sizes]
        for value, network in zip((1, 2, 6), networks):
            for weight in network.weights:
                weight.assign(np.full(weight.shape, value, "float32"))
        model = average(networks[0], networks[1:])
        for weight in model.weights:
            np.testing.assert_array_equal(weight, np.full(weight.shape, 3, "float32"))
        self.assertEqual(model.input_shape, (None, 96, 96, 3))

    def test_of_nothing_else_is_the_network_itself(self):
        keras.utils.set_random_seed(0)
        network = build_network("resnet50", 0.125, (96, 96))
        before = [weight.numpy() for weight in network.weights]
        for weight, value in zip(average(network, []).weights, before):
            np.testing.assert_array_equal(weight, value)


if __name__ == "__main__":
    unittest.main()
