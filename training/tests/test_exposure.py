"""Turning negatives and stretching, pinned on the same images as the notebook's version."""

import hashlib
import json
import unittest
from pathlib import Path

import numpy as np

from ..exposure import STRETCHED, TAIL, is_negative, standardise, stretch
from .exposure_drawings import draw, noise

ROOT = Path(__file__).parents[2]
CASES = json.loads((ROOT / "tests/fixtures/exposure.json").read_text())


def digest(image):
    return hashlib.sha256(image.tobytes()).hexdigest()


class FixtureTest(unittest.TestCase):
    def test_gives_the_pixels_of_the_fixture(self):
        self.assertGreaterEqual(len(CASES), 12)
        for case in CASES:
            with self.subTest(case["name"]):
                image = draw(case["drawing"], ROOT)
                self.assertEqual(digest(image), case["image"])
                self.assertEqual(is_negative(image), case["negative"])
                result = standardise(image)
                self.assertEqual(result.dtype, np.uint8)
                self.assertEqual(result[100, ::16].tolist(), case["row100"])
                self.assertEqual(digest(result), case["standardised"])

    def test_the_limits_are_those_of_sorted_pixels(self):
        for case in CASES:
            with self.subTest(case["name"]):
                image = draw(case["drawing"], ROOT)
                greys = np.sort((255 - image if case["negative"] else image)[STRETCHED].ravel())
                low, high = int(greys[TAIL - 1]), int(greys[greys.size - TAIL - 1])
                self.assertEqual({"low": low, "high": high} if low < high else None, case["stretch"])


class PropertiesTest(unittest.TestCase):
    def setUp(self):
        self.images = [draw(case["drawing"], ROOT) for case in CASES]

    def test_a_negative_becomes_what_its_turned_image_becomes(self):
        negatives = [image for image in self.images if is_negative(image)]
        self.assertGreaterEqual(len(negatives), 4)
        for image in negatives:
            np.testing.assert_array_equal(standardise(image), standardise(255 - image))
            self.assertFalse(is_negative(255 - image))

    def test_keeps_the_order_of_grey_values(self):
        for image in self.images:
            greys, first = np.unique(255 - image if is_negative(image) else image, return_index=True)
            self.assertTrue((np.diff(standardise(image).ravel()[first].astype(int)) >= 0).all())
            self.assertEqual(len(greys), len(first))

    def test_stretching_twice_changes_nothing_more(self):
        for image in self.images:
            once = stretch(image)
            np.testing.assert_array_equal(stretch(once), once)

    def test_rounds_half_up(self):
        image = np.full((224, 224), 10, np.uint8)
        image[100, 100] = 11  # between the limits
        image[32:96, 32:192] = 12
        self.assertEqual(stretch(image)[100, 100], 128)

    def test_does_not_change_its_argument(self):
        image = (noise(1) % 256).astype(np.uint8)
        before = image.copy()
        standardise(image)
        np.testing.assert_array_equal(image, before)


if __name__ == "__main__":
    unittest.main()
