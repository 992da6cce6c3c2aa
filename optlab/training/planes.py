"""Two-dimensional data, drawn from a seed: what a network does with it can be seen on a plane."""

import numpy as np

from optlab.training.samples import Data, split
from optlab.values import Array, as_number, as_whole

HELD = 5  # one sample in this many of each class is for validation, and one for the test


def spirals(per_class: int = 100, classes: int = 2, turns: float = 1.0, noise: float = 0.05, seed: int = 0) -> Data:
    """Arms of a spiral, one a class, each turned against the next. (after Lang & Witbrock 1988)

    Args:
        per_class: samples of each class, at least 5; one in five for validation, one in five for the test.
        classes: how many arms, at least 2.
        turns: how often an arm goes round, at least 0.
        noise: the standard deviation of what is added to both coordinates; an arm ends 1 from the middle.
        seed: draws where the samples lie, the noise and the split.

    Raises:
        ValueError: an argument outside its range.

    >>> spirals().train, spirals(seed=1).test.X[0].round(3)
    (Samples(120 rows, 2 features), array([-0.336,  0.18 ]))
    """
    per_class, classes = as_whole("per_class", per_class, low=HELD), as_whole("classes", classes, low=2)
    turns, noise = as_number("turns", turns), as_number("noise", noise)
    draw = np.random.default_rng(as_whole("seed", seed, low=0))
    y = np.repeat(np.arange(classes), per_class)
    radius = np.sqrt(draw.uniform(0.01, 1, len(y)))
    angle = 2 * np.pi * (turns * radius + y / classes)
    return _drawn(radius * np.cos(angle), radius * np.sin(angle), y, noise, draw, per_class, seed)


def moons(per_class: int = 100, noise: float = 0.1, seed: int = 0) -> Data:
    """Two half circles, each reaching into the other. (a standard set; ``sklearn.datasets.make_moons``)

    Args:
        per_class: samples of each class, at least 5; one in five for validation, one in five for the test.
        noise: the standard deviation of what is added to both coordinates; the circles have the radius 1.
        seed: draws where the samples lie, the noise and the split.

    Raises:
        ValueError: an argument outside its range.

    >>> moons(per_class=50).validation
    Samples(20 rows, 2 features)
    """
    per_class, noise = as_whole("per_class", per_class, low=HELD), as_number("noise", noise)
    draw = np.random.default_rng(as_whole("seed", seed, low=0))
    y = np.repeat([0, 1], per_class)
    angle = draw.uniform(0, np.pi, len(y))
    side = 1 - 2 * y  # the second moon is the first one, turned by 180° about (1/2, 1/4)
    return _drawn(y + side * np.cos(angle) - 0.5, y / 2 + side * np.sin(angle) - 0.25, y, noise, draw, per_class, seed)


def _drawn(a: Array, b: Array, y: Array, noise: float, draw: np.random.Generator, per_class: int, seed: int) -> Data:
    X = np.column_stack([a, b])
    return split(X + noise * draw.standard_normal(X.shape), y, per_class // HELD, seed)
