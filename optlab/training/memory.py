"""A network in memory: its weights as one point, its samples as columns."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

import numpy as np

from optlab.objectives.data import DataObjective
from optlab.training.layers import batch_first, batch_last, coordinate_names, draw_weights, shapes_of, targets_of
from optlab.training.samples import Samples, as_sizes
from optlab.values import Array, as_point, as_seed

PRODUCT = 2**18  # multiplications in one matrix product: for more, OpenBLAS starts threads, which are slow here


class Memory(DataObjective):
    """How a network lies in memory, and what it draws.

    Inside, a batch comes first, ``(*batch, units, rows)``, so that a layer is a matrix product;
    outside, coordinates come first, as everywhere.
    """

    sizes: tuple[int, ...]
    data: Samples
    loss_kind: str
    initialization: str
    seed: int | tuple
    precision: str

    @property
    def batch(self) -> tuple[int, ...]:
        return np.shape(self.seed)

    @property
    def parameters(self) -> dict[str, tuple[int, ...]]:
        """Name and shape of each matrix of weights and each row of biases, in the order of a point."""
        return shapes_of(self.sizes)

    @cached_property
    def coordinates(self) -> tuple[str, ...]:  # thousands of names: made only when they are asked for
        return coordinate_names(self.parameters)

    def laid_out(self, w: Array) -> Array:
        """A copy whose memory holds one network after the other: so a layer is a matrix, and no copy of it is made."""
        return batch_last(batch_first(w).copy())

    def drawn(self, seed: int | Array) -> Self:
        """The same network, its first weights drawn by another seed, or by several."""
        other = copy(self)
        other._draw(seed)
        return other

    def one(self, batch: tuple[int, ...], index: tuple[int, ...]) -> Self:
        seeds = np.broadcast_to(np.array(self.seed), batch) if self.batch else np.array(self.seed)
        return self.drawn(int(seeds[index] if self.batch else seeds))

    def _draw(self, seed: int | Array) -> None:
        self.seed = as_seed(seed)
        seeds = np.array(self.seed)
        drawn = [draw_weights(self.parameters, self.initialization, s) for s in seeds.ravel().tolist()]
        self.start = as_point("start", np.stack(drawn, axis=-1).reshape(-1, *seeds.shape).astype(self.precision))

    def _take(self, data: Samples) -> None:
        as_sizes(self.sizes, data)
        self.data, self._targets = data, targets_of(data.y, self.loss_kind, self.sizes[-1])
        self._prepared: dict[np.dtype, tuple[Array, Array]] = {}

    def _layers(self, w: Array) -> list[tuple[Array, Array]]:
        """W ``(*batch, units, inputs)`` and b ``(*batch, units, 1)`` of each layer: parts of w, no copies."""
        if len(w) != self.dim:
            raise ValueError(f"w has the shape {w.shape}: it must be ({self.dim}, *batch), all weights and biases")
        numbers, found, i = batch_first(w), [], 0
        for n, m in pairwise(self.sizes):
            W, b = numbers[..., i : i + m * n], numbers[..., i + m * n : i + m * n + m]
            found.append((W.reshape(*W.shape[:-1], m, n), b[..., None]))
            i += m * n + m
        return found

    def _columns(self, w: Array, rows: Any) -> tuple[Array, Array]:
        """x ``(*batch, features, rows)`` and y ``(*batch, outputs, rows)`` of the chosen rows, as precise as w."""
        if w.dtype not in self._prepared:
            self._prepared[w.dtype] = self.data.X.astype(w.dtype), self._targets.astype(w.dtype)
        X, y = self._prepared[w.dtype]
        rows = rows if isinstance(rows, slice) else batch_first(np.asarray(rows))
        return np.ascontiguousarray(X[rows].mT), y[rows].mT  # contiguous columns are multiplied twice as fast

    def _outputs(self, w: Array, x: Array) -> Array:
        """z of the last layer, ``(*batch, outputs, rows)``."""
        layers = self._layers(w)
        return np.concatenate([self._forward(layers, some)[-1] for some in self._blocks(x)], axis=-1)

    def _blocks(self, x: Array) -> list[Array]:
        """Columns ``(*batch, features, rows)`` in parts; see `PRODUCT`."""
        size = max(1, PRODUCT // max(m * n for n, m in pairwise(self.sizes)))
        return [x[..., i : i + size] for i in range(0, x.shape[-1], size)]

    def _forward(self, layers: list[tuple[Array, Array]], x: Array) -> list[Array]:
        raise NotImplementedError
