"""Evaluation statistics of graded probabilities; equal to scikit-learn's (`tests/test_metrics.py`)."""

import numpy as np


def evaluate(probabilities, grades):
    """Every figure of the model card for one split.

    Args:
        probabilities: [n, k], rows summing to 1.
        grades: true grades 0 to k-1, [n].

    Returns:
        A dict that JSON can hold. Rows of `confusion` are the true grades. Per class, what is
        undefined is None: recall without images, precision without predictions, F1 without either.
        `balancedAccuracy` is the mean recall of the grades that occur.
    """
    probabilities = np.asarray(probabilities, float)
    grades = np.asarray(grades)
    predicted = probabilities.argmax(axis=1)
    confusion = confusion_matrix(grades, predicted, probabilities.shape[1])
    hits, support, calls = np.diag(confusion), confusion.sum(axis=1), confusion.sum(axis=0)
    recall = _ratio(hits, support)
    likelihood = probabilities[np.arange(len(grades)), grades]
    return {
        "images": len(grades),
        "confusion": confusion.tolist(),
        "balancedAccuracy": float(np.mean([value for value in recall if value is not None])),
        "accuracy": float(hits.sum() / len(grades)),
        "quadraticWeightedKappa": quadratic_weighted_kappa(confusion),
        "meanAbsoluteError": float(np.abs(grades - predicted).mean()),
        "logLoss": float(-np.log(np.clip(likelihood, 1e-7, 1)).mean()),
        "recall": recall,
        "precision": _ratio(hits, calls),
        "f1": _ratio(2 * hits, support + calls),
        "support": support.tolist(),
    }


def confusion_matrix(grades, predicted, classes):
    """Counts [k, k]; rows true, columns predicted."""
    return np.bincount(grades * classes + predicted, minlength=classes**2).reshape(classes, classes)


def quadratic_weighted_kappa(confusion):
    """Cohen's kappa with weights (i - j)^2; None where chance agreement is perfect (one class only)."""
    confusion = np.asarray(confusion, float)
    grade = np.arange(len(confusion))
    weights = (grade[:, None] - grade[None, :]) ** 2
    chance = np.outer(confusion.sum(axis=1), confusion.sum(axis=0)) / confusion.sum()
    expected = (weights * chance).sum()
    return float(1 - (weights * confusion).sum() / expected) if expected > 0 else None


def _ratio(numerator, denominator):
    return [float(a / b) if b > 0 else None for a, b in zip(numerator, denominator)]
