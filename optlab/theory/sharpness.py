"""How curved an objective is where a run stands, and not only at its minimum."""

from typing import Any

import numpy as np

from optlab.objectives.objective import Objective, as_objective
from optlab.values import Array, as_point

EPSILON = float(np.finfo(float).eps)


def hessian(objective: Objective, w: Any) -> Array:
    """All second derivatives at ``w``, ``(dim, dim)``, by central differences of the gradient.

    The step is ∛ε·max(1, |w|) along each coordinate: where rounding and the formula's own error
    balance. (Nocedal & Wright 2006, section 8.1)

    Args:
        objective: any; a noisy one, or one of batches, is taken as a whole.
        w: a number or ``(dim,)``.

    Raises:
        ValueError: an objective that is none, or a point of another dimension.

    >>> from optlab import bowl
    >>> hessian(bowl, (1, 1)).round(6) + 0.0
    array([[0.2, 0. ],
           [0. , 4. ]])
    """
    objective = as_objective("objective", objective)
    point = as_point("w", w, objective.dim)
    if point.ndim > 1:
        raise ValueError(f"w has the shape {point.shape}: it must be one point, (dim,)")
    steps = EPSILON ** (1 / 3) * np.maximum(1, np.abs(point))
    ahead, behind = (objective.full_gradient(point[:, None] + sign * np.diag(steps)) for sign in (1, -1))
    slopes = (ahead - behind) / (2 * steps)
    return (slopes + slopes.T) / 2


def sharpness(objective: Objective, w: Any) -> float:
    """The largest eigenvalue of the Hessian at ``w``: λ in gradient descent's limit 2/λ there. (Cohen et al. 2021)

    Raises:
        ValueError: as `hessian`.

    >>> from optlab import rosenbrock
    >>> round(sharpness(rosenbrock, (1, 1)), 2), round(rosenbrock.curvature[1], 2)
    (1001.6, 1001.6)
    """
    return float(np.linalg.eigvalsh(hessian(objective, w))[-1])
