import io
import json
import pathlib

import numpy as np
import pandas as pd
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    cohen_kappa_score,
    confusion_matrix,
    mean_absolute_error,
)

GRADES = list(range(5))
P = [f"p{grade}" for grade in GRADES]
S = [f"s{grade}" for grade in GRADES]


def same(found, page, tolerance=1e-9):
    """Whether a number is the page's; None on the page and NaN here are both unknown."""
    if page is None:
        return found is None or bool(np.isnan(found))
    return bool(np.isclose(found, page, rtol=0, atol=tolerance))
