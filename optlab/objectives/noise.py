"""Noise on any objective."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from optlab.checks import as_amount, as_seed
from optlab.objectives.objective import Objective, across, as_objective
from optlab.rule import Array

BLOCK = 128  # steps whose draws are made together


class Noisy(Objective):
    """An objective whose gradient, at step t, is off by a normal draw in every coordinate. Its value stays as it is.

    Args:
        objective: any.
        sigma: the standard deviation of each draw, at least 0, in units of the gradient.
        seed: a whole number from 0 up: the same for the same t, whatever ran before. An array
            of seeds makes a batch of runs, one a seed.

    Raises:
        ValueError: a sigma or seed outside its range.

    >>> from optlab import parabola, run
    >>> from optlab.optimizers import SGD
    >>> run(SGD(learning_rate=0.1), Noisy(parabola, sigma=1.0, seed=[0, 1, 2]), steps=5)["position"].shape
    (6, 1, 3)
    """

    def __init__(self, objective: Objective, sigma: float, seed: int | Array = 0) -> None:
        self.objective, self.sigma = as_objective("objective", objective), as_amount("sigma", sigma, alone=True)
        self.seed = as_seed(seed)
        self.name = f"{objective.name}, noise σ = {self.sigma:g}"
        self.value, self.gradient = objective.value, objective.gradient
        self.start, self.minimum, self.window = objective.start, objective.minimum, objective.window
        self.coordinates, self.curvature = objective.coordinates, objective.curvature

    def __repr__(self) -> str:
        return f"Noisy({self.objective!r}, sigma={self.sigma}, seed={self.seed})"

    @property
    def batch(self) -> tuple[int, ...]:
        return np.broadcast_shapes(np.shape(self.seed), self.objective.batch)

    def gradient_at(self, w: Array, t: int) -> Array:
        block, row = divmod(t - 1, BLOCK)
        noise = across(_draws(self.seed, block, self.dim)[row], w)
        return self.objective.gradient_at(w, t) + (self.sigma * noise).astype(w.dtype)

    def line(self, t: int, w: Array, loss: float) -> str:
        return self.objective.line(t, w, loss)


@lru_cache(maxsize=4)
def _draws(seed: int | tuple, block: int, dim: int) -> Array:
    """Normal draws for one block of steps, ``(BLOCK, dim, *batch)``."""
    seeds = np.array(seed)
    draws = [np.random.default_rng([s, block]).standard_normal((BLOCK, dim)) for s in seeds.ravel().tolist()]
    return np.stack(draws, axis=-1).reshape(BLOCK, dim, *seeds.shape)
