"""Shampoo."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from optlab.optimizers.matrices import MatrixRule, eigh
from optlab.optimizers.named import named
from optlab.optimizers.rule import Array, Rate, Small
from optlab.values import as_whole


class ShampooStep(NamedTuple):
    """What update t of Shampoo computes. L is ``(rows, rows)``, R is ``(columns, columns)``."""

    position: Array
    step: Array
    L: Array  # the sum of G·Gᵀ: how the rows of the gradients go together
    R: Array  # the sum of Gᵀ·G: how its columns do
    left: Array  # L to the power −1/4
    right: Array  # R to the power −1/4


@dataclass(frozen=True)
class Shampoo(MatrixRule):
    """AdaGrad for a matrix: divided by roots of matrices, from the left and the right. (Gupta et al. 2018, alg. 1)

    AdaGrad divides each number by its own root, and so knows the axes of the coordinates only. L and
    R know in which directions the gradients are long, whatever axes these have.

    Args:
        learning_rate: η, above 0.
        epsilon: ε, at least 0: L and R begin with ε on their diagonals, so that their roots exist.
        every: the roots are computed in one step of so many, at least 1; they are most of the work.

    The same elsewhere: ``pytorch_optimizer.Shampoo(lr=1e-3, matrix_eps=1e-6)``. PyTorch itself has none,
    nor has optax or Keras: ``torch.``, ``optax.`` and ``keras.optimizers`` know AdaGrad only.

    >>> from optlab import run
    >>> from optlab.objectives import matrix_bowl
    >>> run(Shampoo(learning_rate=1.0), matrix_bowl(), steps=100)["loss"][[0, -1]].round(1)
    array([6.3378e+03, 5.0000e-01])
    """

    title, marker, colour = "Shampoo", "x", "blue"
    born_at_1 = ("step",)

    learning_rate: Rate = 1.0
    epsilon: Small = 1e-6
    every: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "every", as_whole("every", self.every, low=1))
        super().__post_init__()

    def begin(self, position) -> ShampooStep:
        *batch, rows, columns = position.shape
        eyes = (np.zeros((*batch, n, n), position.dtype) + np.eye(n, dtype=position.dtype) for n in (rows, columns))
        L, R = ((self.epsilon * eye).astype(position.dtype) for eye in eyes)
        return ShampooStep(position, np.zeros_like(position), L, R, L, R)

    def update(self, t, gradient, last) -> ShampooStep:
        L = last.L + gradient @ gradient.mT
        R = last.R + gradient.mT @ gradient
        left, right = last.left, last.right
        if (t - 1) % self.every == 0:
            left, right = inverse_root(L, 4), inverse_root(R, 4)
        step = -self.learning_rate * (left @ gradient @ right)
        return ShampooStep(last.position + step, step, L, R, left, right)


@named("{%s}^{-1/%s}")
def inverse_root(M, p):
    """A symmetric matrix to the power −1/p: its eigenvectors as they are, each eigenvalue to that power.

    An eigenvalue that is 0 but for rounding stays 0: no gradient ever went along its direction.

    >>> inverse_root(np.array([[4.0, 0.0], [0.0, 16.0]]), 4).round(3)
    array([[0.707, 0.   ],
           [0.   , 0.5  ]])
    """
    values, vectors = eigh(M)
    least = np.finfo(M.dtype).eps * values[..., -1:]
    roots = np.where(values <= least, 0.0, np.maximum(values, least) ** (-1 / p))
    return (vectors * roots[..., None, :]) @ vectors.mT
