"""What the ground is like where a run came to rest, where no minimum is known."""

from __future__ import annotations

import numpy as np

from optlab.objectives.objective import Objective
from optlab.values import Array

STEEP = 1e-3  # a slope above this part of the steepest one of the run is not flat
LOOKS = 9  # the slope is taken at as many places of a run
REACH = 1e-3  # the loss is taken this far beside the place, as a part of the window
DIRECTIONS = 16  # as many directions are drawn: the loss falls in all of them from a hilltop, in many from a saddle


def steep(objective: Objective, position: Array) -> tuple[Array, Array]:
    """Whether the slope at the last position is still steep, and that slope, both ``(*batch)``."""
    rows = np.unique(np.linspace(0, len(position) - 1, LOOKS).round().astype(int))
    slopes = [np.sqrt((objective.full_gradient(position[row]) ** 2).sum(axis=0)) for row in rows]
    return slopes[-1] > STEEP * np.max(slopes, axis=0), slopes[-1]


def falls_off(objective: Objective, place: Array) -> Array:
    """Whether the loss is lower on both sides of a place ``(dim, *batch)`` in some direction: there is no minimum."""
    low, high = np.array(objective.window).T
    draws = np.random.default_rng(0).standard_normal((DIRECTIONS, objective.dim))
    here = objective.loss(place)
    least = 1e-12 * (1 + np.abs(here))  # a smaller difference is rounding
    found = np.zeros(place.shape[1:], bool)
    for draw in draws:
        beside = (REACH * (high - low) * draw).astype(place.dtype).reshape(-1, *(1,) * (place.ndim - 1))
        found |= np.maximum(objective.loss(place + beside), objective.loss(place - beside)) < here - least
    return found
