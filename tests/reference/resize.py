"""Makes tests/fixtures/resize.json: grey images resized by Pillow. Run in the repository with Pillow and NumPy:

python tests/reference/resize.py
"""

import json

import numpy as np
from PIL import Image

random = np.random.default_rng(7)
CASES = [((9, 7), (9, 7)), ((9, 7), (20, 23)), ((24, 31), (7, 10)), ((16, 16), (11, 29)), ((5, 40), (1, 3)), ((30, 30), (29, 31))]


def case(size, new):
    image = random.integers(0, 256, size, dtype=np.uint8)
    resized = Image.fromarray(image).resize((new[1], new[0]), Image.BILINEAR)
    return {"size": size, "newSize": new, "pixels": image.ravel().tolist(), "resized": np.asarray(resized).ravel().tolist()}


with open("tests/fixtures/resize.json", "w") as file:
    json.dump([case(*sizes) for sizes in CASES], file)
