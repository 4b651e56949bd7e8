"""The loss of the grades."""

import keras
import numpy as np
from keras import ops


@keras.saving.register_keras_serializable(package="kneelens")
class AdjustedCrossEntropy(keras.losses.Loss):
    """Cross-entropy after the probabilities are multiplied by `prior` and normalised again.

    The network then need not learn how frequent a grade is: its own probabilities are those for
    equally frequent grades, and their argmax is the one that balanced accuracy asks for. Menon et
    al., "Long-tail learning via logit adjustment", ICLR 2021 (equation 10, tau = 1).

    Args:
        prior: relative frequency of every grade, [k].
    """

    def __init__(self, prior, **settings):
        super().__init__(**settings)
        self.prior = [float(share) for share in prior]

    def call(self, targets, probabilities):
        adjusted = ops.clip(probabilities, 1e-7, 1.0) * ops.convert_to_tensor(self.prior, "float32")
        logs = ops.log(adjusted / ops.sum(adjusted, axis=-1, keepdims=True))
        return -ops.sum(ops.cast(targets, logs.dtype) * logs, axis=-1)

    def get_config(self):
        return {**super().get_config(), "prior": self.prior}


def taught_targets(targets, probabilities, prior, share):
    """`targets` of which `share` is replaced by what a teacher says, [n, classes].

    The teacher's probabilities are those for equally frequent grades, as `AdjustedCrossEntropy` teaches them; with
    the prior they become those among the training knees, which that loss compares with. A knee the teacher did not
    see (NaN) keeps its own target. Hinton, Vinyals and Dean, "Distilling the Knowledge in a Neural Network", 2015.

    Args:
        targets: of the labels, [n, classes].
        probabilities: of the teacher, [n, classes].
        prior: relative frequency of every grade, [classes].
    """
    taught = probabilities * np.asarray(prior)
    taught = taught / taught.sum(axis=1, keepdims=True)
    known = np.isfinite(taught).all(axis=1, keepdims=True)
    return np.where(known, (1 - share) * targets + share * taught, targets).astype("float32")


def neighbour_targets(grades, classes, share):
    """One-hot grades of which `share` is given to the neighbouring grades, [n, classes].

    A grade in the middle gives half of it to either side, a grade at the end all to the one side:
    readers who disagree disagree by one grade.
    """
    targets = np.zeros((len(grades), classes), "float32")
    rows = np.arange(len(grades))
    targets[rows, grades] = 1 - share
    below, above = np.maximum(grades - 1, 0), np.minimum(grades + 1, classes - 1)
    below, above = np.where(grades == 0, above, below), np.where(grades == classes - 1, below, above)
    np.add.at(targets, (rows, below), share / 2)
    np.add.at(targets, (rows, above), share / 2)
    return targets
