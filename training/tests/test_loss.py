"""The loss against its formula and its limits."""

import unittest

import keras
import numpy as np

from ..loss import AdjustedCrossEntropy, neighbour_targets, taught_targets


class AdjustedCrossEntropyTest(unittest.TestCase):
    def setUp(self):
        rng = np.random.default_rng(0)
        self.probabilities = rng.dirichlet(np.ones(5), 8).astype("float32")
        self.targets = rng.dirichlet(np.ones(5), 8).astype("float32")

    def loss(self, prior):
        return float(AdjustedCrossEntropy(prior)(self.targets, self.probabilities))

    def test_equal_priors_give_keras_cross_entropy(self):
        expected = keras.losses.CategoricalCrossentropy()(self.targets, self.probabilities)
        self.assertAlmostEqual(self.loss([0.2] * 5), float(expected), places=5)

    def test_prior_shifts_the_logits(self):
        prior = np.array([0.4, 0.2, 0.2, 0.15, 0.05])
        logits = np.log(self.probabilities) + np.log(prior)
        expected = keras.losses.CategoricalCrossentropy(from_logits=True)(self.targets, logits)
        self.assertAlmostEqual(self.loss(prior), float(expected), places=5)

    def test_comes_back_from_its_configuration(self):
        loss = AdjustedCrossEntropy([0.5, 0.5])
        again = keras.losses.deserialize(keras.losses.serialize(loss))
        self.assertEqual(again.prior, [0.5, 0.5])


class TaughtTargetsTest(unittest.TestCase):
    def test_a_student_that_says_what_its_teacher_says_has_least_loss(self):
        rng = np.random.default_rng(1)
        prior, teacher = rng.dirichlet(np.ones(5)), rng.dirichlet(np.ones(5), 1)
        targets = taught_targets(np.eye(5)[[2]], teacher, prior, 1.0)
        loss = AdjustedCrossEntropy(prior)
        least = float(loss(targets, teacher.astype("float32")))
        for other in rng.dirichlet(np.ones(5), 20).astype("float32"):
            self.assertGreater(float(loss(targets, other[None])), least)

    def test_mixes_with_the_label_by_hand(self):
        targets = taught_targets(np.array([[1.0, 0.0]]), np.array([[0.5, 0.5]]), [0.8, 0.2], 0.5)
        np.testing.assert_allclose(targets, [[0.9, 0.1]], atol=1e-6)

    def test_a_knee_unknown_to_the_teacher_keeps_its_label(self):
        targets = taught_targets(np.array([[1.0, 0.0]]), np.array([[np.nan, np.nan]]), [0.8, 0.2], 0.5)
        np.testing.assert_array_equal(targets, [[1, 0]])


class NeighbourTargetsTest(unittest.TestCase):
    def test_shares_go_to_the_neighbours(self):
        targets = neighbour_targets(np.array([0, 2, 4]), 5, 0.1)
        expected = [[0.9, 0.1, 0, 0, 0], [0, 0.05, 0.9, 0.05, 0], [0, 0, 0, 0.1, 0.9]]
        np.testing.assert_allclose(targets, expected, atol=1e-6)

    def test_no_share_is_one_hot(self):
        np.testing.assert_array_equal(neighbour_targets(np.array([1]), 3, 0), [[0, 1, 0]])


if __name__ == "__main__":
    unittest.main()
