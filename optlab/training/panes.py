"""What a picture of a network needs: numbers for the panes that views draw."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from optlab.training.network import Network
from optlab.training.samples import Samples, as_samples
from optlab.values import Array, as_whole, shown

ROOM = 0.1  # the window is larger than the data by this part on each side


class DecisionGrid(NamedTuple):
    """What a network says on a grid over a plane.

    Attributes:
        x: ``(columns,)``, the first feature.
        y: ``(rows,)``, the second.
        probabilities: ``(classes, rows, columns)``.
        labels: ``(rows, columns)``, the class with the largest.
    """

    x: Array
    y: Array
    probabilities: Array
    labels: Array


class Shown(NamedTuple):
    """A row of samples, and what a network says of them.

    Attributes:
        images: ``(count, height, width)``, or ``(count, features)`` where they are no squares.
        truth: ``(count,)``, the label that each has.
        said: ``(count,)``, the label that the network gives it.
        probabilities: ``(count, classes)``.
    """

    images: Array
    truth: Array
    said: Array
    probabilities: Array


def grid_of(net: Network, columns: int = 80, rows: int = 80) -> tuple[Array, Array]:
    """The two axes of a grid that holds all of a network's samples, with some room."""
    if net.sizes[0] != 2:
        raise ValueError(f"net has {net.sizes[0]} features: a decision grid needs 2")
    columns, rows = as_whole("columns", columns, low=2), as_whole("rows", rows, low=2)
    low, high = net.data.X.min(axis=0), net.data.X.max(axis=0)
    room = ROOM * (high - low)
    return tuple(np.linspace(a, b, n) for a, b, n in zip(low - room, high + room, (columns, rows), strict=True))


def decision_grid(net: Network, w: Array, columns: int = 80, rows: int = 80) -> DecisionGrid:
    """What the network with the weights w, ``(dim,)``, says everywhere on the plane of its two features.

    >>> from optlab.training import Network, spirals
    >>> net = Network([2, 16, 2], spirals().train)
    >>> decision_grid(net, net.start, columns=60, rows=40).labels.shape
    (40, 60)
    """
    x, y = grid_of(net, columns, rows)
    points = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    chances = net.probabilities(one_point(net, w), points).reshape(-1, len(y), len(x))
    return DecisionGrid(x, y, chances, chances.argmax(axis=0))


def first_layer(net: Network, w: Array) -> Array:
    """The weights into each unit of the first layer as an image, ``(units, height, width)``.

    >>> from optlab.training import Network, digits
    >>> net = Network([64, 32, 10], digits().train)
    >>> first_layer(net, net.start).shape
    (32, 8, 8)
    """
    units, features = net.parameters["weights1"]
    return as_images(one_point(net, w)[: units * features].reshape(units, features))


def shown_samples(net: Network, w: Array, samples: Samples, count: int = 10) -> Shown:
    """The first ``count`` samples with what the network says of them.

    >>> from optlab.training import Network, digits
    >>> net = Network([64, 32, 10], digits().train)
    >>> row = shown_samples(net, net.start, digits().validation, count=5)
    >>> row.images.shape, row.truth, row.probabilities.shape
    ((5, 8, 8), array([2, 1, 8, 9, 9]), (5, 10))
    """
    samples = as_samples("samples", samples)
    some = samples[: as_whole("count", count, 1, len(samples), ", the samples there are")]
    chances = net.probabilities(one_point(net, w), some.X).T
    return Shown(as_images(some.X), some.y, chances.argmax(axis=1), chances)


def mistakes(net: Network, w: Array) -> Array:
    """Which of its samples the network does not get right, ``(rows,)`` of True and False."""
    return net.predictions(one_point(net, w)) != net.data.y


def as_images(rows: Array) -> Array:
    """Rows of pixels as squares ``(count, side, side)``; as they are, where they are none.

    >>> as_images(np.zeros((3, 64))).shape, as_images(np.zeros((3, 2))).shape
    ((3, 8, 8), (3, 2))
    """
    side = round(rows.shape[1] ** 0.5)
    return rows.reshape(-1, side, side) if side * side == rows.shape[1] else rows


def one_point(net: Network, w: Any) -> Array:
    point = np.asarray(w)
    if point.shape != (net.dim,):
        raise ValueError(f"w is {shown(w)}, of the shape {point.shape}: it must be one network's weights, ({net.dim},)")
    return point
