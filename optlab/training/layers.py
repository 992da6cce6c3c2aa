"""What a network is made of: activations, losses, and how the first weights are drawn."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from optlab.values import Array, shown


class Activation(NamedTuple):
    """What a layer makes of its z (in place: a new array costs more than its tanh), and the slope of that, from a."""

    a: Callable[[Array], Array]
    slope: Callable[[Array], Array]


ACTIVATIONS = {
    "tanh": Activation(lambda z: np.tanh(z, out=z), lambda a: 1 - a * a),
    "relu": Activation(lambda z: np.maximum(z, 0, out=z), lambda a: a > 0),
}


class Loss(NamedTuple):
    """What a sample costs, and its slope along each z of the last layer; both from z and y ``(…, outputs, rows)``."""

    value: Callable[[Array, Array], Array]
    slope: Callable[[Array, Array], Array]


def softmax(z: Array, axis: int = -2) -> Array:
    """e^z / Σ e^z over the outputs, which are an axis of z: the chance of each class."""
    powers = np.exp(z - z.max(axis=axis, keepdims=True))  # the largest power is then e^0 = 1, so nothing overflows
    return powers / powers.sum(axis=axis, keepdims=True)


def _cross_entropy(z: Array, y: Array) -> Array:
    """−log of the chance that the network gives to the right class."""
    top = z.max(axis=-2, keepdims=True)
    return np.log(np.exp(z - top).sum(axis=-2)) - ((z - top) * y).sum(axis=-2)


def _squared_error(z: Array, y: Array) -> Array:
    """½ Σ (z − y)² over the outputs."""
    return ((z - y) * (z - y)).sum(axis=-2) / 2


LOSSES = {
    "cross-entropy": Loss(_cross_entropy, lambda z, y: softmax(z) - y),
    "squared error": Loss(_squared_error, lambda z, y: z - y),
}

Draw = np.random.Generator
INITIALIZATIONS: dict[str, Callable[[Draw, int, int], Array]] = {  # (generator, outputs, inputs) -> W (outputs, inputs)
    "xavier": lambda draw, m, n: draw.uniform(-1, 1, (m, n)) * (6 / (n + m)) ** 0.5,  # Glorot & Bengio 2010, eq. 16
    "he": lambda draw, m, n: draw.standard_normal((m, n)) * (2 / n) ** 0.5,  # He et al. 2015, eq. 10
    "lecun": lambda draw, m, n: draw.standard_normal((m, n)) * (1 / n) ** 0.5,  # LeCun et al. 1998, eq. 16
    "zeros": lambda draw, m, n: np.zeros((m, n)),
    "small": lambda draw, m, n: draw.standard_normal((m, n)) * 0.001,
    "large": lambda draw, m, n: draw.standard_normal((m, n)),
}


def shapes_of(sizes: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    """Name and shape of every parameter, in the order in which a point holds them.

    >>> shapes_of((64, 32, 10))
    {'weights1': (32, 64), 'biases1': (32,), 'weights2': (10, 32), 'biases2': (10,)}
    """
    found: dict[str, tuple[int, ...]] = {}
    for k, (n, m) in enumerate(pairwise(sizes), start=1):
        found |= {f"weights{k}": (m, n), f"biases{k}": (m,)}
    return found


def draw_weights(shapes: dict[str, tuple[int, ...]], initialization: str, seed: int) -> Array:
    """A point ``(dim,)``: weights from a seed, biases of 0."""
    draw, how = np.random.default_rng(seed), INITIALIZATIONS[initialization]
    return np.concatenate([how(draw, *s).ravel() if len(s) == 2 else np.zeros(s) for s in shapes.values()])


def coordinate_names(shapes: dict[str, tuple[int, ...]]) -> tuple[str, ...]:
    """A name for each number of a point.

    >>> coordinate_names({"weights1": (1, 2), "biases1": (1,)})
    ('weights1[0,0]', 'weights1[0,1]', 'biases1[0]')
    """
    return tuple(f"{name}[{','.join(map(str, place))}]" for name, s in shapes.items() for place in np.ndindex(*s))


def targets_of(y: Array, loss: str, outputs: int) -> Array:
    """What the outputs should be, ``(rows, outputs)``: y itself; or of each label, 1 in its place and 0 elsewhere.

    >>> targets_of(np.array([0, 2]), "cross-entropy", 3)
    array([[1., 0., 0.],
           [0., 0., 1.]])
    """
    if loss == "squared error" and (y.ndim == 2 or outputs == 1):
        columns = y.reshape(len(y), -1)
        if columns.shape[1] != outputs:
            raise ValueError(f"y has {columns.shape[1]} columns: sizes ends with {outputs}, and they must be as many")
        return columns.astype(float)
    wrong = y[~((y >= 0) & (y < outputs) & (y == np.floor(y)))]
    if y.ndim == 2 or len(wrong):
        holds = f"has the shape {y.shape}" if y.ndim == 2 else f"holds {shown(wrong[0].item())}"
        raise ValueError(
            f"y {holds}: with {outputs} outputs it must be a whole number from 0 to {outputs - 1} in each row"
        )
    return np.eye(outputs)[y.astype(int)]


def batch_first(w: Array) -> Array:
    """``(n, *batch)`` seen as ``(*batch, n)``; ``np.moveaxis`` would take as long as a layer."""
    return w.transpose(*range(1, w.ndim), 0)


def batch_last(w: Array) -> Array:
    """``(*batch, n)`` seen as ``(n, *batch)``."""
    return w.transpose(-1, *range(w.ndim - 1))
