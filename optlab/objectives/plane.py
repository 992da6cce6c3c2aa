"""An objective of many coordinates, and the plane on which its runs are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from optlab.objectives.matrices import AsMatrix
from optlab.objectives.noise import Noisy
from optlab.objectives.objective import Objective
from optlab.objectives.surface import Surface
from optlab.objectives.wrapper import Wrapper
from optlab.values import Array, as_numbers, shown

ROOM = 1.3  # times as far as the start
NEAR = 1e-3  # from the minimum, where slopes are taken to find its curvatures
EQUAL = 1e-6  # of the largest curvature, and of each: curvatures that differ by less are one


class OnPlane(Wrapper):
    """The same objective, whose runs a player draws on a plane through its minimum, along two directions.

    A path is a projection: it shows how far a run is from the minimum along the two directions. The lines are the
    loss on the plane, where a run would be if it were at the minimum along all the others.

    Args:
        objective: of two coordinates or more, with one known minimum.
        along: two directions, ``(2, dim)``, the first drawn to the right. They are made to have the length 1, and
            the second to have no part along the first. By default those of the smallest and of the largest
            curvature at the minimum; where several have the same curvature, that of them towards the start.
        names: of the two directions, for the axes.

    Raises:
        ValueError: an objective without such a minimum, or what is no two directions or no two names.

    >>> from optlab.objectives import matrix_bowl
    >>> seen = OnPlane(matrix_bowl(turned=True))
    >>> seen.dim, seen.surface.dim, seen.surface.coordinates
    (64, 2, ('flat direction', 'steep direction'))
    """

    def __init__(self, objective: Objective, along: Any = None, names: Sequence[str] | None = None) -> None:
        super().__init__(objective)
        if objective.minimum is None or objective.minimum.size != objective.dim or objective.dim < 2:
            raise ValueError(
                f"objective is {shown(objective)}: it must have one known minimum, and two coordinates or more"
            )
        self.minimum_at = objective.minimum.reshape(-1)
        self.axes = _flat_and_steep(objective) if along is None else _orthonormal(along, objective.dim)
        usual = ("flat direction", "steep direction") if along is None else ("direction 1", "direction 2")
        self.surface = _surface(self, usual if names is None else _as_names(names))

    def __repr__(self) -> str:
        return f"OnPlane({self.objective!r})"

    def one(self, batch: tuple[int, ...], index: tuple[int, ...]) -> Objective:
        return OnPlane(self.objective.one(batch, index), self.axes.T, self.surface.coordinates)

    def seen(self, vectors: Array) -> Array:
        """The parts of vectors ``(…, dim)`` along the two directions, ``(…, 2)``."""
        with np.errstate(all="ignore"):
            return vectors @ self.axes

    def projected(self, points: Array) -> Array:
        """Where points ``(…, dim)`` are drawn, ``(…, 2)``."""
        return self.seen(points - self.minimum_at)

    def with_parts(self, point: Array, parts: Array) -> Array:
        """A point ``(dim,)`` moved along the two directions to where it is drawn at ``parts``; the rest stays."""
        return point + self.axes @ (parts - self.projected(point))


@dataclass(frozen=True, eq=False, repr=False)
class _Plane(Surface):
    """What is drawn: the loss on the plane."""

    names: tuple[str, ...] = ()

    @property
    def coordinates(self) -> tuple[str, ...]:
        return self.names


def _surface(whole: OnPlane, names: tuple[str, ...]) -> _Plane:
    """The loss on the plane over the two parts, around the minimum so that a run that overshoots is seen."""

    def point(parts: Array) -> Array:
        away = np.tensordot(whole.axes, parts, 1)
        return away + whole.minimum_at.reshape(-1, *[1] * (away.ndim - 1))

    start = whole.projected(whole.start)
    reach = np.maximum(ROOM * np.abs(start), 0.25 * np.abs(start).max() or 1.0)
    return _Plane(
        f"{whole.name}: 2 of its {whole.dim} directions",
        value=lambda parts: whole.loss(point(parts)),
        gradient=lambda parts: np.tensordot(whole.axes.T, whole.full_gradient(point(parts)), 1),
        start=start,
        minimum=np.zeros(2),
        window=np.column_stack([-reach, reach]),
        names=names,
    )


def plane_of(objective: Objective) -> OnPlane | None:
    """The plane that an objective is drawn on, noise or not; None for most."""
    while isinstance(objective, Noisy | AsMatrix):
        objective = objective.objective
    return objective if isinstance(objective, OnPlane) else None


def _flat_and_steep(objective: Objective) -> Array:
    """The directions of the smallest and of the largest curvature at the minimum, ``(dim, 2)``."""
    minimum, steps = objective.minimum.reshape(-1, 1), NEAR * np.eye(objective.dim)  # type: ignore[union-attr]
    up, down = (objective.full_gradient(minimum + sign * steps) for sign in (1, -1))
    H = (up - down) / (2 * NEAR)
    values, vectors = np.linalg.eigh((H + H.T) / 2)
    found, away = [], objective.start - minimum[:, 0]
    for end in (0, -1):
        same = vectors[:, abs(values - values[end]) <= EQUAL * (abs(values[end]) + EQUAL * abs(values).max())]
        part = same @ (same.T @ away)
        length = np.linalg.norm(part)
        found.append(part / length if length > EQUAL * np.linalg.norm(away) else vectors[:, end])
    return _orthonormal(found, objective.dim)


def _orthonormal(along: Any, dim: int) -> Array:
    """Two directions as columns of the length 1, at right angles, ``(dim, 2)``."""
    given = as_numbers(along)
    if given.shape != (2, dim) or not np.all(np.isfinite(given)):
        raise ValueError(f"along is {shown(along)}: it must be two directions of {dim} numbers each")
    lengths = np.linalg.norm(given, axis=1, keepdims=True)
    first, second = given / np.where(lengths > 0, lengths, 1)
    second = second - first * (first @ second)
    length = np.linalg.norm(second)
    if not lengths.all() or length < EQUAL:
        raise ValueError(f"along is {shown(along)}: they must be two directions that differ, and not 0")
    return np.column_stack([first, second / length])


def _as_names(names: Any) -> tuple[str, ...]:
    pair = tuple(names) if isinstance(names, list | tuple) else ()
    if len(pair) != 2 or not all(isinstance(name, str) and name for name in pair):
        raise ValueError(f"names is {shown(names)}: it must be two names, one a direction")
    return pair
