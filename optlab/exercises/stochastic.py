"""The exercises of notebook 02."""

import numpy as np

from optlab.exercises.exercise import Exercise, over_cases


def mean_gradient(x, y, weight, bias):
    """The gradient of the mean squared error of weight·x + bias, whose error has no ½ before it."""
    error = weight * x + bias - y
    return 2 * np.mean(error * x), 2 * np.mean(error)


def decayed_rate(t, learning_rate):
    """η/√t. (Zinkevich 2003, theorem 1)"""
    return learning_rate / np.sqrt(t)


def floor(learning_rate, curvature, sigma):
    """The mean loss at which stochastic gradient descent stops falling; see `optlab.theory.noise_floor`."""
    return learning_rate * sigma**2 / (2 * (2 - learning_rate * curvature))


EXERCISES = (
    Exercise(
        mean_gradient,
        ("d_weight", "d_bias"),
        over_cases(
            {"x": [1.0, 2.0, 4.0], "y": [2.0, 5.0, 7.0], "weight": 0.5, "bias": 1.0},
            {"x": [-1.0, 0.5, 2.0, 3.0], "y": [1.0, 0.0, -2.0, 1.5], "weight": 1.5, "bias": -0.7},
            {"x": [3.0], "y": [2.0], "weight": 2.0, "bias": 0.5},
        ),
        {
            "the factor 2 is missing: this is the gradient of half the squared error": "2 * np → np",
            "the factor 2 is missing from the weight's slope alone": "2 * np.mean(error * x) → np.mean(error * x)",
            "the factor 2 is missing from the bias's slope alone": "2 * np.mean(error) → np.mean(error)",
            "the factor 2 is applied twice": "2 * np → 4 * np",
            "it is halved, not doubled": "2 * np → 0.5 * np",
            "the sum is taken, not the mean": "np.mean → np.sum",
            "the sum is taken, and the factor 2 is missing": "2 * np.mean → np.sum",
            "the mean is divided by the number of samples again": "2 * np.mean → 2 / len(x) * np.mean",
            "the error has the wrong sign: y − (weight·x + bias)": "weight * x + bias - y → y - (weight * x + bias)",
            "the error is not multiplied by x for the weight": "error * x → error",
            "the error is multiplied by x for the bias as well": "np.mean(error) → np.mean(error * x)",
            "the error is multiplied by y, not by x": "error * x → error * y",
            "the error is multiplied by the weight, not by x": "error * x → error * weight",
            "the bias is left out of the prediction": "+ bias - y → - y",
            "the bias is subtracted in the prediction": "+ bias - y → - bias - y",
            "the target y is left out of the error": "+ bias - y → + bias",
            "the error is squared before it is multiplied": "weight * x + bias - y → (weight * x + bias - y) ** 2",
            "the means of the error and of x are multiplied": "np.mean(error * x) → np.mean(error) * np.mean(x)",
            "only the first sample is used": "np.mean(error * x) → (error * x)[0]; np.mean(error) → error[0]",
            "only the last sample is used": "np.mean(error * x) → (error * x)[-1]; np.mean(error) → error[-1]",
        },
        "The error is prediction − target. The slope of error² is 2 · error, times what multiplies the parameter.",
    ),
    Exercise(
        decayed_rate,
        ("the rate",),
        over_cases(*({"t": t, "learning_rate": rate} for t, rate in ((4, 0.5), (2, 0.5), (100, 0.1), (1, 0.1)))),
        {
            "the root is missing: this is η/t": "np.sqrt(t) → t",
            "t starts at 0: it is divided by √(t − 1)": "np.sqrt(t) → np.sqrt(t - 1)",
            "t is one too large: it is divided by √(t + 1)": "np.sqrt(t) → np.sqrt(t + 1)",
            "it is divided by 1 + √t": "np.sqrt(t) → (1 + np.sqrt(t))",
            "it is divided by 1 + t": "np.sqrt(t) → (1 + t)",
            "it is multiplied by √t": "/ np.sqrt(t) → * np.sqrt(t)",
            "the learning rate is under the root as well": "learning_rate / np.sqrt(t) → np.sqrt(learning_rate / t)",
            "the rate does not fall": "/ np.sqrt(t) →",
            "it is divided by t²": "np.sqrt(t) → t**2",
            "the learning rate is missing: this is 1/√t": "learning_rate / → 1 /",
            "the learning rate is squared": "learning_rate / → learning_rate**2 /",
            "it is divided by the cube root": "np.sqrt(t) → np.cbrt(t)",
            "it is divided by the logarithm": "np.sqrt(t) → np.log(t)",
            "it falls by the factor η in every step: ηᵗ": "learning_rate / np.sqrt(t) → learning_rate**t",
        },
        "At t = 1 the rate is η itself; at t = 4 it is half of that.",
    ),
    Exercise(
        floor,
        ("the loss",),
        over_cases(
            {"learning_rate": 0.1, "curvature": 1.0, "sigma": 1.0},
            {"learning_rate": 0.2, "curvature": 3.0, "sigma": 0.5},
            {"learning_rate": 0.05, "curvature": 10.0, "sigma": 2.0},
        ),
        {
            "σ is not squared": "sigma**2 → sigma",
            "σ is missing": "* sigma**2 →",
            "the learning rate is missing above the line": "learning_rate * sigma → sigma",
            "the learning rate is squared": "learning_rate * sigma → learning_rate**2 * sigma",
            "the factor 2 before the parentheses is missing": "(2 * (2 → (1 * (2",
            "the parentheses are missing: 2 · 2 − ηλ": (
                "2 * (2 - learning_rate * curvature) → 2 * 2 - learning_rate * curvature"
            ),
            "it is multiplied by (2 − ηλ), not divided": (
                "(2 * (2 - learning_rate * curvature)) → 2 * (2 - learning_rate * curvature)"
            ),
            "the curvature is missing: (2 − η)": "learning_rate * curvature → learning_rate",
            "the learning rate is missing below the line: (2 − λ)": "- learning_rate * curvature → - curvature",
            "the sign is wrong: (2 + ηλ)": "2 - learning_rate → 2 + learning_rate",
            "there is a 1 where the 2 is: (1 − ηλ)": "(2 - learning_rate → (1 - learning_rate",
            "it is the variance of x, not the loss": "(2 * (2 → (curvature * (2",
            "it is multiplied by the curvature": "sigma**2 / → sigma**2 * curvature /",
            "(2 − ηλ) is taken to be 2: this holds for a small rate only": "2 - learning_rate * curvature → 2",
        },
        "Put the numbers η = 0.1, λ = 1 and σ = 1 in by hand: 0.1/3.8 = 0.0263.",
    ),
)
