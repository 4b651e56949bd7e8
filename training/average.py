"""Average a finished run with earlier weights: `python -m training.average RUN FILE.keras --data DIR --out DIR`."""

import argparse
import json
import sys
from pathlib import Path

import keras
import numpy as np

from .checkpoint import write_json
from .data import SPLITS, read_split
from .networks import NETWORKS
from .starting_weights import copy_weights
from .trainer import measure


def main():
    """Averages, measures anew, writes OUT/NAME.keras and OUT/metadata.json."""
    parser = argparse.ArgumentParser(prog="python -m training.average", description=__doc__)
    parser.add_argument("run", type=Path, help="folder of a finished run")
    parser.add_argument("earlier", type=Path, nargs="+", help=".keras files on the way to it")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--phantoms", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    job = parser.parse_args()

    metadata = json.loads((job.run / "metadata.json").read_text())
    file = f"{metadata['name']}.keras"
    model = average(
        keras.saving.load_model(job.run / file, compile=False),
        [keras.saving.load_model(path, compile=False) for path in job.earlier],
    )
    mode = NETWORKS[metadata["architecture"]].preprocessing
    for source, key in ((job.data, "metrics"), (job.phantoms, "phantomMetrics")):
        splits = [name for name in SPLITS[1:] if source and (source / name).is_dir()]
        metadata[key] = {name: measure(model, read_split(source, name), mode) for name in splits}
    val = metadata["metrics"]["val"]
    metadata["perClass"] = {"split": "val", "recall": val["recall"], "f1": val["f1"]}
    metadata["recipe"]["chosen"] = (
        f"mean of the weights after the last step and of {len(job.earlier)} on the way to it"
    )
    job.out.mkdir(parents=True, exist_ok=True)
    model.save(job.out / file)
    write_json(job.out / "metadata.json", metadata)
    for key in ("metrics", "phantomMetrics"):
        for name, figures in metadata[key].items():
            kappa = figures["quadraticWeightedKappa"]
            print(f"{key} {name}: {figures['balancedAccuracy']:.3f}, kappa {kappa:.3f}", flush=True)
    return 0


def average(model, others):
    """`model` with the mean of its own weights and those of `others`, layer by layer of the same name.

    Neighbours on one run's way lie in one basin, and their mean lies deeper in it than its ends (Izmailov et
    al., "Averaging Weights Leads to Wider Optima and Better Generalization", UAI 2018).
    """
    own = [weight.numpy() for weight in model.weights]
    sums = [weight.astype("float64") for weight in own]
    for other in others:
        copy_weights(other, model)
        for total, weight in zip(sums, model.weights):
            total += weight.numpy()
    for weight, total in zip(model.weights, sums):
        weight.assign((total / (1 + len(others))).astype(np.float32))
    return model


if __name__ == "__main__":
    sys.exit(main())
