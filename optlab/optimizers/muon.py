"""Muon."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from optlab.optimizers.matrices import MatrixRule, size
from optlab.optimizers.named import named
from optlab.optimizers.rule import Array, Decay, Rate, Small


class MuonStep(NamedTuple):
    """What update t of Muon computes."""

    position: Array
    step: Array
    m: Array  # a moving average of the gradients
    ahead: Array  # m, one more step of averaging ahead (Nesterov)
    orthogonal: Array  # ahead, its singular values brought near to 1


@dataclass(frozen=True)
class Muon(MatrixRule):
    """Momentum whose matrix is made orthogonal: a step as long in every direction. (Jordan et al. 2024)

    For matrices only: the gradient is U·Σ·Vᵀ, and the step is about U·Vᵀ. Leave biases and other
    parameters to AdamW, with `PerParameter`.

    Args:
        learning_rate: η, above 0.
        momentum: μ, at least 0 and below 1: the part of m that each step keeps.
        weight_decay: λ, at least 0: every weight shrinks by the part ηλ.
        epsilon: ε, at least 0; keeps the division from a matrix of zeros.
        nesterov: how m is looked ahead from: "plain", as Jordan and PyTorch do, or "corrected" for the
            start at 0, as optax does; or "none".
        scale: what the step is multiplied by: "rows" is √max(1, rows/columns), as Jordan and PyTorch do, and
            optax for its transposed matrices; "largest" is 0.2·√max(rows, columns), Keras's, which
            makes the steps as long as Adam's (Liu et al. 2025).

    The same elsewhere: ``torch.optim.Muon(lr=1e-3, weight_decay=0.1)``, which computes in bfloat16;
    ``optax.contrib.muon(eps=1e-8)`` is "corrected"; ``keras.optimizers.Muon(weight_decay=0.004)``
    has the scale "largest".

    >>> from optlab import run
    >>> from optlab.objectives import matrix_bowl
    >>> run(Muon(learning_rate=0.02), matrix_bowl(), steps=100)["loss"][[0, -1]].round()
    array([6338., 1206.])
    """

    title, marker, colour = "Muon", "H", "purple"
    letters = {"orthogonal": "O", "ahead": "u"}
    born_at_1 = ("step", "ahead", "orthogonal")

    learning_rate: Rate = 0.02
    momentum: Decay = 0.95
    weight_decay: Small = 0.0
    epsilon: Small = 1e-7
    nesterov: Literal["plain", "corrected", "none"] = "plain"
    scale: Literal["rows", "largest"] = "rows"

    def update(self, t, gradient, last) -> MuonStep:
        rows, columns = gradient.shape[-2:]
        scale = np.sqrt(max(1, rows / columns)) if self.scale == "rows" else 0.2 * np.sqrt(max(rows, columns))
        m = self.momentum * last.m + (1 - self.momentum) * gradient
        ahead = self.momentum * m + (1 - self.momentum) * gradient
        orthogonal = newton_schulz(ahead, self.epsilon)
        decay = self.learning_rate * self.weight_decay * last.position
        step = -self.learning_rate * scale * orthogonal - decay
        return MuonStep(last.position + step, step, m, ahead, orthogonal)


@named(r"\operatorname{NS}_5(%s)")
def newton_schulz(G, epsilon):
    """The matrix with its singular values brought near to 1, by five steps of a polynomial. (Jordan 2024)

    Each step takes a singular value s to 3.4445·s − 4.7750·s³ + 2.0315·s⁵: the small ones grow fast, and none
    goes far beyond 1. No decomposition is needed, only products of matrices.

    >>> newton_schulz(np.diag([3.0, 0.3]), 0).round(2)
    array([[0.7 , 0.  ],
           [0.  , 0.71]])
    """
    if G.shape[-2] > G.shape[-1]:
        return newton_schulz(G.mT, epsilon).mT  # smaller products
    X = G / (size(G) + epsilon)
    for _ in range(5):
        A = X @ X.mT
        X = 3.4445 * X + (-4.7750 * A + 2.0315 * A @ A) @ X
    return X
