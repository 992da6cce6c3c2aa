"""The exercises of notebook 10."""

import numpy as np

from optlab.exercises.exercise import Exercise
from optlab.exercises.mistakes.after_adam import SAM_POINT, SCHEDULE_FREE_STEP, WSD_RATE
from optlab.exercises.rounds import over_cases, over_steps


def sam_point(x, gradient, rho):
    """Where SAM takes its second gradient: ρ uphill. (Foret et al. 2021, eq. 2)"""
    return x + rho * gradient / np.sqrt(np.sum(gradient**2))


def wsd_rate(t, high, steps, decay):
    """The rate of update t: high, and in the last part a straight line that is at 0 after the last update."""
    left = steps - (t - 1)
    if left <= decay * steps:
        return high * left / (decay * steps)
    return high


def schedule_free_step(t, z, x, gradient, learning_rate):
    """Step t of Schedule-Free SGD, whose gradient was taken at y: z moves, x is the mean of all z. (Defazio 2024)"""
    z = z - learning_rate * gradient
    x = x + (z - x) / t
    return z, x


EXERCISES = (
    Exercise(
        sam_point,
        ("the point",),
        over_cases(
            {"x": [1.0, 2.0], "gradient": [3.0, -4.0], "rho": 0.5},
            {"x": [-2.0, 0.5], "gradient": [0.6, 0.8], "rho": 0.05},
            {"x": [0.3, -1.5, 2.0], "gradient": [-2.0, 1.0, 2.0], "rho": 0.3},
        ),
        SAM_POINT,
        "Uphill is along the gradient; divide it by its length, so that the way is ρ long whatever the slope is.",
    ),
    Exercise(
        wsd_rate,
        ("the rate",),
        over_cases(
            {"t": 1, "high": 0.1, "steps": 100, "decay": 0.2},
            {"t": 80, "high": 0.1, "steps": 100, "decay": 0.2},
            {"t": 90, "high": 0.1, "steps": 100, "decay": 0.2},
            {"t": 100, "high": 0.3, "steps": 100, "decay": 0.5},
            {"t": 31, "high": 2.0, "steps": 40, "decay": 0.3},
        ),
        WSD_RATE,
        "Before update t there have been t − 1, so steps − (t − 1) are left; the line falls to 0 over decay·steps.",
    ),
    Exercise(
        schedule_free_step,
        ("z", "x"),
        over_steps(
            {"z": [3.0, -2.0], "x": [3.0, -2.0]},
            lambda t, now: {"gradient": (0.1 * now["z"] + 0.9 * now["x"]) * [1.0, 3.0] + [0.3, -0.2]},
            learning_rate=0.1,
        ),
        SCHEDULE_FREE_STEP,
        "First z takes the step, then x goes 1/t of the way to the new z.",
    ),
)
