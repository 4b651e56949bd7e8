"""Everything that decides a run, from the command line into one record."""

import argparse
import dataclasses
from pathlib import Path

from .augment import Augmentation
from .networks import NETWORKS
from .part import SIZE
from .schedule import Stage


@dataclasses.dataclass(frozen=True)
class Settings:
    """The recipe: two runs with equal settings and data go through the same steps."""

    net: str
    width: float
    seed: int = 0
    batch: int = 32
    stages: tuple = (Stage(112, 3600, 1.5e-3, 176), Stage(160, 500, 8e-4), Stage(SIZE, 500, 5e-4))
    """Small images first: most is learned there, at a quarter of the cost."""
    warmup: int = 60
    phantom_share: int = 10
    neighbour_share: float = 0.1
    teacher: str | None = None
    teacher_share: float = 0.5
    clipnorm: float = 5.0
    momentum: float = 0.95
    weights: str | None = None
    head_first: bool = False
    findings: float = 0.0
    mix: float = 0.0
    augmentation: Augmentation = Augmentation()

    @property
    def total_steps(self):
        return sum(stage.steps for stage in self.stages)


@dataclasses.dataclass(frozen=True)
class Job:
    """Where a run reads and writes, and how often; none of it changes the result."""

    data: Path
    phantoms: Path | None
    out: Path
    name: str
    resume: bool
    evaluate_every: int
    checkpoint_minutes: float
    description: str
    synthetic: bool
    train_metrics: bool
    h5: bool
    jit: bool


def parse_arguments(arguments=None):
    """`(Settings, Job)` from the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training.train",
        description="Train one network on knees in DATA/{train,val,test}/{0..4}/*.png.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    default = Settings(net="xception", width=0.25)
    add = parser.add_argument
    add("--net", required=True, choices=NETWORKS)
    add("--width", type=float, default=1.0, help="filters relative to the published network")
    add("--data", type=Path, required=True)
    add("--phantoms", type=Path, help="synthetic knees to mix in, in the same layout")
    add("--out", type=Path, required=True, help="folder for weights, metadata.json and checkpoints")
    add("--name", help="of the files written; the network's name if left out")
    add("--description", default="", help="of the training data, for the model card")
    add("--synthetic", action="store_true", help="the knees are drawn, not radiographs")
    add("--resume", action="store_true", help="go on from the checkpoint in OUT")
    add("--seed", type=int, default=default.seed)
    add("--batch", type=int, default=default.batch)
    add(
        "--stages",
        nargs="+",
        type=Stage.parse,
        default=default.stages,
        metavar="SIZE[/WIDTH[xHEIGHT[+LOWER]]]:STEPS[:RATE]",
        help="width of the network's input, the part of the image it is made of (its middle, LOWER px further down), batches and "
        f"peak learning rate of every stage; the network is always shipped for {SIZE} px",
    )
    add("--warmup", type=int, default=default.warmup, help="steps at the start of every stage")
    add(
        "--phantom-share",
        type=int,
        default=default.phantom_share,
        help="phantoms in every batch, where --phantoms is given",
    )
    add(
        "--neighbour-share",
        type=float,
        default=default.neighbour_share,
        help="of the target that goes to the neighbouring grades",
    )
    add("--teacher", help="file of python -m training.teacher: what other networks say of the training knees")
    add(
        "--teacher-share",
        type=float,
        default=default.teacher_share,
        help="of the target that is the teacher's, where --teacher is given",
    )
    add("--clipnorm", type=float, default=default.clipnorm)
    add("--momentum", type=float, default=default.momentum, help="of BatchNormalization")
    add(
        "--weights",
        help="start from this .keras file of the same network, its folder in static/models, or imagenet",
    )
    add(
        "--head-first",
        action="store_true",
        help="the first stage leaves the backbone as it came and trains the head alone",
    )
    add(
        "--findings",
        type=float,
        default=default.findings,
        help="weight of the auxiliary loss on findings.json of the phantoms, or of DATA without them",
    )
    add("--mix", type=float, default=default.mix, metavar="ALPHA", help="mix knees of a batch, Beta(ALPHA, ALPHA)")
    add("--erase", type=float, default=0.0, help="share of the knees of which a rectangle is erased")
    add("--evaluate-every", type=int, default=100, help="steps between looks at val")
    add("--checkpoint-minutes", type=float, default=5.0)
    add("--train-metrics", action="store_true", help="measure the train split too at the end")
    add("--h5", action="store_true", help="write OUT/NAME.h5 as well")
    add("--jit", action="store_true", help="compile with XLA (faster on GPUs, not on CPUs)")
    given = parser.parse_args(arguments)
    given.stages = tuple(given.stages)
    given.phantom_share = given.phantom_share if given.phantoms else 0
    if not 0 <= given.phantom_share < given.batch:
        parser.error("--phantom-share must leave room for other knees in the batch")
    if given.mix and given.findings:
        parser.error("--mix does not know how to mix --findings")
    given.augmentation = dataclasses.replace(default.augmentation, erase=given.erase)
    given.name = given.name or given.net
    return _pick(Settings, given), _pick(Job, given)


def _pick(kind, given):
    names = {field.name for field in dataclasses.fields(kind)}
    return kind(**{name: value for name, value in vars(given).items() if name in names})
