"""What mathematics predicts: limits, rates, noise floors; and what a run measured.

Where theory says nothing (a schedule, an adaptive rule on a quadratic, an objective of
unknown curvature) the answer is None; of a noise floor it is NaN, which can be plotted.
Hyperparameters that are arrays give arrays.
"""

from optlab.theory.adaptive import resting_amplitude, step_length
from optlab.theory.marks import marks
from optlab.theory.measured import measured_contraction
from optlab.theory.noise import noise_floor
from optlab.theory.quadratic import Best, best, contraction, stability_limit
from optlab.theory.sharpness import hessian, sharpness

__all__ = [
    "Best",
    "best",
    "contraction",
    "hessian",
    "marks",
    "measured_contraction",
    "noise_floor",
    "resting_amplitude",
    "sharpness",
    "stability_limit",
    "step_length",
]
