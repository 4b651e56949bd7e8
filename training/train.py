"""Train one network: `python -m training.train --net xception --width 0.25 --data DIR --out DIR`."""

import sys

from .checkpoint import STATE, remove_checkpoint, write_json
from .data import SPLITS, DataError, read_split
from .metadata import describe
from .settings import parse_arguments
from .trainer import Interrupted, Trainer, as_input_size, measure


def main():
    """Read, train, measure, write. Ends with 1 for bad input, 143 after an interruption."""
    settings, job = parse_arguments()
    job.out.mkdir(parents=True, exist_ok=True)
    if (job.out / STATE).exists() and not job.resume:
        return _fail(f"{job.out} holds an unfinished run: add --resume, or choose another --out")
    try:
        splits = {
            name: read_split(job.data, name, settings.findings > 0 and name == "train")
            for name in SPLITS
            if _wanted(job, name)
        }
        log(f"{settings.net} x {settings.width}, images per grade: {_counts(splits)}")
        trainer = Trainer(settings, job, splits["train"], splits["val"], log)
        model = as_input_size(trainer.fit(), settings)
    except Interrupted as interruption:
        log(str(interruption))
        return 143
    except (DataError, ValueError) as error:
        return _fail(str(error))

    if not job.train_metrics:
        measured = {name: knees for name, knees in splits.items() if name != "train"}
    else:
        measured = splits
    metrics = {name: measure(model, knees, trainer.mode) for name, knees in measured.items()}
    model.save(job.out / f"{job.name}.keras")
    if job.h5:
        model.save(job.out / f"{job.name}.h5")
    metadata = describe(
        settings, job, model, _counts(splits), trainer.history, metrics, trainer.seconds
    )
    write_json(job.out / "metadata.json", metadata)
    remove_checkpoint(job.out)
    for name, figures in metrics.items():
        kappa = figures["quadraticWeightedKappa"]
        log(
            f"{name}: balanced accuracy {figures['balancedAccuracy']:.3f}, "
            f"accuracy {figures['accuracy']:.3f}, quadratic weighted kappa {kappa:.3f}"
        )
    return 0


def log(line):
    """To standard output, at once."""
    print(line, flush=True)


def _wanted(job, split):
    """The test split may be missing, as in data whose test split is withheld."""
    return split != "test" or (job.data / split).is_dir()


def _counts(splits):
    return {name: knees.counts() for name, knees in splits.items()}


def _fail(message):
    print(f"error: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
