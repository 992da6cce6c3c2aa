"""Gradient clipping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from optlab.optimizers.norm import norm
from optlab.optimizers.part import Part, around
from optlab.optimizers.rule import Rate


@dataclass(frozen=True, kw_only=True)
class ByNorm(Part):
    clip_norm: Rate

    computes = ("length", "clipped")
    gives = "clipped"
    words = "clipped by norm"
    letters = {"length": r"\Vert g\Vert", "clipped": r"\hat g", "clip_norm": "c"}

    def act(self, t, gradient, last, update):
        length = np.zeros_like(gradient) + norm(gradient)  # the same in every coordinate
        clipped = gradient * np.minimum(1, self.clip_norm / length)
        return update(t, clipped, last), length, clipped


@dataclass(frozen=True, kw_only=True)
class ByValue(Part):
    clip_value: Rate

    computes = ("clipped",)
    gives = "clipped"
    words = "clipped by value"
    letters = {"clipped": r"\hat g", "clip_value": "c"}

    def act(self, t, gradient, last, update):
        clipped = np.clip(gradient, -self.clip_value, self.clip_value)
        return update(t, clipped, last), clipped


def Clipped(rule: Any, norm: Any = None, value: Any = None) -> Any:
    """A rule that is given gradients of a limited length. (Pascanu, Mikolov & Bengio 2013, alg. 1)

    By norm, ĝ = g·min(1, c/‖g‖): the direction stays, and ‖g‖ is the length over all parameters together. By
    value, each coordinate is held between −c and c, which turns the direction too.

    Args:
        rule: any; its own hyperparameters stay, and one more is there: ``clip_norm`` or ``clip_value``.
        norm: c, above 0, of the whole gradient; or
        value: c, above 0, of each coordinate. One of the two.

    The same elsewhere: ``torch.nn.utils.clip_grad_norm_(parameters, max_norm=1.0)``, which divides by ‖g‖ + 1e-6;
    ``optax.clip_by_global_norm(1.0)``, ``keras.optimizers.Adam(global_clipnorm=1.0)``. By value:
    ``torch.nn.utils.clip_grad_value_``, ``optax.clip``, ``clipvalue``.

    Raises:
        ValueError: both or none of the two, or one that is not above 0.

    >>> from optlab import Adam, GradientDescent, parabola, run
    >>> run(Clipped(GradientDescent(learning_rate=0.5), norm=1.0), parabola, steps=1)["position"][1]
    array([9.5])
    >>> Clipped(Adam(), norm=1.0)
    ByNormAdam(learning_rate=0.1, beta1=0.9, beta2=0.999, epsilon=1e-08, epsilon_place='outside', \
bias_correction=True, clip_norm=1.0)
    """
    if (norm is None) == (value is None):
        raise ValueError(f"norm is {norm} and value is {value}: it must be one of the two, the other None")
    return around(ByNorm, rule, clip_norm=norm) if value is None else around(ByValue, rule, clip_value=value)
