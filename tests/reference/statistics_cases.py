"""Made-up knees that the scripts beside this one compute reference numbers of, and how they write them.

Probabilities are whole numbers of 1 / 1024, written as such: sums, ties and bin edges are then exact in
any language.
"""

import json
import pathlib

import numpy as np
import scipy.special

FIXTURES = pathlib.Path(__file__).parent.parent / "fixtures" / "statistics"
CLASSES = list(range(5))
PARTS = 1024
PREVALENCE = np.array([0.386, 0.179, 0.27, 0.134, 0.031])


def write(name, content):
    text = json.dumps(content, separators=(",", ":"), allow_nan=False)
    (FIXTURES / name).write_text(text + "\n")


def known(value):
    """A float, or None where the reference gives NaN."""
    return None if value is None or np.isnan(value) else float(value)


def to_parts(p):
    """Rows of whole parts of 1024 by largest remainder; [n, 5] integers."""
    scaled = p * PARTS
    parts = np.floor(scaled).astype(int)
    for row, rest, missing in zip(parts, scaled - parts, PARTS - parts.sum(1)):
        row[np.argsort(-rest)[:missing]] += 1
    return parts


def knees(rng, subjects, grades=CLASSES):
    """Left and right knees of subjects: subject and true grade of each."""
    chances = np.array([PREVALENCE[g] if g in grades else 0 for g in CLASSES])
    first = rng.choice(5, subjects, p=chances / chances.sum())
    first[: len(grades)] = grades
    alike = rng.random(subjects) < 0.6
    second = np.where(alike, first, rng.choice(5, subjects, p=chances / chances.sum()))
    both = rng.random(subjects) < 0.85
    subject = np.concatenate([np.arange(subjects), np.arange(subjects)[both]])
    return subject, np.concatenate([first, second[both]])


def logits(rng, truth, skill, sharpness=1.0):
    """Logits of a made-up network to 3 decimals."""
    seen = truth[:, None] + rng.normal(0, 0.6, (len(truth), 1))
    raw = rng.normal(0, 1, (len(truth), 5)) - skill * np.abs(np.arange(5)[None, :] - seen)
    return np.round(raw * sharpness, 3)


def probabilities(rng, truth, skill, sharpness=1.0):
    """Probabilities of a made-up network in parts of 1024; some knees tie, some are certain."""
    parts = to_parts(scipy.special.softmax(logits(rng, truth, skill, sharpness), axis=1))
    parts[rng.random(len(truth)) < 0.04] = [256, 256, 256, 128, 128]
    parts[rng.random(len(truth)) < 0.02] = [0, 0, 1024, 0, 0]
    return parts
