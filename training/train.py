"""Train one network: `python -m training.train --net xception --width 0.25 --data DIR --out DIR`."""

import sys

from .checkpoint import STATE, remove_checkpoint, write_json
from .data import SPLITS, DataError, read_split
from .metadata import describe
from .settings import parse_arguments
from .teacher import read_teacher
from .trainer import Interrupted, Trainer, as_input_size, measure


def main():
    """Read, train, measure, write. Ends with 1 for bad input, 143 after an interruption."""
    settings, job = parse_arguments()
    job.out.mkdir(parents=True, exist_ok=True)
    if (job.out / STATE).exists() and not job.resume:
        return _fail(f"{job.out} holds an unfinished run: add --resume, or choose another --out")
    try:
        splits = {
            name: read_split(job.data, name, _helped(settings, name) and job.phantoms is None)
            for name in SPLITS
            if _wanted(job.data, name)
        }
        phantoms = {
            name: read_split(job.phantoms, name, _helped(settings, name))
            for name in SPLITS
            if job.phantoms and _wanted(job.phantoms, name)
        }
        log(f"{settings.net} x {settings.width}, images per grade: {_counts(splits)}")
        teacher = read_teacher(settings.teacher, splits["train"].names) if settings.teacher else None
        trainer = Trainer(settings, job, splits["train"], splits["val"], phantoms.get("train"), teacher, log)
        model = as_input_size(trainer.fit(), settings, settings.stages[-1])
    except Interrupted as interruption:
        log(str(interruption))
        return 143
    except (DataError, ValueError) as error:
        return _fail(str(error))

    metrics, phantom_metrics = (
        {
            name: measure(model, knees, trainer.mode)
            for name, knees in source.items()
            if name != "train" or job.train_metrics
        }
        for source in (splits, phantoms)
    )
    model.save(job.out / f"{job.name}.keras")
    if job.h5:
        model.save(job.out / f"{job.name}.h5")
    metadata = describe(
        settings,
        job,
        model,
        {"data": _counts(splits), "phantoms": _counts(phantoms)},
        trainer.history,
        {"data": metrics, "phantoms": phantom_metrics},
        trainer.seconds,
    )
    write_json(job.out / "metadata.json", metadata)
    remove_checkpoint(job.out)
    labelled = {**metrics, **{f"phantoms, {name}": of for name, of in phantom_metrics.items()}}
    for name, figures in labelled.items():
        kappa = figures["quadraticWeightedKappa"]
        log(
            f"{name}: balanced accuracy {figures['balancedAccuracy']:.3f}, "
            f"accuracy {figures['accuracy']:.3f}, quadratic weighted kappa {kappa:.3f}"
        )
    return 0


def log(line):
    """To standard output, at once."""
    print(line, flush=True)


def _wanted(root, split):
    """The test split may be missing, as in data whose test split is withheld."""
    return split != "test" or (root / split).is_dir()


def _helped(settings, split):
    return settings.findings > 0 and split == "train"


def _counts(splits):
    return {name: knees.counts() for name, knees in splits.items()}


def _fail(message):
    print(f"error: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
