"""Noise on any objective."""

from __future__ import annotations

import numpy as np

from optlab.objectives.objective import Objective, across
from optlab.objectives.wrapper import Wrapper
from optlab.values import Array, as_number, as_numbers, as_seed, shown

BLOCK = 128  # the noise of as many steps is drawn at once


class Noisy(Wrapper):
    """An objective whose gradient, at step t, is off by a random draw in every coordinate. Its value stays as it is.

    Args:
        objective: any.
        sigma: the standard deviation of each draw, at least 0, in units of the gradient; with tails what a draw
            is multiplied by.
        seed: a whole number from 0 up: the same for the same t, whatever ran before. An array
            of seeds makes a batch of runs, one a seed.
        tails: None for normal draws; or the degrees of freedom, above 0, of Student's t: the fewer, the more
            draws are far off. From 2 down a draw has no finite variance.

    Raises:
        ValueError: a sigma, seed or tails outside its range, or seeds whose shape does not fit the objective's
            own seeds.

    >>> from optlab import parabola, run
    >>> from optlab.optimizers import SGD
    >>> run(SGD(learning_rate=0.1), Noisy(parabola, sigma=1.0, seed=[0, 1, 2]), steps=5)["position"].shape
    (6, 1, 3)
    """

    def __init__(
        self, objective: Objective, sigma: float, seed: int | tuple | Array = 0, tails: float | None = None
    ) -> None:
        super().__init__(objective)
        self.sigma, self.seed, self.tails = as_number("sigma", sigma), as_seed(seed), None
        if tails is not None and (not as_numbers(tails).size or not as_number("tails", tails) > 0):
            raise ValueError(f"tails is {shown(tails)}: it must be a number above 0, or None")
        self.tails = None if tails is None else float(tails)
        try:
            self._batch = np.broadcast_shapes(np.shape(self.seed), objective.batch)
        except ValueError:
            shape, other = np.shape(self.seed), objective.batch
            raise ValueError(f"seed has the shape {shape}: it must fit the seeds of the objective, {other}") from None
        heavy = f", {self.tails:g} degrees of freedom" if self.tails is not None else ""
        self.name = f"{objective.name}, noise σ = {self.sigma:g}{heavy}"
        self._drawn: tuple[int, Array | None] = -1, None  # the last block of draws, and its number

    def __repr__(self) -> str:
        heavy = f", tails={self.tails}" if self.tails is not None else ""
        return f"Noisy({self.objective!r}, sigma={self.sigma}, seed={self.seed}{heavy})"

    def with_seed(self, seed: int | tuple | Array) -> Noisy:
        """The same noise with another seed, or with an array of them."""
        return Noisy(self.objective, self.sigma, seed, self.tails)

    @property
    def batch(self) -> tuple[int, ...]:
        return self._batch

    @property
    def noisy(self) -> bool:
        return self.sigma > 0 or self.objective.noisy

    def one(self, batch: tuple[int, ...], index: tuple[int, ...]) -> Objective:
        return Noisy(self.objective.one(batch, index), self.sigma, np.broadcast_to(self.seed, batch)[index], self.tails)

    def gradient_at(self, w: Array, t: int) -> Array:
        noise = across(self._draw(t), w)
        return self.objective.gradient_at(w, t) + (self.sigma * noise).astype(w.dtype)

    def _draw(self, t: int) -> Array:
        """Draws for step t, ``(dim, *batch)``."""
        block, row = divmod(t - 1, BLOCK)
        number, draws = self._drawn
        if draws is None or number != block:
            draws = _draws(self.seed, block, self.dim, self.tails)
            self._drawn = block, draws
        return draws[row]


def _draws(seed: int | tuple, block: int, dim: int, tails: float | None) -> Array:
    """Draws for one block of steps, ``(BLOCK, dim, *batch)``."""
    seeds, size = np.array(seed), (BLOCK, dim)
    makers = [np.random.default_rng([s, block]) for s in seeds.ravel().tolist()]
    draws = [make.standard_normal(size) if tails is None else make.standard_t(tails, size) for make in makers]
    return np.stack(draws, axis=-1).reshape(BLOCK, dim, *seeds.shape)
