"""Samples with their labels, and how a set of them is split."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from optlab.values import Array, as_numbers, as_point, shown

MOST = 10**8  # the largest number of weights: each column of a rule's record then takes a gigabyte


@dataclass(frozen=True, eq=False, repr=False)
class Samples:
    """Rows of numbers, and what is known of each row.

    Args:
        X: ``(rows, features)``; a row of pixels, for example.
        y: a label 0, 1, … for each row, ``(rows,)``; or numbers to fit, ``(rows,)`` or ``(rows, outputs)``.

    Raises:
        ValueError: no rows, values that are not finite, or X and y of different length.

    >>> some = Samples(X=[[0, 1], [2, 3], [4, 5]], y=[0, 1, 0])
    >>> some[:2]
    Samples(2 rows, 2 features)
    """

    X: Array
    y: Array

    def __post_init__(self) -> None:
        X, y = as_point("X", self.X), as_point("y", self.y)
        if X.ndim != 2 or y.ndim > 2:
            raise ValueError(f"X is {X.shape} and y is {y.shape}: they must be (rows, features) and (rows,)")
        if len(X) != len(y):
            raise ValueError(f"X has {len(X)} rows and y has {len(y)}: they must have as many")
        if y.ndim == 1 and np.asarray(self.y).dtype.kind in "iu":
            y = y.astype(int)
            y.flags.writeable = False
        object.__setattr__(self, "X", X)
        object.__setattr__(self, "y", y)

    def __len__(self) -> int:
        return len(self.X)

    @property
    def labelled(self) -> bool:
        """Whether y holds labels, and not numbers to fit."""
        return self.y.dtype.kind == "i"

    def __repr__(self) -> str:
        return f"Samples({len(self)} rows, {self.X.shape[1]} features)"

    def __getitem__(self, rows: Any) -> Samples:
        """Some of the rows: a slice, or an array of row numbers."""
        return Samples(self.X[rows], self.y[rows])


@dataclass(frozen=True, eq=False)
class Data:
    """Three sets of samples that share no row.

    Attributes:
        train: what the weights are fitted to.
        validation: what settings are chosen by.
        test: what the chosen settings are judged by, once.
    """

    train: Samples
    validation: Samples
    test: Samples


def split(X: Array, y: Array, each: int, seed: int) -> Data:
    """Draw ``each`` rows of every label for validation and as many for the test; the rest, shuffled, is for training.

    >>> data = split(np.arange(12.0)[:, None], np.arange(12) % 2, each=1, seed=0)
    >>> data.train.y.tolist(), data.validation.y.tolist(), data.test.y.tolist()
    ([0, 0, 0, 1, 1, 1, 1, 0], [1, 0], [0, 1])
    """
    draw = np.random.default_rng(seed)
    kinds = [draw.permutation(np.flatnonzero(y == label)) for label in np.unique(y)]
    parts = (slice(2 * each, None), slice(each), slice(each, 2 * each))
    train, validation, test = (draw.permutation(np.concatenate([rows[part] for rows in kinds])) for part in parts)
    return Data(Samples(X[train], y[train]), Samples(X[validation], y[validation]), Samples(X[test], y[test]))


def as_samples(name: str, value: Any) -> Samples:
    """Samples; or anything with an ``X`` and a ``y``.

    >>> as_samples("data", [1, 2])
    Traceback (most recent call last):
    ValueError: data is [1, 2]: it must be samples with an X and a y, such as digits().train
    """
    if isinstance(value, Samples):
        return value
    if not (hasattr(value, "X") and hasattr(value, "y")):
        raise ValueError(f"{name} is {shown(value)}: it must be samples with an X and a y, such as digits().train")
    return Samples(value.X, value.y)


def as_sizes(sizes: Any, samples: Samples) -> tuple[int, ...]:
    """The sizes of the layers of a network that takes these samples in."""
    numbers = as_numbers(sizes)
    if numbers.ndim != 1 or len(numbers) < 2:
        raise ValueError(
            f"sizes is {shown(sizes)}: it must be two or more whole numbers, from the inputs to the outputs"
        )
    if (numbers < 1).any() or (numbers % 1).any():
        raise ValueError(f"sizes is {shown(sizes)}: it must hold whole numbers from 1 up")
    found = tuple(int(size) for size in numbers)
    weights = sum((n + 1) * m for n, m in pairwise(found))
    if weights > MOST:
        raise ValueError(f"sizes is {shown(sizes)}: it must make at most {MOST:,} weights, and makes {weights:,}")
    if found[0] != samples.X.shape[1]:
        raise ValueError(f"sizes begins with {found[0]}: it must be {samples.X.shape[1]}, the features that X has")
    return found


def as_rows(name: str, value: Any, features: int) -> Array:
    """Rows ``(rows, features)`` that a network can take in."""
    X = as_point(name, value)
    if X.ndim != 2 or X.shape[1] != features:
        raise ValueError(f"{name} has the shape {X.shape}: it must be (rows, {features})")
    return X
