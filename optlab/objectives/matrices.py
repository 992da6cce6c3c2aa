"""Objectives whose point is a matrix."""

from __future__ import annotations

import numpy as np

from optlab.objectives.objective import Objective
from optlab.objectives.surface import Surface
from optlab.objectives.wrapper import Wrapper
from optlab.values import Array, as_number, as_whole


class AsMatrix(Wrapper):
    """An objective whose point is read as one matrix, row by row: so a rule for matrices can walk on it.

    Args:
        objective: any; all else stays as it is.
        rows: of the matrix W; they and the columns make up the dimension.
        columns: of W.

    Raises:
        ValueError: rows and columns that do not make up the dimension.

    >>> from optlab.objectives import tilted_bowl
    >>> AsMatrix(tilted_bowl(100), rows=2, columns=1).parameters
    {'W': (2, 1)}
    """

    def __init__(self, objective: Objective, rows: int, columns: int) -> None:
        super().__init__(objective)
        self.shape = as_whole("rows", rows, low=1), as_whole("columns", columns, low=1)
        if rows * columns != self.dim:
            raise ValueError(f"rows is {rows} and columns is {columns}: they must make up {self.dim} numbers")

    @property
    def parameters(self) -> dict[str, tuple[int, ...]]:
        return {"W": self.shape}

    def one(self, batch: tuple[int, ...], index: tuple[int, ...]) -> Objective:
        return AsMatrix(self.objective.one(batch, index), *self.shape)

    def laid_out(self, w: Array) -> Array:
        """A copy whose memory holds one matrix after the other."""
        return np.moveaxis(np.moveaxis(w, 0, -1).copy(), -1, 0)


def matrix_bowl(
    rows: int = 8, columns: int = 8, condition_number: float = 1000.0, turned: bool = False, seed: int = 0
) -> AsMatrix:
    """½ tr(Wᵀ A W): each column of W lies in the same bowl, whose curvatures go from 1 to κ.

    Its axes are those of the coordinates, or they are turned: then the eigenvectors of A are drawn at
    random, and the start is turned with them. So gradient descent walks as well in the one as in the other.

    Args:
        rows: of W, at least 2; the curvatures 1, …, κ are as many, each the same factor from the next.
        columns: of W, at least 1.
        condition_number: κ, at least 1.
        turned: whether the axes are turned.
        seed: draws the start and the axes.

    Raises:
        ValueError: an argument outside its range.

    >>> bowl = matrix_bowl(turned=True)
    >>> bowl.parameters, bowl.curvature, bowl.name
    ({'W': (8, 8)}, (1.0, 1000.0), 'a turned bowl of 8 × 8, κ = 1000')
    """
    rows, columns = as_whole("rows", rows, low=2), as_whole("columns", columns, low=1)
    kappa = as_number("condition_number", condition_number, low=1)
    draw = np.random.default_rng(as_whole("seed", seed, low=0))
    curves, Z = np.geomspace(1, kappa, rows), draw.standard_normal((rows, columns))
    U = np.linalg.qr(draw.standard_normal((rows, rows)))[0] if turned else np.eye(rows)
    A = U * curves @ U.T

    def gradient(w):
        W = np.moveaxis(w, 0, -1).reshape(*w.shape[1:], rows, columns)
        return np.moveaxis((A @ W).reshape(*w.shape[1:], -1), -1, 0)

    def value(w):
        return (w * gradient(w)).sum(axis=0) / 2

    name = f"{'a turned' if turned else 'an aligned'} bowl of {rows} × {columns}, κ = {kappa:g}"
    start = (U @ Z).ravel()
    bowl = Surface(name, value, gradient, start, minimum=np.zeros(start.size), curvature=(1.0, kappa))
    return AsMatrix(bowl, rows, columns)
