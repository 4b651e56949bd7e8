"""What is written beside the weights, for the model card."""

import dataclasses
import subprocess
from pathlib import Path

import keras

from .data import CLASSES
from .networks import DROPOUT, NETWORKS
from .part import SIZE


def describe(settings, job, model, counts, history, metrics, seconds):
    """The content of `metadata.json`.

    Args:
        settings, job: of the run.
        model: the network as shipped.
        counts: images per grade of every split, `{"data": {split: [5]}, "phantoms": {split: [5]}}`.
        history: the points the trainer kept.
        metrics: `{"data": {split: evaluate(...)}, "phantoms": {split: evaluate(...)}}`.
        seconds: spent training, over all resumed parts.
    """
    recipe = dataclasses.asdict(settings)
    augmentation = recipe.pop("augmentation")
    if settings.weights:
        recipe["weights"] = Path(settings.weights).name
    if settings.teacher:
        recipe["teacher"] = Path(settings.teacher).name
    else:
        recipe.pop("teacher_share")
    return {
        "name": job.name,
        "title": NETWORKS[settings.net].title,
        "architecture": settings.net,
        "width": settings.width,
        "parameters": model.count_params(),
        "inputSize": [SIZE, SIZE, 3],
        "preprocessing": NETWORKS[settings.net].preprocessing,
        "exposure": "standardised",
        "classes": list(CLASSES),
        "trainingData": {
            "description": job.description,
            "synthetic": job.synthetic,
            "counts": counts["data"],
            "phantomCounts": counts["phantoms"],
        },
        "trainingPrior": [1 / len(CLASSES)] * len(CLASSES),
        "augmentation": augmentation,
        "recipe": {
            **recipe,
            "dropout": DROPOUT,
            "optimizer": "adam",
            "loss": "cross-entropy adjusted by the prior of the training knees",
            "schedule": "in every stage a linear warm-up, then half a cosine to zero",
            "read": str(settings.stages[-1].read),
            "chosen": "last step",
            "gitRevision": git_revision(),
        },
        "history": history,
        "metrics": metrics["data"],
        "phantomMetrics": metrics["phantoms"],
        "perClass": {"split": "val", **{name: metrics["data"]["val"][name] for name in ("recall", "f1")}},
        "seed": settings.seed,
        "kerasVersion": keras.__version__,
        "backend": keras.backend.backend(),
        "durationSeconds": round(seconds, 1),
    }


def git_revision():
    """The commit of this recipe, with `+` where it was changed since; None outside of a repository."""

    def git(*arguments):
        command = ["git", "-C", str(Path(__file__).parent), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    try:
        return git("rev-parse", "HEAD") + ("+" if git("status", "--porcelain", ".") else "")
    except (OSError, subprocess.CalledProcessError):
        return None
