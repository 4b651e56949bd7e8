"""A whole run on a handful of knees: what it writes, and that an interrupted one ends the same."""

import contextlib
import io
import json
import os
import signal
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import keras
import numpy as np
from PIL import Image

from .. import train, trainer
from ..schedule import Stage, learning_rate, locate

ARGUMENTS = "--net xception --batch 4 --evaluate-every 2"
STAGES = ("--stages", "64:4", "224:2")


def small_network(name, width, shape=(224, 224), momentum=0.95, findings=0, part=None):
    """What a run needs of a network (random dropout, moving statistics) in a few layers."""
    image = keras.Input((*shape, 3))
    features = keras.layers.Conv2D(8, 7, strides=4, use_bias=False, name="conv")(image)
    features = keras.layers.BatchNormalization(momentum=momentum, name="norm")(features)
    pooled = keras.layers.GlobalAveragePooling2D()(keras.layers.ReLU()(features))
    kept = keras.layers.Dropout(0.2)(pooled)
    outputs = [keras.layers.Dense(5, activation="softmax", name="predictions")(kept)]
    if findings:
        outputs.append(keras.layers.Dense(findings, name="findings")(pooled))
    return keras.Model(image, outputs if findings else outputs[0], name=name)


def write_knees(root):
    rng = np.random.default_rng(0)
    for split in ("train", "val"):
        for grade in range(5):
            folder = root / split / str(grade)
            folder.mkdir(parents=True)
            for index in range(2):
                pixels = rng.integers(0, 256, (224, 224), dtype=np.uint8)
                Image.fromarray(pixels).save(folder / f"{grade}{index}L.png")
        findings = {f"{grade}{index}L": [grade, 1.0] for grade in range(5) for index in range(2)}
        (root / split / "findings.json").write_text(json.dumps({"knees": findings}))


class TrainTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.root = Path(folder.name)
        write_knees(cls.root / "data")
        cls.enterClassContext(mock.patch.object(trainer, "build_network", small_network))

    def run_training(self, out, *more):
        argv = f"train {ARGUMENTS} --data {self.root / 'data'} --out {self.root / out}".split()
        argv += () if "--stages" in more else STAGES
        errors = io.StringIO()
        with mock.patch("sys.argv", [*argv, *more]), contextlib.redirect_stderr(errors):
            with contextlib.redirect_stdout(io.StringIO()):
                code = train.main()
        return code, errors.getvalue()

    def weights(self, out):
        model = keras.saving.load_model(self.root / out / "xception.keras")
        return [keras.ops.convert_to_numpy(weight) for weight in model.weights]

    def interrupt_at(self, step):
        genuine = trainer.mixed_indices

        def signalling(counts, shares, current, seed):
            if current == step:
                os.kill(os.getpid(), signal.SIGTERM)
            return genuine(counts, shares, current, seed)

        return mock.patch.object(trainer, "mixed_indices", signalling)

    def test_resumed_equals_unbroken(self):
        self.assertEqual(self.run_training("unbroken")[0], 0)
        with self.interrupt_at(2):
            self.assertEqual(self.run_training("broken")[0], 143)
        self.assertFalse((self.root / "broken/metadata.json").exists())
        code, errors = self.run_training("broken")
        self.assertEqual(code, 1)
        self.assertIn("--resume", errors)
        self.assertEqual(self.run_training("broken", "--resume")[0], 0)

        for first, second in zip(self.weights("unbroken"), self.weights("broken")):
            np.testing.assert_allclose(first, second, atol=1e-5)
        written = sorted(path.name for path in (self.root / "broken").iterdir())
        self.assertEqual(written, ["metadata.json", "xception-4.keras", "xception.keras"])

        metadata = json.loads((self.root / "unbroken/metadata.json").read_text())
        self.assertEqual([point["step"] for point in metadata["history"]], [0, 2, 4, 6])
        self.assertEqual([point["imageSize"] for point in metadata["history"]], [64, 64, 64, 224])
        self.assertEqual(metadata["trainingData"]["counts"]["val"], [2] * 5)
        self.assertEqual(np.sum(metadata["metrics"]["val"]["confusion"]), 10)

    def test_findings_help_and_are_not_shipped(self):
        self.assertEqual(self.run_training("helped", "--findings", "0.5")[0], 0)
        self.assertEqual(self.run_training("alone")[0], 0)
        helped, alone = self.weights("helped"), self.weights("alone")
        self.assertEqual([w.shape for w in helped], [w.shape for w in alone])
        self.assertGreater(np.abs(helped[0] - alone[0]).max(), 1e-4)

    def test_mixes_and_erases_where_asked(self):
        mix = ("--mix", "0.4", "--erase", "0.5")
        for out, more in (("plain", ()), ("mixed", mix), ("again", mix)):
            self.assertEqual(self.run_training(out, *more)[0], 0)
        plain, mixed, again = (self.weights(out) for out in ("plain", "mixed", "again"))
        self.assertGreater(np.abs(mixed[0] - plain[0]).max(), 1e-4)
        for first, second in zip(mixed, again):
            np.testing.assert_allclose(first, second, atol=1e-5)
        metadata = json.loads((self.root / "mixed/metadata.json").read_text())
        self.assertEqual((metadata["recipe"]["mix"], metadata["augmentation"]["erase"]), (0.4, 0.5))
        with self.assertRaises(SystemExit):
            self.run_training("findings", *mix, "--findings", "0.5")

    def test_phantoms_are_mixed_in_and_measured_apart(self):
        phantoms = str(self.root / "data")
        more = ("--phantoms", phantoms, "--phantom-share", "2", "--findings", "0.5")
        self.assertEqual(self.run_training("mixed", *more)[0], 0)
        metadata = json.loads((self.root / "mixed/metadata.json").read_text())
        self.assertEqual(metadata["trainingData"]["phantomCounts"]["train"], [2] * 5)
        self.assertEqual(metadata["phantomMetrics"]["val"], metadata["metrics"]["val"])
        self.assertEqual(metadata["exposure"], "standardised")
        with self.assertRaises(SystemExit):
            self.run_training("full", "--phantoms", phantoms, "--phantom-share", "4")

    def test_starts_from_given_weights(self):
        self.run_training("first")
        weights = str(self.root / "first/xception.keras")
        self.run_training("second", "--weights", weights, "--stages", "224:1")
        first, second = (
            json.loads((self.root / out / "metadata.json").read_text()) for out in ("first", "second")
        )
        self.assertAlmostEqual(
            second["history"][0]["valLoss"], first["metrics"]["val"]["logLoss"], places=5
        )
        self.assertEqual(second["recipe"]["weights"], "xception.keras")

    def test_the_head_alone_learns_first(self):
        self.run_training("whole", "--stages", "64:2", "64:1")
        self.run_training("head", "--stages", "64:2", "--head-first")
        weights = str(self.root / "head/xception.keras")
        whole, head = keras.saving.load_model(self.root / "whole/xception.keras"), keras.saving.load_model(weights)
        keras.utils.set_random_seed(0)
        fresh = small_network("xception", 0.25, (64, 64))
        kernel = [model.get_layer("conv").get_weights()[0] for model in (fresh, head, whole)]
        np.testing.assert_array_equal(kernel[0], kernel[1])
        self.assertGreater(np.abs(kernel[0] - kernel[2]).max(), 1e-5)
        dense = [model.get_layer("predictions").get_weights()[0] for model in (fresh, head)]
        self.assertGreater(np.abs(dense[0] - dense[1]).max(), 1e-5)

    def test_keeps_the_network_of_every_stage(self):
        self.run_training("staged", "--stages", "224/224x128+16:2", "64:1")
        kept = keras.saving.load_model(self.root / "staged/xception-2.keras")
        self.assertEqual(kept.input_shape, (None, 224, 224, 3))
        after = self.weights("staged")
        self.assertGreater(np.abs(kept.weights[0].numpy() - after[0]).max(), 1e-6)

    def test_a_teacher_shares_the_targets(self):
        names = [f"{grade}{index}L" for grade in range(5) for index in range(2)]
        file = self.root / "teacher.json"
        file.write_text(json.dumps({"knees": {name: [0.1, 0.1, 0.6, 0.1, 0.1] for name in names}}))
        stages = ("--stages", "64:2")
        self.run_training("untaught", *stages)
        self.run_training("taught", *stages, "--teacher", str(file))
        unheard = ("--teacher", str(file), "--teacher-share", "0")
        self.run_training("unheard", *stages, *unheard)
        untaught, taught, without = (self.weights(out) for out in ("untaught", "taught", "unheard"))
        np.testing.assert_allclose(without[0], untaught[0], atol=1e-6)
        self.assertGreater(np.abs(taught[0] - untaught[0]).max(), 1e-5)
        recipe = json.loads((self.root / "taught/metadata.json").read_text())["recipe"]
        self.assertEqual((recipe["teacher"], recipe["teacher_share"]), ("teacher.json", 0.5))

        file.write_text(json.dumps({"knees": {}}))
        code, errors = self.run_training("strange", *stages, "--teacher", str(file))
        self.assertEqual(code, 1)
        self.assertIn("no entry '00L'", errors)

    def test_other_settings_are_refused(self):
        with self.interrupt_at(0):
            self.run_training("other")
        code, errors = self.run_training("other", "--resume", "--seed", "7")
        self.assertEqual(code, 1)
        self.assertIn("other settings", errors)

    def test_missing_data_is_named(self):
        code, errors = self.run_training("missing", "--data", str(self.root / "nowhere"))
        self.assertEqual(code, 1)
        self.assertIn("nowhere/train: no such folder", errors)


class ScheduleTest(unittest.TestCase):
    def test_warm_up_then_one_cosine(self):
        rates = [learning_rate(1.0, step, total=110, warmup=10) for step in (0, 10, 60, 109)]
        self.assertAlmostEqual(rates[0], 0.1)
        self.assertAlmostEqual(rates[1], 1.0)
        self.assertAlmostEqual(rates[2], 0.5)
        self.assertLess(rates[3], 0.001)

    def test_locates_the_stage(self):
        stages = (Stage(112, 3), Stage(224, 2))
        places = [locate(stages, step) for step in range(5)]
        self.assertEqual([stage.size for stage, _ in places], [112, 112, 112, 224, 224])
        self.assertEqual([within for _, within in places], [0, 1, 2, 0, 1])
        with self.assertRaises(ValueError):
            locate(stages, 5)

    def test_reads_a_stage(self):
        self.assertEqual(Stage.parse("112:300"), Stage(112, 300))
        self.assertEqual(Stage.parse("112/176:300:2e-3"), Stage(112, 300, 2e-3, crop=176))
        band = Stage.parse("112/176x88:300")
        self.assertEqual((band.part.shape, band.shape), ((88, 176), (56, 112)))
        self.assertEqual(Stage.parse("112/176:300").shape, (112, 112))
        self.assertEqual(band.read.box, (0, 0, 224, 224))
        self.assertEqual(Stage.parse("224/224x128:9").read.box, (0, 48, 224, 176))
        lower = Stage.parse("224/224x128+16:9").read
        self.assertEqual((lower.box, str(lower)), ((0, 64, 224, 192), "columns 0 to 223, rows 64 to 191"))
        for wrong in ("112", "112:0", "112:many", "112:5:0", "112/300:5", "112/176x300:5", "112/176x0:5", "224/224x128+49:5"):
            with self.assertRaises(ValueError):
                Stage.parse(wrong)


if __name__ == "__main__":
    unittest.main()
