"""Data a batch at a time."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from optlab.objectives.data import DataObjective
from optlab.objectives.objective import Objective
from optlab.objectives.returned import shaped
from optlab.objectives.wrapper import Wrapper
from optlab.values import Array, as_seed, as_whole, shown

NAMED = 20  # a line of a listing names up to as many coordinates; with more it names the loss
FEW = 100_000  # an order of up to as many numbers is kept for the next run


class Minibatches(Wrapper):
    """Data whose gradient, at step t, is that of batch t alone. Its value stays that of all the data.

    Args:
        data: a `LinearRegression`, a `LogisticRegression`, a network: whatever is a mean over samples.
        batch_size: samples an update, from 1 to all of them. The last batch of a pass may be smaller.
        seed: shuffles every pass anew; None takes the samples in their order. An array of
            seeds makes a batch of runs, one a seed.

    Raises:
        ValueError: a batch size outside 1 … samples, or a seed that is not a whole number from 0 up.

    >>> from optlab.objectives import LinearRegression
    >>> data = LinearRegression(X=[1, 2, 3, 4], y=[2, 4, 6, 8])
    >>> [Minibatches(data, batch_size=2).rows(t).tolist() for t in (1, 2, 3)]
    [[0, 1], [2, 3], [0, 1]]
    """

    def __init__(self, data: DataObjective, batch_size: int = 1, seed: int | tuple | Array | None = None) -> None:
        if not isinstance(data, DataObjective):
            raise ValueError(f"data is {shown(data)}: it must be data, such as a LinearRegression")
        super().__init__(data)
        self.batch_size = as_whole("batch_size", batch_size, 1, len(data), ", the samples there are")
        self.data, self.seed = data, None if seed is None else as_seed(seed)
        self.name = f"{data.name}, {self.batch_size} of {len(data)} samples an update"
        self._shuffled: tuple[int, Array | None] = -1, None  # the order of the last pass, and its number

    def __repr__(self) -> str:
        return f"Minibatches({self.data!r}, batch_size={self.batch_size}, seed={self.seed})"

    @property
    def updates_per_pass(self) -> int:
        """How many batches go once through the data."""
        return -(-len(self.data) // self.batch_size)

    def evaluations(self, t: int | Array) -> int | Array:
        """How many gradient evaluations t updates (0, 1, …) cost: one for each sample looked at.

        >>> from optlab.objectives import LinearRegression
        >>> data = LinearRegression(X=[1, 2, 3, 4], y=[2, 4, 6, 8])
        >>> [Minibatches(data, batch_size=3).evaluations(t) for t in (0, 1, 2, 3)]
        [0, 3, 4, 7]
        """
        passes, rest = np.divmod(t, self.updates_per_pass)
        found = passes * len(self.data) + rest * self.batch_size
        return found if np.ndim(found) else int(found)

    @property
    def batch(self) -> tuple[int, ...]:
        own = np.shape(self.seed) if self.seed is not None else ()
        return np.broadcast_shapes(own, self.data.batch)

    @property
    def noisy(self) -> bool:
        return self.batch_size < len(self.data) or self.data.noisy

    def one(self, batch: tuple[int, ...], index: tuple[int, ...]) -> Objective:
        seed = None if self.seed is None else np.broadcast_to(self.seed, batch)[index]
        return Minibatches(self.data.one(batch, index), self.batch_size, seed)

    def rows(self, t: int) -> Array:
        """The samples of update t (1, 2, …): ``(rows,)``, or ``(rows, *batch)`` for an array of seeds."""
        done, k = divmod(t - 1, self.updates_per_pass)
        return self._order(done)[k * self.batch_size : (k + 1) * self.batch_size]

    def gradient_at(self, w: Array, t: int) -> Array:
        return shaped(self.name, "gradient", self.data.gradient(w, self.rows(t)), w.shape, w)

    def _order(self, done: int) -> Array:
        """The order of the samples in a pass, ``(samples,)`` or ``(samples, *batch)``."""
        if self.seed is None:
            return np.arange(len(self.data))
        number, order = self._shuffled
        if order is None or number != done:
            order = _orders(self.seed, done, len(self.data))
            self._shuffled = done, order
        return order

    def line(self, t: int, w: Array, loss: float) -> str:
        done, k = divmod(t - 1, self.updates_per_pass)
        part = "Sample" if self.batch_size == 1 else "Batch"
        point = f"loss = {float(loss)}"
        if self.dim <= NAMED:
            point = ", ".join(f"{name} = {float(c)}" for name, c in zip(self.coordinates, w, strict=True))
        return f"Iteration {done + 1}, {part} {k + 1}: {point}"


def _orders(seed: int | tuple, done: int, count: int) -> Array:
    """The order of the samples in one pass, ``(samples, *batch)``; few are kept, since one run follows another."""
    return (_drawn if np.size(seed) * count <= FEW else _drawn.__wrapped__)(seed, done, count)


@lru_cache(maxsize=32)
def _drawn(seed: int | tuple, done: int, count: int) -> Array:
    seeds = np.array(seed)
    orders = [np.random.default_rng([s, done]).permutation(count) for s in seeds.ravel().tolist()]
    stacked = np.stack(orders, axis=-1).reshape(count, *seeds.shape)
    stacked.flags.writeable = False
    return stacked
