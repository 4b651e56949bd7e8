"""Reference numbers for nearest neighbours and their agreement, made without any code of src/lib.

Run with scikit-learn 1.9 and numpy 2.4 (other versions should do):

    python3 tests/reference/neighbour_statistics.py

and commit tests/fixtures/statistics/neighbours.json.
"""

import numpy as np
from sklearn.decomposition import PCA
from sklearn.neighbors import NearestNeighbors

from statistics_cases import CLASSES, knees, write

WIDTH, K, COUNT = 6, 12, 10


def main():
    rng = np.random.default_rng(29)
    subjects, truth = knees(rng, 60)
    own = rng.normal(0, 0.5, (subjects.max() + 1, WIDTH))
    raw = truth[:, None] * np.linspace(-0.5, 0.5, WIDTH) + own[subjects] + rng.normal(0, 0.6, (len(truth), WIDTH)) + 1
    features = np.round(np.maximum(raw, 0) * 64).astype(int)
    # Multiples of one vector are equally far from everything: their order would be rounding's.
    directions = [tuple(row // max(1, np.gcd.reduce(row))) for row in features]
    assert len(set(directions)) == len(directions) and features.any(1).all()
    distances, indices = NearestNeighbors(n_neighbors=K, metric="cosine").fit(features).kneighbors()
    shares = []
    for knee, near in enumerate(indices):
        others = [n for n in near if subjects[n] != subjects[knee]][:COUNT]
        shares.append(float(np.mean(truth[others] == truth[knee])))
    shares = np.array(shares)
    pairs = (truth[:, None] == truth)[~np.eye(len(truth), dtype=bool)].reshape(len(truth), -1).mean(1)
    flat = rng.normal(0, 1, (len(truth), 2)) * [1, 3] + truth[:, None] * [0.3, -0.4]
    across = PCA(2).fit_transform(flat)[:, 0]
    across *= np.sign(np.corrcoef(across, truth)[0, 1])
    write(
        "neighbours.json",
        {
            "width": WIDTH,
            "k": K,
            "count": COUNT,
            "subjects": subjects.tolist(),
            "truth": truth.tolist(),
            "features": features.ravel().tolist(),
            "indices": indices.ravel().tolist(),
            "distances": distances.ravel().tolist(),
            "shares": shares.tolist(),
            "meanShare": [float(shares.mean())] + [float(shares[truth == c].mean()) for c in CLASSES],
            "chance": [float(pairs.mean())] + [float(pairs[truth == c].mean()) for c in CLASSES],
            "positions": flat.ravel().tolist(),
            "across": across.tolist(),
        },
    )


if __name__ == "__main__":
    main()
