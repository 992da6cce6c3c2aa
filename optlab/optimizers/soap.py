"""SOAP."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.matrices import MatrixRule, eigh
from optlab.optimizers.named import named
from optlab.optimizers.rule import Array, Decay, Rate, Small
from optlab.values import as_whole


class SOAPStep(NamedTuple):
    """What update t of SOAP computes. L and QL are ``(rows, rows)``, R and QR are ``(columns, columns)``."""

    position: Array
    step: Array
    m: Array  # a moving average of the gradients
    v: Array  # a moving average of the squared gradients, along the axes of QL and QR
    moved: Array  # Adam's step along the same axes, turned back to those of the weights
    L: Array  # a moving average of G·Gᵀ
    R: Array  # a moving average of Gᵀ·G
    QL: Array  # the eigenvectors of L
    QR: Array  # the eigenvectors of R


@dataclass(frozen=True)
class SOAP(MatrixRule):
    """Adam along the axes that Shampoo finds: those of L and R. (Vyas et al. 2024, alg. 3)

    As in the authors' program the first gradient only finds the axes, and the weights stay.

    Args:
        learning_rate: η, above 0.
        beta1: β₁, at least 0 and below 1: the part of m that each step keeps.
        beta2: β₂, at least 0 and below 1: the part of v, and of L and R, that each step keeps.
        epsilon: ε, at least 0; keeps the division from a v of 0.
        weight_decay: λ, at least 0: every weight shrinks by the part ηλ.
        every: the axes are turned in one step of so many, at least 1.

    The same elsewhere: ``pytorch_optimizer.SOAP(lr=3e-3, betas=(0.95, 0.95), weight_decay=0.01)``.
    PyTorch itself has none, nor has optax or Keras: ``torch.``, ``optax.``, ``keras.`` know Adam only.

    >>> from optlab import run
    >>> from optlab.objectives import matrix_bowl
    >>> run(SOAP(learning_rate=0.1), matrix_bowl(), steps=100)["loss"][[0, -1]].round()
    array([6338.,   14.])
    """

    title, marker, colour = "SOAP", "+", "red"
    letters = {"QL": "Q_L", "QR": "Q_R"}

    learning_rate: Rate = 0.003
    beta1: Decay = 0.95
    beta2: Decay = 0.95
    epsilon: Small = 1e-8
    weight_decay: Small = 0.0
    every: int = 10

    def __post_init__(self) -> None:
        object.__setattr__(self, "every", as_whole("every", self.every, low=1))
        super().__post_init__()

    def begin(self, position) -> SOAPStep:
        *batch, rows, columns = position.shape
        L, R = (np.zeros((*batch, n, n), position.dtype) for n in (rows, columns))
        step, m, v, moved = (np.zeros_like(position) for _ in range(4))
        return SOAPStep(position, step, m, v, moved, L, R, L, R)

    def update(self, t, gradient, last) -> SOAPStep:
        L = self.beta2 * last.L + (1 - self.beta2) * gradient @ gradient.mT
        R = self.beta2 * last.R + (1 - self.beta2) * gradient.mT @ gradient
        if t == 1:
            QL, QR = eigenvectors(L), eigenvectors(R)
            return SOAPStep(last.position, 0 * gradient, last.m, last.v, 0 * gradient, L, R, QL, QR)
        m = self.beta1 * last.m + (1 - self.beta1) * gradient
        v = self.beta2 * last.v + (1 - self.beta2) * (last.QL.mT @ gradient @ last.QR) ** 2
        rate = self.learning_rate * np.sqrt(1 - self.beta2 ** (t - 1)) / (1 - self.beta1 ** (t - 1))
        adam = (last.QL.mT @ m @ last.QR) / (np.sqrt(v) + self.epsilon)
        moved = -rate * (last.QL @ adam @ last.QR.mT)
        step = moved - self.learning_rate * self.weight_decay * (last.position + moved)
        QL, QR = last.QL, last.QR
        if (t - 1) % self.every == 0:  # one step towards the eigenvectors, the longest first; v goes along
            v = order(L, QL).mT @ v @ order(R, QR)
            QL, QR = orthonormal(L @ QL @ order(L, QL)), orthonormal(R @ QR @ order(R, QR))
        return SOAPStep(last.position + step, step, m, v, moved, L, R, QL, QR)


@named(r"\operatorname{eigenvectors}(%s)")
def eigenvectors(M):
    """The eigenvectors of a symmetric matrix as columns, that of the largest eigenvalue first."""
    return eigh(M)[1][..., ::-1]


@named(r"\operatorname{order}(%s)")
def order(M, Q):
    """The columns of the identity in the order of qᵀMq, the largest first, for the columns q of Q.

    >>> order(np.diag([1.0, 2.0]), np.eye(2))
    array([[0., 1.],
           [1., 0.]])
    """
    lengths = (Q * (M @ Q)).sum(axis=-2)
    return np.eye(M.shape[-1], dtype=M.dtype)[np.argsort(-lengths, axis=-1)].mT


@named(r"\operatorname{qr}(%s)")
def orthonormal(M):
    """Q of M = Q·R: the columns one after the other, each without its parts along those before, and of length 1."""
    return np.linalg.qr(M)[0]
