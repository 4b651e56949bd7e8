"""The statistics against scikit-learn, and by hand."""

import unittest

import numpy as np
from sklearn import metrics as reference

from ..metrics import evaluate, quadratic_weighted_kappa


class MetricsTest(unittest.TestCase):
    def test_equal_to_scikit_learn(self):
        rng = np.random.default_rng(4)
        for count in (12, 400):
            grades = rng.choice(5, count, p=[0.39, 0.18, 0.26, 0.13, 0.04])
            probabilities = rng.dirichlet(np.ones(5), count)
            probabilities[np.arange(count), grades] += 0.3
            probabilities /= probabilities.sum(axis=1, keepdims=True)
            predicted = probabilities.argmax(axis=1)
            ours = evaluate(probabilities, grades)

            labels = list(range(5))
            np.testing.assert_array_equal(
                ours["confusion"], reference.confusion_matrix(grades, predicted, labels=labels)
            )
            recalls = [r for r in ours["recall"] if r is not None]
            self.assertAlmostEqual(ours["balancedAccuracy"], float(np.mean(recalls)), 12)
            pairs = {
                "balancedAccuracy": reference.balanced_accuracy_score(grades, predicted),
                "accuracy": reference.accuracy_score(grades, predicted),
                "quadraticWeightedKappa": reference.cohen_kappa_score(
                    grades, predicted, labels=labels, weights="quadratic"
                ),
                "meanAbsoluteError": reference.mean_absolute_error(grades, predicted),
                "logLoss": reference.log_loss(grades, probabilities, labels=labels),
            }
            for name, expected in pairs.items():
                self.assertAlmostEqual(ours[name], expected, 12, name)
            rows = reference.precision_recall_fscore_support(
                grades, predicted, labels=labels, zero_division=np.nan
            )
            for name, row in zip(("precision", "recall", "f1", "support"), rows):
                own = np.array([np.nan if v is None else v for v in ours[name]], float)
                np.testing.assert_allclose(own, row.astype(float), atol=1e-12, err_msg=name)

    def test_undefined_is_none(self):
        figures = evaluate(np.eye(5)[[0, 0, 1]], np.array([0, 1, 1]))
        self.assertEqual(figures["recall"], [1.0, 0.5, None, None, None])
        self.assertEqual(figures["precision"], [0.5, 1.0, None, None, None])
        self.assertEqual(figures["f1"], [2 / 3, 2 / 3, None, None, None])
        self.assertEqual(figures["balancedAccuracy"], 0.75)

    def test_kappa_limits(self):
        self.assertEqual(quadratic_weighted_kappa(np.diag([3, 4, 5])), 1)
        self.assertEqual(quadratic_weighted_kappa([[1, 1], [1, 1]]), 0)
        self.assertIsNone(quadratic_weighted_kappa([[7, 0], [0, 0]]))


if __name__ == "__main__":
    unittest.main()
