"""Folders, preprocessing, order of batches and augmentation."""

import tempfile
import unittest
from pathlib import Path

import numpy as np
from keras.applications.imagenet_utils import preprocess_input
from PIL import Image

from ..augment import Augmentation, augment
from ..mixing import draw_mix, mixed
from ..exposure import standardise
from ..data import DataError, batch_indices, mixed_indices, preprocess, read_split
from ..part import middle_part

STILL = Augmentation(flip=False, shift=0, zoom=0, rotation=0, contrast=0, brightness=0)


def write_knee(path, size=224, value=0):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", (size, size), value).save(path)


class ReadSplitTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def test_reads_grades_in_order(self):
        write_knee(self.root / "val/3/9000002L.png", value=30)
        write_knee(self.root / "val/0/9000001R.png", value=10)
        knees = read_split(self.root, "val")
        self.assertEqual(knees.names, ("9000001R", "9000002L"))
        self.assertEqual(knees.counts(), [1, 0, 0, 1, 0])
        self.assertEqual(knees.images[:, 0, 0].tolist(), [10, 30])

    def test_half_size_is_the_mean_of_two_by_two(self):
        write_knee(self.root / "val/0/a.png")
        pixels = np.random.default_rng(0).integers(0, 256, (224, 224), dtype=np.uint8)
        Image.fromarray(pixels).save(self.root / "val/0/a.png")
        small = read_split(self.root, "val").resized((112, 112)).images[0]
        mean = standardise(pixels).reshape(112, 2, 112, 2).mean(axis=(1, 3))
        self.assertLessEqual(np.abs(small - mean).max(), 1)  # Pillow rounds rows, then columns

    def test_a_band_is_a_part_of_the_image(self):
        write_knee(self.root / "val/0/a.png")
        pixels = np.random.default_rng(0).integers(0, 256, (224, 224), dtype=np.uint8)
        Image.fromarray(pixels).save(self.root / "val/0/a.png")
        band = read_split(self.root, "val").resized((128, 200), middle_part(128, 200, 16)).images[0]
        np.testing.assert_array_equal(band, standardise(pixels)[64:192, 12:212])

    def test_knees_without_findings_have_none_known(self):
        write_knee(self.root / "val/1/a.png")
        alone = read_split(self.root, "val")
        (self.root / "val/findings.json").write_text('{"knees": {"a": [1.5, 2.0]}}')
        joined = alone.followed_by(read_split(self.root, "val", with_findings=True))
        self.assertEqual(joined.counts(), [0, 2, 0, 0, 0])
        np.testing.assert_array_equal(joined.findings, [[np.nan, np.nan], [1.5, 2.0]])
        self.assertIsNone(alone.followed_by(alone).findings)

    def test_errors_name_the_file(self):
        with self.assertRaisesRegex(DataError, "val: no such folder"):
            read_split(self.root, "val")
        (self.root / "val/0").mkdir(parents=True)
        with self.assertRaisesRegex(DataError, "no PNG images"):
            read_split(self.root, "val")
        write_knee(self.root / "val/0/small.png", size=100)
        with self.assertRaisesRegex(DataError, "small.png: 100x100"):
            read_split(self.root, "val")
        (self.root / "val/0/small.png").write_text("no image")
        with self.assertRaisesRegex(DataError, "small.png: cannot be read"):
            read_split(self.root, "val")


class PreprocessTest(unittest.TestCase):
    def test_equal_to_keras_applications(self):
        grey = np.random.default_rng(0).uniform(0, 255, (2, 8, 8)).astype("float32")
        for mode in ("tf", "caffe"):
            expected = preprocess_input(np.repeat(grey[..., None], 3, axis=-1), mode=mode)
            np.testing.assert_allclose(preprocess(grey, mode), expected, atol=1e-5)
        np.testing.assert_array_equal(preprocess(grey, "none")[..., 1], grey)


class BatchTest(unittest.TestCase):
    def test_every_image_once_an_epoch(self):
        batches = [batch_indices(10, 4, step, seed=1) for step in range(5)]
        order = np.concatenate(batches)
        self.assertEqual(sorted(order[:10]), list(range(10)))
        self.assertEqual(sorted(order[10:]), list(range(10)))
        self.assertNotEqual(order[:10].tolist(), order[10:].tolist())

    def test_every_batch_has_its_share_of_each_source(self):
        batches = np.stack([mixed_indices([10, 6], [3, 1], step, seed=1) for step in range(6)])
        self.assertTrue((batches[:, :3] < 10).all() and (batches[:, 3] >= 10).all())
        self.assertEqual(sorted(batches[:, 3]), list(range(10, 16)))
        alone = [mixed_indices([10, 0], [3, 0], step, seed=1) for step in range(6)]
        np.testing.assert_array_equal(alone, [batch_indices(10, 3, step, seed=1) for step in range(6)])


class AugmentTest(unittest.TestCase):
    def setUp(self):
        self.images = np.random.default_rng(0).integers(0, 256, (6, 32, 32), dtype=np.uint8)

    def changed(self, seed=0, **bounds):
        settings = Augmentation(**{**STILL.__dict__, **bounds})
        return augment(self.images, settings, np.random.default_rng(seed))

    def test_nothing_asked_nothing_changed(self):
        np.testing.assert_allclose(self.changed(), self.images, atol=1e-2)

    def test_flip_mirrors_left_and_right(self):
        flipped = self.changed(flip=True)
        same = [np.allclose(a, b, atol=1e-2) for a, b in zip(flipped, self.images)]
        mirrored = [np.allclose(a, b[:, ::-1], atol=1e-2) for a, b in zip(flipped, self.images)]
        self.assertTrue(all(a != b for a, b in zip(same, mirrored)))
        self.assertTrue(any(same) and any(mirrored))

    def test_repeats_with_its_generator(self):
        whole = Augmentation()
        first, second, other = (
            augment(self.images, whole, np.random.default_rng(seed)) for seed in (1, 1, 2)
        )
        np.testing.assert_array_equal(first, second)
        self.assertFalse(np.array_equal(first, other))

    def test_stays_in_range(self):
        strong = self.changed(contrast=0.9, brightness=200)
        self.assertEqual((strong.min(), strong.max(), strong.dtype), (0, 255, np.dtype("float32")))

    def test_moves_a_dot_no_further_than_the_bounds(self):
        dot = np.zeros((64, 224, 224), np.uint8)
        dot[:, 110:114, 110:114] = 255
        settings = Augmentation(**{**STILL.__dict__, "shift": 8, "rotation": 0.05})
        moved = augment(dot, settings, np.random.default_rng(0))
        rows = (moved.sum(axis=2) * np.arange(224)).sum(axis=1) / moved.sum(axis=(1, 2))
        self.assertLessEqual(np.abs(rows - 111.5).max(), 8.5)
        self.assertGreater(np.abs(rows - 111.5).max(), 6)

    def test_turns_a_band_about_its_middle(self):
        dots = np.zeros((64, 128, 224), np.uint8)
        dots[:, 62:66, 110:114] = 255
        whole = Augmentation(shift=0, contrast=0, brightness=0, rotation=0.2)
        moved = augment(dots, whole, np.random.default_rng(0))
        share = moved / moved.sum(axis=(1, 2), keepdims=True)
        np.testing.assert_allclose((share.sum(axis=2) * np.arange(128)).sum(axis=1), 63.5, atol=0.1)
        np.testing.assert_allclose((share.sum(axis=1) * np.arange(224)).sum(axis=1), 111.5, atol=0.1)

    def test_erases_a_rectangle_of_some_images(self):
        images = np.random.default_rng(0).integers(0, 256, (200, 64, 112), dtype=np.uint8)
        settings = Augmentation(**{**STILL.__dict__, "erase": 0.3})
        changed = np.abs(augment(images, settings, np.random.default_rng(0)) - images) > 0.1
        touched = changed.any(axis=(1, 2))
        self.assertLess(abs(touched.mean() - 0.3), 0.1)
        for knee in changed[touched]:
            rows, columns = np.flatnonzero(knee.any(axis=1)), np.flatnonzero(knee.any(axis=0))
            height, width = np.ptp(rows) + 1, np.ptp(columns) + 1
            self.assertLessEqual(height * width, 0.2 * knee.size)
            self.assertGreater(knee.sum(), 0.95 * height * width)


class MixTest(unittest.TestCase):
    def test_mixes_knees_with_their_own_kind_alone(self):
        partners, kept = draw_mix((24, 8), 0.4, np.random.default_rng(0))
        self.assertEqual(sorted(partners[:24]), list(range(24)))
        self.assertEqual(sorted(partners[24:]), list(range(24, 32)))
        self.assertTrue(((kept >= 0.5) & (kept <= 1)).all())
        self.assertGreater(np.ptp(kept), 0.3)

    def test_a_target_is_mixed_as_its_image_is(self):
        images, targets = np.arange(6.0).reshape(3, 1, 2), np.eye(3)
        partners, kept = np.array([1, 0, 2]), np.array([0.75, 1, 0.5])
        np.testing.assert_allclose(mixed(images, partners, kept)[:, 0], [[0.5, 1.5], [2, 3], [4, 5]])
        np.testing.assert_allclose(mixed(targets, partners, kept), [[0.75, 0.25, 0], [0, 1, 0], [0, 0, 1]])


if __name__ == "__main__":
    unittest.main()
