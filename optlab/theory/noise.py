"""Where noise stops a run."""

import numpy as np

from optlab.optimizers import GradientDescent, Momentum
from optlab.optimizers.rule import Rule
from optlab.theory.quadratic import stable_product
from optlab.values import Number, as_amount, as_number


def noise_floor(rule: Rule, curvature: float | tuple[float, ...], sigma: float) -> Number:
    """The mean loss at which a run stops falling on ½Σλx², with noise of deviation σ on every slope.

    ησ²(1 + β) / (2(1 − β)(2(1 + β) − ηλ)) for each coordinate, β being the momentum: the
    variance of the linear recursion with noise, times λ/2. With β = 0 it is gradient
    descent's ησ²/(2(2 − ηλ)). For small η it is ησ²/(4(1 − β)), as in Mandt, Hoffman & Blei
    (2017); Bottou, Curtis & Nocedal (2018, theorem 4.6) have the bound for other functions.
    From the stability limit on it is infinite.

    Args:
        rule: `GradientDescent`, `SGD` or `Momentum`, without a schedule. For any other the answer is NaN,
            which is no number, and which a chart leaves out.
        curvature: λ, or one for each coordinate.
        sigma: σ, at least 0, as in `Noisy`.

    Raises:
        ValueError: a curvature or sigma outside its range.

    >>> from optlab import SGD
    >>> round(noise_floor(SGD(learning_rate=0.1), curvature=1, sigma=1), 4)
    0.0263
    >>> round(noise_floor(Momentum(learning_rate=0.1, momentum=0.9), curvature=1, sigma=1), 3)
    0.257
    """
    curvatures, sigma = np.ravel(as_amount("curvature", curvature)).tolist(), as_number("sigma", sigma)
    if rule.scheduled or not isinstance(rule, GradientDescent | Momentum):
        return np.nan
    kept = getattr(rule, "momentum", 0.0)
    push = rule.learning_rate * sigma * sigma * (1 + kept) / (2 * (1 - kept))
    room = [np.asarray(stable_product(rule) - rule.learning_rate * curve) for curve in curvatures]
    floor = sum(np.divide(push, r, out=np.full(np.shape(push + r), np.inf), where=r > 0) for r in room)
    return floor if np.ndim(floor) else float(floor)
