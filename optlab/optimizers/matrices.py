"""Rules for matrices: an update that is written for one matrix, and runs on all those of a point."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import prod
from typing import Any, ClassVar, Self

import numpy as np

from optlab.optimizers.named import named
from optlab.optimizers.rule import Array, Rule

Shape = tuple[int, ...]


class MatrixRule(Rule):
    """A rule whose ``update`` is written for one matrix: its gradient and its record are ``(rows, columns)``.

    In a batch they are stacks, ``(*batch, rows, columns)``, and so ``@``, ``.mT`` and ``np.linalg`` need
    not know of it. A point stays ``(dim, *batch)``, as everywhere: `on` makes the rule that cuts a point
    into its matrices and puts it together again. A state may have another shape than its matrix.
    """

    def on(self, parameters: Mapping[str, Shape]) -> Self:
        """This rule for a point made of these matrices.

        Raises:
            ValueError: a parameter that is no matrix; the message names it, and says what to use for it.

        >>> from optlab import Muon, run, rosenbrock
        >>> run(Muon(), rosenbrock, steps=1)
        Traceback (most recent call last):
        ValueError: Muon needs matrices, and the parameter 'x' has the shape (): it must be (rows, columns); leave \
other parameters to AdamW, as in PerParameter({'weights*': Muon(), '*': AdamW()}, objective.parameters)
        """
        name = type(self).__name__
        for parameter, shape in parameters.items():
            if len(shape) != 2:
                rules = f"{{'weights*': {name}(), '*': AdamW()}}"
                raise ValueError(
                    f"{name} needs matrices, and the parameter {parameter!r} has the shape {shape}: it must be "
                    f"(rows, columns); leave other parameters to AdamW, as in PerParameter({rules}, "
                    "objective.parameters)"
                )
        return as_kind(self, of_matrices(type(self), tuple(parameters.values())))


def as_kind(rule: Rule, kind: Any) -> Any:
    """The rule as one of another class with the same hyperparameters, which are not checked again."""
    made = object.__new__(kind)
    for name, value in rule.hyperparameters.items():
        object.__setattr__(made, name, value)
    return made


class OfMatrices:
    """What `on` adds to a rule: its point is made of matrices of these shapes, one after the other."""

    written: ClassVar[Any]  # the rule whose update is that of one matrix
    shapes: ClassVar[tuple[Shape, ...]]

    @classmethod
    def record_type(cls) -> type:
        return cls.written.record_type()

    def begin(self, position: Array) -> Any:
        rule = self.at(1, position.dtype)._of_one()  # type: ignore[attr-defined]
        first, kind = self._joined([rule.begin(W) for W in cut(position, self.shapes)]), self.record_type()
        return kind(*first, *(np.zeros_like(position) for _ in kind._fields[len(first) :]))  # a part has more fields

    def update(self, t: int, gradient: Array, last: Any) -> Any:
        rule, kind = self._of_one(), self.written.record_type()
        parts = [cut(getattr(last, name), shapes) for name, shapes in self.states().items()]
        records = [kind(*part) for part in zip(*parts, strict=True)]
        return self._joined(
            [rule.update(t, G, record) for G, record in zip(cut(gradient, self.shapes), records, strict=True)]
        )

    def _of_one(self) -> Any:
        """The rule of one matrix, or of a stack: a value for each run gets two axes more."""
        rule = object.__new__(self.written)
        for name, value in self.hyperparameters.items():  # type: ignore[attr-defined]
            object.__setattr__(rule, name, value[..., None, None] if np.ndim(value) else value)
        return rule

    @classmethod
    @cache
    def states(cls) -> dict[str, tuple[Shape, ...]]:
        """The shapes of each field of the record, one for each matrix."""
        first = [cls.written().begin(np.zeros(shape)) for shape in cls.shapes]
        return {name: tuple(getattr(one, name).shape for one in first) for name in cls.written.record_type()._fields}

    @classmethod
    def _joined(cls, records: list[Any]) -> Any:
        return type(records[0])(*(joined(field) for field in zip(*records, strict=True)))


def cut(point: Array, shapes: tuple[Shape, ...]) -> list[Array]:
    """The matrices of a point, each a stack ``(*batch, rows, columns)``."""
    flat, found, done = np.moveaxis(point, 0, -1), [], 0
    for shape in shapes:
        found.append(flat[..., done : done + prod(shape)].reshape(*flat.shape[:-1], *shape))
        done += prod(shape)
    return found


def joined(matrices: tuple[Array, ...]) -> Array:
    """A point, ``(dim, *batch)``, made of its matrices; its memory holds one run after the other."""
    flat = [M.reshape(*M.shape[:-2], -1) for M in matrices]
    return np.moveaxis(flat[0] if len(flat) == 1 else np.concatenate(flat, axis=-1), -1, 0)


@named(r"\Vert %s\Vert")
def size(M: Array) -> Array:
    """The root of the sum of the squares of a matrix, for each of a stack: its Frobenius norm.

    >>> size(np.array([[3.0, 0.0], [0.0, 4.0]]))
    array([[5.]])
    """
    return np.sqrt((M * M).sum(axis=(-2, -1), keepdims=True))


def eigh(M: Array) -> tuple[Array, Array]:
    """Eigenvalues and eigenvectors of symmetric matrices; NaN for one that is not finite.

    ``np.linalg.eigh`` alone gives up on all of a stack if one of its runs has diverged.
    """
    finite = np.asarray(np.isfinite(M).all(axis=(-2, -1), keepdims=True))
    values, vectors = np.linalg.eigh(np.where(finite, M, 0))
    return np.where(finite[..., 0], values, np.nan), np.where(finite, vectors, np.nan)


@cache
def of_matrices(written: Any, shapes: tuple[Shape, ...]) -> Any:
    """The class of a rule for points that are made of these matrices."""
    own = {"written": written, "shapes": shapes, "title": written.title, "__doc__": written.__doc__}
    return type(written.__name__, (OfMatrices, written), own)
