"""The topologies against keras.applications itself."""

import unittest

import keras
import numpy as np

from ..networks import NETWORKS, build_backbone, build_network
from ..networks.blocks import Builder
from ..part import Part

PUBLISHED = {
    "xception": keras.applications.Xception,
    "resnet50": keras.applications.ResNet50,
    "inception_resnet_v2": keras.applications.InceptionResNetV2,
}


def description(model):
    """Per layer: class, configuration and the layers it reads, with names replaced by order.

    What gamma begins with is left out: it is ours in ResNet50 and no part of a trained network.
    """
    position = {layer.name: index for index, layer in enumerate(model.layers)}
    described = []
    for layer in model.layers:
        config = layer.get_config()
        config.pop("gamma_initializer", None)
        config.pop("name")
        sources = [
            position[tensor._keras_history.operation.name]
            for node in layer._inbound_nodes
            for tensor in node.input_tensors
        ]
        described.append((type(layer).__name__, str(config), sources))
    return described


class NetworksTest(unittest.TestCase):
    def test_width_one_is_the_published_network(self):
        for name, published in PUBLISHED.items():
            with self.subTest(name):
                keras.backend.clear_session()
                theirs = published(weights=None, include_top=False, input_shape=(224, 224, 3))
                ours = build_backbone(name)
                self.assertEqual(ours.count_params(), NETWORKS[name].published_parameters)
                self.assertEqual(
                    [layer.name for layer in ours.layers], [layer.name for layer in theirs.layers]
                )
                self.assertEqual(description(ours), description(theirs))

    def test_published_weights_give_the_published_answer(self):
        for name, published in PUBLISHED.items():
            with self.subTest(name):
                theirs = published(weights=None, include_top=False, input_shape=(96, 96, 3))
                ours = build_backbone(name, size=96)
                ours.set_weights(theirs.get_weights())
                image = np.random.default_rng(0).normal(size=(1, 96, 96, 3)).astype("float32")
                np.testing.assert_array_equal(
                    ours.predict_on_batch(image), theirs.predict_on_batch(image)
                )

    def test_names_do_not_depend_on_earlier_networks(self):
        first = build_network("inception_resnet_v2", 0.125, (96, 96))
        second = build_network("inception_resnet_v2", 0.125, (96, 96))
        self.assertEqual(
            [layer.name for layer in first.layers], [layer.name for layer in second.layers]
        )

    def test_channels_are_multiples_of_eight(self):
        builder = Builder(width=0.25)
        self.assertEqual([builder.channels(n) for n in (16, 64, 728, 2048)], [8, 16, 184, 512])
        self.assertEqual(Builder(width=1.0).channels(728), 728)

    def test_outputs_are_probabilities(self):
        for name in NETWORKS:
            with self.subTest(name):
                model = build_network(name, 0.125, (96, 96))
                answer = model.predict_on_batch(np.zeros((2, 96, 96, 3), "float32"))
                self.assertEqual(answer.shape, (2, 5))
                np.testing.assert_allclose(answer.sum(axis=1), 1, atol=1e-6)

    def test_reads_a_part_of_its_images(self):
        keras.utils.set_random_seed(3)
        whole = build_network("xception", 0.125, (96, 112))
        cropping = build_network("xception", 0.125, (160, 113), part=Part(40, 0, 96, 112))
        for source, target in zip(whole.weights, cropping.weights, strict=True):
            self.assertEqual(source.path, target.path)
            target.assign(source)
        images = np.random.default_rng(0).uniform(-1, 1, (2, 160, 113, 3)).astype("float32")
        np.testing.assert_allclose(
            cropping.predict_on_batch(images), whole.predict_on_batch(images[:, 40:136, :112]), atol=1e-6
        )


if __name__ == "__main__":
    unittest.main()
