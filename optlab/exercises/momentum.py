"""The exercises of notebook 03."""

from optlab.exercises.exercise import Exercise, over_cases, over_steps
from optlab.exercises.surface import VALLEY, slope_at

MOVING = {"x": [-2.0, 1.0], "v": [0.0, 0.0]}


def momentum_step(x, v, gradient, learning_rate, momentum):
    """The heavy ball, its rate inside the velocity. (Polyak 1964, eq. 9)"""
    new_v = momentum * v - learning_rate * gradient
    return x + new_v, new_v


def nesterov_step(x, v, slope, learning_rate, momentum):
    """Momentum whose slope is that of the point ahead. (Sutskever et al. 2013, eqs. 3 and 4)"""
    ahead = x + momentum * v
    new_v = momentum * v - learning_rate * slope(ahead)
    return x + new_v, new_v


def largest_rate(curvature, momentum):
    """The rate above which the heavy ball diverges. (Polyak 1964; Goh 2017)"""
    return 2 * (1 + momentum) / curvature


EXERCISES = (
    Exercise(
        momentum_step,
        ("the position", "the velocity"),
        over_steps(MOVING, slope_at, learning_rate=0.08, momentum=0.7),
        {
            "the sign of the gradient is wrong: the push goes up the slope": "- learning_rate → + learning_rate",
            "the velocity is subtracted from x, not added": "x + new_v → x - new_v",
            "the velocity points up the slope and is then subtracted: x is right, v has the other sign": (
                "- learning_rate → + learning_rate; x + new_v → x - new_v"
            ),
            "the learning rate stands outside the velocity: v = μv + g, x − ηv": (
                "- learning_rate * gradient → + gradient; x + new_v → x - learning_rate * new_v"
            ),
            "the learning rate stands outside the velocity: v = μv − g, x + ηv": (
                "learning_rate * gradient → gradient; x + new_v → x + learning_rate * new_v"
            ),
            "the learning rate is missing": "learning_rate * gradient → gradient",
            "the learning rate is applied twice": "x + new_v → x + learning_rate * new_v",
            "the gradient is damped by (1 − μ)": "- learning_rate → - (1 - momentum) * learning_rate",
            "μ and (1 − μ) are swapped": "= momentum * v → = (1 - momentum) * v",
            "the momentum is missing from the velocity": "= momentum * v → = v",
            "the old velocity is left out": "momentum * v - → -",
            "the momentum is applied to the gradient as well: parentheses": (
                "momentum * v - learning_rate * gradient → momentum * (v - learning_rate * gradient)"
            ),
            "the momentum and the learning rate are swapped": (
                "momentum * v - learning_rate * gradient → learning_rate * v - momentum * gradient"
            ),
            "the momentum is applied twice": "x + new_v → x + momentum * new_v",
            "x looks ahead once more, as in Nesterov's momentum": (
                "x + new_v → x + momentum * new_v - learning_rate * gradient"
            ),
            "the step is made with the old velocity": "x + new_v → x + v",
            "x moves by the gradient alone, not by the velocity": "x + new_v → x - learning_rate * gradient",
            "the old position is returned": "x + new_v → x",
            "the step is returned in place of the position": "x + new_v → new_v",
            "the old velocity is returned": "x + new_v, new_v → x + new_v, v",
        },
        "v = μv − ηg first; then x moves by the new v.",
    ),
    Exercise(
        nesterov_step,
        ("the position", "the velocity"),
        over_steps(MOVING, lambda t, state: {"slope": VALLEY.gradient}, learning_rate=0.08, momentum=0.7),
        {
            "the slope is taken at x: this is plain momentum": "ahead = x + momentum * v → ahead = x",
            "it looks back: the slope is taken at x − μv": "ahead = x + → ahead = x -",
            "it looks ahead by v, not by μv": "ahead = x + momentum * v → ahead = x + v",
            "the slope is taken at μv, without x": "ahead = x + momentum * v → ahead = momentum * v",
            "it looks ahead by ηv, not by μv": "ahead = x + momentum * v → ahead = x + learning_rate * v",
            "the slope is taken at x, and the look-ahead is put into the step": (
                "slope(ahead) → slope(x); x + new_v → x + momentum * new_v - learning_rate * slope(x)"
            ),
            "the step begins at the point ahead, not at x": "x + new_v → ahead + new_v",
            "the point ahead is returned in place of the position": "x + new_v → x + new_v + momentum * new_v",
            "the sign of the slope is wrong: the push goes up": "- learning_rate → + learning_rate",
            "the velocity is subtracted from x, not added": "x + new_v → x - new_v",
            "the velocity points up the slope and is then subtracted": (
                "- learning_rate → + learning_rate; x + new_v → x - new_v"
            ),
            "the velocity points up the slope, and x − μv and x − v are taken": (
                "- learning_rate → + learning_rate; ahead = x + → ahead = x -; x + new_v → x - new_v"
            ),
            "the learning rate is missing": "learning_rate * slope → slope",
            "the learning rate is applied twice": "x + new_v → x + learning_rate * new_v",
            "the learning rate stands outside the velocity: v = μv − g, x + ηv": (
                "learning_rate * slope → slope; x + new_v → x + learning_rate * new_v"
            ),
            "the slope is damped by (1 − μ)": "- learning_rate → - (1 - momentum) * learning_rate",
            "the momentum is missing from the velocity": "new_v = momentum * v → new_v = v",
            "the old velocity is left out of the new one": "new_v = momentum * v - → new_v = -",
            "the step is made with the old velocity": "x + new_v → x + v",
            "the old position is returned": "return x + new_v → return x",
            "the step is returned in place of the position": "return x + new_v → return new_v",
            "the old velocity is returned": "x + new_v, new_v → x + new_v, v",
        },
        "Look ahead to x + μv and take the slope there; then do what momentum does, from x.",
    ),
    Exercise(
        largest_rate,
        ("the rate",),
        over_cases(
            {"curvature": 4.0, "momentum": 0.0},
            {"curvature": 4.0, "momentum": 0.5},
            {"curvature": 10.0, "momentum": 0.9},
        ),
        {
            "the momentum is left out: 2/λ is gradient descent's limit": "(1 + momentum) → 1",
            "the 2 is missing": "2 * →",
            "the sign is wrong: (1 − μ)": "1 + momentum → 1 - momentum",
            "it is divided by (1 − μ), not multiplied by (1 + μ)": "2 * (1 + momentum) → 2 / (1 - momentum)",
            "it is divided by (1 + μ), not multiplied": "2 * (1 → 2 / (1",
            "the parentheses are missing: 2 + μ": "2 * (1 + momentum) → (2 + momentum)",
            "the parentheses are missing: 2 · 1 + μ/λ": "2 * (1 + momentum) / curvature → 2 + momentum / curvature",
            "only the 2 is multiplied: 2 + 2μ/λ": "2 * (1 + momentum) / curvature → 2 + 2 * momentum / curvature",
            "the factor is missing: 2μ/λ": "(1 + momentum) → momentum",
            "it is multiplied by the curvature": "/ curvature → * curvature",
            "the curvature is missing": "/ curvature →",
            "the curvature is under a root": "/ curvature → / np.sqrt(curvature)",
            "the root of the momentum is taken": "1 + momentum → 1 + np.sqrt(momentum)",
            "the momentum is squared": "1 + momentum → 1 + momentum**2",
            "it is divided by (1 + 2μ): this is Nesterov's limit": "/ curvature → / (1 + 2 * momentum) / curvature",
        },
        "Without momentum the limit is 2/λ. With it the ball withstands more, up to twice as much.",
    ),
)
