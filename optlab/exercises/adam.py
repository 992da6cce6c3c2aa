"""The exercises of notebook 06."""

import numpy as np

from optlab.exercises.exercise import Exercise, over_steps
from optlab.exercises.surface import slope_at

RESTING = {"x": [-2.0, 1.0], "m": [0.0, 0.0], "v": [0.0, 0.0]}
SETTINGS = {"learning_rate": 0.1, "beta1": 0.7, "beta2": 0.9, "epsilon": 0.03}
SQUARES = ((1.0, 0.5), (0.4, 2.0), (3.0, 1.5), (2.0, 0.1), (2.5, 2.5), (0.2, 0.3), (4.0, 0.2), (0.1, 5.0))


def adam_step(x, m, v, t, gradient, learning_rate, beta1, beta2, epsilon):
    """Adam with ε outside the root. (Kingma & Ba 2015, alg. 1)"""
    new_m = beta1 * m + (1 - beta1) * gradient
    new_v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = new_m / (1 - beta1**t)
    v_hat = new_v / (1 - beta2**t)
    step = -learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)
    return x + step, new_m, new_v


def adamw_step(x, m, v, t, gradient, learning_rate, beta1, beta2, epsilon, weight_decay):
    """AdamW, whose decay the rate multiplies. (Loshchilov & Hutter 2019, alg. 2)"""
    new_m = beta1 * m + (1 - beta1) * gradient
    new_v = beta2 * v + (1 - beta2) * gradient**2
    m_hat = new_m / (1 - beta1**t)
    v_hat = new_v / (1 - beta2**t)
    step = -learning_rate * m_hat / (np.sqrt(v_hat) + epsilon)
    decay = learning_rate * weight_decay * x
    return x + step - decay, new_m, new_v


def amsgrad_cache(largest, v):
    """The largest v so far, coordinate by coordinate. (Reddi, Kale & Kumar 2018, alg. 2)"""
    return np.maximum(largest, v)


ADAM = {  # mistakes that Adam and AdamW have in common
    "the sign is wrong: the step goes up the slope": "-learning_rate * m_hat → learning_rate * m_hat",
    "the learning rate is missing": "-learning_rate * m_hat → -m_hat",
    "the learning rate is applied twice": "-learning_rate * m_hat → -(learning_rate**2) * m_hat",
    "(1 − β₁) is missing": "(1 - beta1) * gradient → gradient",
    "(1 − β₂) is missing": "(1 - beta2) * gradient → gradient",
    "β₁ and (1 − β₁) are swapped": "beta1 * m + (1 - beta1) * → (1 - beta1) * m + beta1 *",
    "β₂ and (1 − β₂) are swapped": "beta2 * v + (1 - beta2) * → (1 - beta2) * v + beta2 *",
    "β₁ and β₂ are swapped in m and v": (
        "beta1 * m + (1 - beta1) → beta2 * m + (1 - beta2); beta2 * v + (1 - beta2) → beta1 * v + (1 - beta1)"
    ),
    "β₁ and β₂ are swapped in the correction": (
        "new_m / (1 - beta1**t) → new_m / (1 - beta2**t); new_v / (1 - beta2**t) → new_v / (1 - beta1**t)"
    ),
    "v is kept with β₁": "beta2 * v + (1 - beta2) → beta1 * v + (1 - beta1)",
    "β₁ is missing: the old m does not fade": "beta1 * m → m",
    "β₂ is missing: the old v does not fade": "beta2 * v → v",
    "the old m is left out": "beta1 * m + →",
    "the old v is left out": "beta2 * v + →",
    "the gradient is not squared in v": "gradient**2 → gradient",
    "v is made of m², not of g²": "gradient**2 → new_m**2",
    "m is made of g², as v is": "(1 - beta1) * gradient → (1 - beta1) * gradient**2",
    "the root is missing": "np.sqrt(v_hat) → v_hat",
    "ε is inside the root": "np.sqrt(v_hat) + epsilon → np.sqrt(v_hat + epsilon)",
    "ε is missing": "(np.sqrt(v_hat) + epsilon) → np.sqrt(v_hat)",
    "ε is added to √v before the correction": "+ epsilon) → + epsilon / np.sqrt(1 - beta2**t))",
    "the parentheses are missing, and ε is added to x": "(np.sqrt(v_hat) + epsilon) → np.sqrt(v_hat) + epsilon",
    "the parentheses are missing, and ε is subtracted from x": "(np.sqrt(v_hat) + epsilon) → np.sqrt(v_hat) - epsilon",
    "the bias correction is missing": (
        "m_hat = new_m / (1 - beta1**t) → m_hat = new_m; v_hat = new_v / (1 - beta2**t) → v_hat = new_v"
    ),
    "the bias correction of m is missing": "m_hat = new_m / (1 - beta1**t) → m_hat = new_m",
    "the bias correction of v is missing": "v_hat = new_v / (1 - beta2**t) → v_hat = new_v",
    "the correction is multiplied, not divided": "new_m / (1 → new_m * (1; new_v / (1 → new_v * (1",
    "the root is taken before v is corrected": "np.sqrt(v_hat) → np.sqrt(new_v) / (1 - beta2**t)",
    "t starts at 0: the correction has t − 1": "**t → ** (t - 1)",
    "t is one too large: the correction has t + 1": "**t → ** (t + 1)",
    "the power t is missing: the correction is always that of step 1": "beta1**t → beta1; beta2**t → beta2",
    "β is multiplied by t, not raised to its power": "beta1**t → beta1 * t; beta2**t → beta2 * t",
    "the gradient is used in the step, not m": "* m_hat / → * gradient /",
    "the corrected m is kept": ", new_m, → , m_hat,",
    "the corrected v is kept": ", new_v → , v_hat",
    "the corrected m and v are kept": ", new_m, new_v → , m_hat, v_hat",
    "the old m is returned": ", new_m, → , m,",
    "the old v is returned": ", new_v → , v",
    "the step is made with the old m": "m_hat = new_m → m_hat = m",
    "the step is made with the old v": "v_hat = new_v → v_hat = v",
    "the old position is returned": "return x + step → return x + 0 * step",
    "the step is returned in place of the position": "return x + step → return step",
}

EXERCISES = (
    Exercise(
        adam_step,
        ("the position", "m", "v"),
        over_steps(RESTING, slope_at, **SETTINGS),
        ADAM,
        "Two averages, each divided by 1 − βᵗ with its own β, and t = 1 in the first step; then −η m̂ / (√v̂ + ε).",
    ),
    Exercise(
        adamw_step,
        ("the position", "m", "v"),
        over_steps(RESTING, slope_at, **SETTINGS, weight_decay=0.2),
        ADAM
        | {
            "the decay is missing: this is plain Adam": "- decay →",
            "the decay is not scaled by the learning rate": "decay = learning_rate * → decay =",
            "the decay is scaled by the learning rate twice": "decay = learning_rate * → decay = learning_rate**2 *",
            "the sign of the decay is wrong": "- decay → + decay",
            "the decay shrinks the new x, after the step": (
                "return x + step - decay → return (1 - learning_rate * weight_decay) * (x + step)"
            ),
            "the decay is a constant: x is missing from it": "weight_decay * x → weight_decay",
            "the decay takes only the sign of x": "weight_decay * x → weight_decay * np.sign(x)",
            "the decay is divided by √v̂ + ε as well": "* x → * x / (np.sqrt(v_hat) + epsilon)",
            "x is multiplied by λ, not by (1 − ηλ)": "return x + step - decay → return weight_decay * x + step",
            "the decay is in the gradient as well as beside it": "* gradient → * (gradient + weight_decay * x)",
            "the decay is in the gradient: this is Adam + L2": (
                "* gradient → * (gradient + weight_decay * x); - decay →"
            ),
        },
        "Do Adam's step with the gradient as it is. The decay stands beside it: −ηλx, with the old x.",
    ),
    Exercise(
        amsgrad_cache,
        ("the largest v",),
        over_steps({"largest": [0.7, 0.3]}, lambda t, state: {"v": np.array(SQUARES[t - 1])}),
        {
            "the smaller one is taken": "maximum → minimum",
            "v is returned: nothing is remembered": "np.maximum(largest, v) → v",
            "the old one is returned": "np.maximum(largest, v) → largest",
            "they are added up": "np.maximum(largest, v) → largest + v",
            "their mean is taken": "np.maximum(largest, v) → (largest + v) / 2",
            "the largest coordinate of v is used for all": "np.maximum(largest, v) → np.maximum(largest, np.max(v))",
            "one vector is taken whole: the one whose sum is larger": (
                "np.maximum(largest, v) → (v if v.sum() > largest.sum() else largest)"
            ),
            "one vector is taken whole: the one whose first coordinate is larger": (
                "np.maximum(largest, v) → (v if v[0] > largest[0] else largest)"
            ),
            "one vector is taken whole: v where all of it is larger": (
                "np.maximum(largest, v) → (v if np.all(v > largest) else largest)"
            ),
            "one vector is taken whole: v where some of it is larger": (
                "np.maximum(largest, v) → (v if np.any(v > largest) else largest)"
            ),
            "the root is taken": "np.maximum(largest, v) → np.sqrt(np.maximum(largest, v))",
        },
        "For each coordinate by itself: the larger of what was kept and of the new v.",
    ),
)
