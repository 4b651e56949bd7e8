"""The training loop: one batch after another, looks at val, checkpoints."""

import dataclasses
import json
import signal
import time

import keras
import numpy as np

from .augment import augment
from .checkpoint import load_checkpoint, save_checkpoint
from .data import CLASSES, mixed_indices, preprocess
from .loss import AdjustedCrossEntropy, neighbour_targets, taught_targets
from .metrics import evaluate
from .mixing import draw_mix, mixed
from .networks import NETWORKS, build_network
from .schedule import learning_rate, locate
from .starting_weights import copy_weights, load_starting_weights

PREDICTION_BATCH = 50
HEADS = ("predictions", "findings")


class Interrupted(Exception):
    """The run was asked to stop and has left a checkpoint."""


class Trainer:
    """One run: `fit` returns the trained model and leaves the points of its history in `history`.

    Args:
        settings, job: what to do.
        train: knees to learn from; of every batch, all but `settings.phantom_share` are from these.
        val: knees looked at on the way.
        phantoms: knees mixed in, or None.
        teacher: probabilities of `train` that other networks gave, [n, 5], or None.
        log: takes a line of text.
    """

    def __init__(self, settings, job, train, val, phantoms=None, teacher=None, log=print):
        self.settings, self.job, self.log = settings, job, log
        self.mode = NETWORKS[settings.net].preprocessing
        self.train = train if phantoms is None else train.followed_by(phantoms)
        self.val = val
        self.counts = [len(train), len(self.train) - len(train)]
        self.prior = [count / len(train) for count in train.counts()]
        untaught = np.full((self.counts[1], len(CLASSES)), np.nan)
        self.teacher = None if teacher is None else np.concatenate([teacher, untaught])
        self.step, self.history, self.seconds = 0, [], 0.0
        self.model, self.stage = None, None
        self._stop = False
        self._shown = {}

    def fit(self):
        """Train to the last step. Raises Interrupted, after a checkpoint, on SIGTERM or Ctrl-C."""
        previous = {name: signal.signal(name, self._on_signal) for name in (signal.SIGTERM, signal.SIGINT)}
        try:
            self._start()
            self._loop()
        finally:
            for name, handler in previous.items():
                signal.signal(name, handler)
        return self.model

    def _on_signal(self, *_):
        self._stop = True

    def _start(self):
        saved = load_checkpoint(self.job.out) if self.job.resume else None
        settings = self.settings
        if saved is None:
            if settings.weights:
                self.model = load_starting_weights(settings.weights, settings.net, settings.width)
            self.stage = settings.stages[0]
            self._enter()
            self._look(loss=None, accuracy=None, rate=0.0)
            return
        state, self.model = saved
        if state["settings"] != as_json(settings):
            raise ValueError(
                f"{self.job.out}: the checkpoint was made with other settings: {state['settings']}"
            )
        self.step, self.history, self.seconds = state["step"], state["history"], state["seconds"]
        self.log(f"resumed at step {self.step}")

    def _loop(self):
        settings = self.settings
        began, saved, losses, hits = time.monotonic(), time.monotonic(), [], []
        earlier = self.seconds
        while self.step < settings.total_steps:
            self.stage, within = locate(settings.stages, self.step)
            if within == 0 and self.step > 0:
                self._enter()
            rate = learning_rate(self.stage.rate, within, self.stage.steps, settings.warmup)
            self.model.optimizer.learning_rate = rate
            self._seed_dropout()
            loss, accuracy = self._learn(*self._batch())
            losses.append(loss)
            hits.append(accuracy)
            self.step += 1
            self.seconds = earlier + time.monotonic() - began

            last = within + 1 == self.stage.steps
            if last or self.step % self.job.evaluate_every == 0:
                self._look(np.mean(losses), np.mean(hits), rate)
                losses, hits = [], []
            if last and self.step < settings.total_steps:
                reached = as_input_size(self.model, settings, self.stage)
                reached.save(self.job.out / f"{self.job.name}-{self.step}.keras")
            late = time.monotonic() - saved > 60 * self.job.checkpoint_minutes
            if self._stop or late or self.step == settings.total_steps:
                self._save()
                saved = time.monotonic()
            if self._stop and self.step < settings.total_steps:
                raise Interrupted(f"stopped at step {self.step}; go on with --resume")

    def _enter(self):
        """A network for the images of the present stage with the weights so far and a fresh optimizer."""
        settings = self.settings
        keras.utils.set_random_seed(settings.seed)
        findings = self.train.findings.shape[1] if settings.findings else 0
        model = build_network(
            settings.net, settings.width, self.stage.shape, momentum=settings.momentum, findings=findings
        )
        if self.model is not None:
            copy_weights(self.model, model)
        if settings.head_first and self.stage is settings.stages[0]:
            for layer in model.layers:
                layer.trainable = layer.name in HEADS
        loss = AdjustedCrossEntropy(self.prior)
        model.compile(
            optimizer=keras.optimizers.Adam(self.stage.rate, clipnorm=settings.clipnorm),
            loss=[loss, keras.losses.Huber()] if findings else loss,
            loss_weights=[1.0, settings.findings] if findings else None,
            metrics=[["accuracy"], []] if findings else ["accuracy"],
            jit_compile=self.job.jit,
        )
        self.model = model

    def _seed_dropout(self):
        """Make the dropped features a function of the step; Keras does not save its generators."""
        for layer in self.model.layers:
            if isinstance(layer, keras.layers.Dropout):
                layer.seed_generator.state.assign(np.array([self.settings.seed, self.step]))

    def _of_stage(self, split):
        """The knees of `split` as the present stage shows them to the network."""
        key = (id(split), self.stage.shape, self.stage.part)
        if key not in self._shown:
            self._shown[key] = split.resized(self.stage.shape, self.stage.part)
        return self._shown[key]

    def _learn(self, images, chosen, mix):
        """One step of the optimizer; the loss of the grades and their accuracy."""
        grades = self.train.grades[chosen]
        targets = neighbour_targets(grades, len(CLASSES), self.settings.neighbour_share)
        if self.teacher is not None:
            targets = taught_targets(targets, self.teacher[chosen], self.prior, self.settings.teacher_share)
        if mix is not None:
            targets = mixed(targets, *mix)
        weights = None
        if self.settings.findings:
            findings = self.train.findings[chosen]
            known = np.isfinite(findings).all(axis=1)
            targets = [targets, np.where(known[:, None], findings, 0)]
            weights = [np.ones(len(grades), "float32"), known.astype("float32")]
        result = self.model.train_on_batch(images, targets, weights, return_dict=True)
        self.model.reset_metrics()
        head = "predictions_" if self.settings.findings else ""
        return float(result[f"{head}loss"]), float(result[f"{head}accuracy"])

    def _batch(self):
        """Images of the current step, which knees they are and how they are mixed: the same whenever it is reached."""
        settings, knees = self.settings, self._of_stage(self.train)
        shares = (settings.batch - settings.phantom_share, settings.phantom_share)
        chosen = mixed_indices(self.counts, shares, self.step, settings.seed)
        rng = np.random.default_rng((settings.seed, 1, self.step))
        grey = augment(knees.images[chosen], settings.augmentation, rng)
        mix = draw_mix(shares, settings.mix, rng) if settings.mix else None
        return preprocess(grey if mix is None else mixed(grey, *mix), self.mode), chosen, mix

    def _look(self, loss, accuracy, rate):
        """Measure val and add a point to the history; the loss is the training loss."""
        size = self.stage.size
        val = measure(self.model, self._of_stage(self.val), self.mode)
        self.history.append(
            {
                "step": self.step,
                "imageSize": size,
                "learningRate": rate,
                "loss": None if loss is None else float(loss),
                "trainAccuracy": None if accuracy is None else float(accuracy),
                "valLoss": val["logLoss"],
                "valAccuracy": val["accuracy"],
                "valBalancedAccuracy": val["balancedAccuracy"],
            }
        )
        shown = "     -" if loss is None else f"{loss:6.3f}"
        self.log(
            f"step {self.step:5d}  {size} px  {self.seconds:7.0f} s  rate {rate:.2e}  loss {shown}  "
            f"val loss {val['logLoss']:6.3f}  balanced accuracy {val['balancedAccuracy']:.3f}"
        )

    def _save(self):
        state = {
            "step": self.step,
            "seconds": self.seconds,
            "history": self.history,
            "settings": as_json(self.settings),
        }
        save_checkpoint(self.job.out, self.model, state)


def as_json(settings):
    """The record as it reads back from a JSON file."""
    return json.loads(json.dumps(dataclasses.asdict(settings)))


def predict(model, knees, mode):
    """Probabilities [n, 5]; every batch has the same shape, so that a graph is compiled once."""
    count = len(knees)
    batches = []
    for start in range(0, count, PREDICTION_BATCH):
        wanted = np.minimum(np.arange(start, start + PREDICTION_BATCH), count - 1)
        answer = model.predict_on_batch(preprocess(knees.images[wanted], mode))
        batches.append(answer[0] if isinstance(answer, list) else answer)
    return np.concatenate(batches)[:count]


def measure(model, knees, mode):
    """The metrics of `evaluate` for one split."""
    return evaluate(predict(model, knees, mode), knees.grades)


def as_input_size(model, settings, stage):
    """`model` for images of full size, whatever `stage` trained it on, ready to be shipped.

    Where that was a part of the image at full scale, the network crops that part itself.
    """
    shipped = build_network(settings.net, settings.width, momentum=settings.momentum, part=stage.read)
    copy_weights(model, shipped)
    return shipped
