"""What finished networks say of the training knees: `python -m training.teacher FILE.keras ... --data DIR --out FILE`."""

import argparse
import dataclasses
import json
import sys
from pathlib import Path

import keras
import numpy as np

from .checkpoint import write_json
from .data import CLASSES, DataError, read_split
from .networks import NETWORKS
from .trainer import predict


def main():
    """Reads `train` with every network, as it is and mirrored, and writes the mean of their probabilities."""
    parser = argparse.ArgumentParser(prog="python -m training.teacher", description=__doc__)
    parser.add_argument("networks", type=Path, nargs="+", help=".keras files named for their architecture")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    job = parser.parse_args()

    knees = read_split(job.data, "train")
    total = np.zeros((len(knees), len(CLASSES)))
    for path in job.networks:
        model = keras.saving.load_model(path, compile=False)
        total += both_ways(model, knees, NETWORKS[path.stem].preprocessing)
        print(f"{path.stem}: {len(knees)} knees", flush=True)
    mean = (total / len(job.networks)).round(5).tolist()
    job.out.parent.mkdir(parents=True, exist_ok=True)
    write_json(job.out, {"networks": [path.stem for path in job.networks], "knees": dict(zip(knees.names, mean))})
    return 0


def both_ways(model, knees, mode):
    """Probabilities [n, 5] of `knees`, the mean of the images and their mirror images."""
    mirrored = dataclasses.replace(knees, images=knees.images[:, :, ::-1])
    return (predict(model, knees, mode) + predict(model, mirrored, mode)) / 2


def read_teacher(path, names):
    """The probabilities of knees by name, [n, 5].

    Raises DataError where the file cannot be read or a knee is missing.
    """
    try:
        knees = json.loads(Path(path).read_text())["knees"]
        return np.array([knees[name] for name in names])
    except OSError as error:
        raise DataError(f"{path}: cannot be read; make it with python -m training.teacher") from error
    except KeyError as error:
        raise DataError(f"{path}: no entry {error}; make it anew from this very data") from error


if __name__ == "__main__":
    sys.exit(main())
