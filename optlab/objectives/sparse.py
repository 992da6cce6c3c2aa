"""Data in which one feature is rare."""

import numpy as np

from optlab.objectives.data import HUGE, LinearRegression
from optlab.values import as_number, as_point, as_whole


def sparse_features(samples=200, frequent=0.9, rare=0.05, weights=(1.0, 1.0), sigma=0.0, seed=0) -> LinearRegression:
    """Two features that are 1 where they are present and 0 where not; y = weights·x + noise, and no bias.

    The rare one has a gradient in few samples only. AdaGrad's rate for it stays large in between.
    (Duchi, Hazan & Singer 2011, section 1.1)

    Args:
        samples: how many, at least 2.
        frequent: the part of the samples that have the first feature, above 0, at most 1.
        rare: the part that have the second; at least one sample has it, whatever the draw.
        weights: ``(2,)``, the true ones.
        sigma: the standard deviation of the noise on y.
        seed: draws which samples have which feature, and the noise.

    Raises:
        ValueError: a number outside its range.

    >>> data = sparse_features(seed=1)
    >>> data.X.sum(axis=0), data.minimum.round(12)
    (array([180.,  10.]), array([1., 1.]))
    """
    samples, seed = as_whole("samples", samples, low=2), as_whole("seed", seed, low=0)
    parts = [as_number("frequent", frequent, high=1), as_number("rare", rare, high=1)]
    counts = [max(1, round(part * samples)) for part in parts]
    draw = np.random.default_rng(seed)
    X = np.zeros((samples, 2))
    for feature, count in enumerate(counts):
        X[draw.permutation(samples)[:count], feature] = 1
    first, second = as_point("weights", np.ravel(as_point("weights", weights, dim=2)), dim=2)
    noise = as_number("sigma", sigma, high=HUGE) * draw.standard_normal(samples)
    data = LinearRegression(X, X[:, 0] * first + X[:, 1] * second + noise, bias=False)
    data.name, data.coordinates = "sparse features", ("frequent", "rare")
    return data
