"""The exercises of notebook 01."""

from optlab.exercises.exercise import Exercise, over_cases, over_steps
from optlab.exercises.surface import slope_at


def gradient_descent_step(x, gradient, learning_rate):
    """A step against the gradient. (Cauchy 1847)"""
    return x - learning_rate * gradient


def loss_after(steps, start, curvature, learning_rate):
    """The loss ½λx² after so many steps on it: each one multiplies x by 1 − ηλ."""
    x = (1 - learning_rate * curvature) ** steps * start
    return curvature / 2 * x**2


def best_rate(smallest_curvature, largest_curvature):
    """The rate at which the flattest and the steepest direction shrink alike."""
    return 2 / (smallest_curvature + largest_curvature)


EXERCISES = (
    Exercise(
        gradient_descent_step,
        ("the position",),
        over_steps({"x": [-2.0, 1.0]}, slope_at, learning_rate=0.15),
        {
            "the sign is wrong: the step goes up the slope": "x - → x +",
            "the learning rate is missing": "learning_rate * gradient → gradient",
            "the learning rate is applied twice": "learning_rate * gradient → learning_rate**2 * gradient",
            "the gradient is divided by the learning rate": "learning_rate * gradient → gradient / learning_rate",
            "x is multiplied by the learning rate as well": (
                "x - learning_rate * gradient → learning_rate * (x - gradient)"
            ),
            "the step is returned, without x": "x - learning_rate * gradient → -learning_rate * gradient",
            "the step is taken from 0, with the wrong sign": "x - learning_rate * gradient → learning_rate * gradient",
            "the old x is returned": "x - learning_rate * gradient → x",
            "the gradient is missing: every coordinate moves by the rate": "* gradient → * 1",
            "only the gradient's sign is used": "* gradient → * np.sign(gradient)",
            "the gradient is scaled to length 1": "* gradient → * gradient / np.sqrt(np.sum(gradient**2))",
            "the gradient is squared": "* gradient → * gradient**2",
            "the gradient is halved": "* gradient → * gradient / 2",
            "the gradient is doubled": "* gradient → * gradient * 2",
        },
        "The gradient points uphill. Its length, times the learning rate, is the length of the step.",
    ),
    Exercise(
        loss_after,
        ("the loss",),
        over_cases(
            {"steps": 1, "start": 2.0, "curvature": 1.5, "learning_rate": 0.2},
            {"steps": 3, "start": -4.0, "curvature": 10.0, "learning_rate": 0.15},
            {"steps": 5, "start": 1.5, "curvature": 4.0, "learning_rate": 0.6},
        ),
        {
            "x itself is returned, not the loss": "curvature / 2 * x**2 → x",
            "the slope is returned, not the loss": "curvature / 2 * x**2 → curvature * x",
            "the ½ is missing": "curvature / 2 → curvature",
            "x is not squared": "x**2 → x",
            "the curvature is missing from the loss": "curvature / 2 → 1 / 2",
            "the loss is taken to be x²": "curvature / 2 * x**2 → x**2",
            "the curvature is squared with x": "curvature / 2 * x**2 → (curvature * x) ** 2 / 2",
            "the curvature is missing from the factor: (1 − η)": "learning_rate * curvature → learning_rate",
            "the learning rate is missing from the factor: (1 − λ)": "learning_rate * curvature → curvature",
            "the sign in the factor is wrong: (1 + ηλ)": "1 - → 1 +",
            "the factor has a 2 too many: (1 − 2ηλ)": "1 - → 1 - 2 *",
            "the factor has a ½ too many: (1 − ηλ/2)": "1 - → 1 - 0.5 *",
            "the factor lacks its 1: ηλ": "1 - →",
            "the factor is multiplied by the steps, not raised to their power": "** steps → * steps",
            "one step is missing": "** steps → ** (steps - 1)",
            "there is one step too many": "** steps → ** (steps + 1)",
            "the steps multiply the rate: (1 − kηλ)": (
                "1 - learning_rate * curvature) ** steps → 1 - steps * learning_rate * curvature)"
            ),
            "only one step is taken, whatever steps is": "** steps → ** 1",
            "no step is taken: this is the loss at the start": "** steps → ** 0",
            "the start is missing": "** steps * start → ** steps",
            "the start is raised to the power as well": (
                "(1 - learning_rate * curvature) ** steps * start → ((1 - learning_rate * curvature) * start) ** steps"
            ),
            "the start is added, not multiplied": "* start → + start",
            "the loss shrinks by (1 − ηλ) in a step, not by its square": "x**2 → x * start",
        },
        "Where is x after one step? Each step multiplies it by the same factor. The loss is taken at the end.",
    ),
    Exercise(
        best_rate,
        ("the rate",),
        over_cases(
            {"smallest_curvature": 1.0, "largest_curvature": 3.0},
            {"smallest_curvature": 1.0, "largest_curvature": 100.0},
            {"smallest_curvature": 0.2, "largest_curvature": 4.0},
        ),
        {
            "only the largest curvature is used: 2/L is the limit, not the best rate": (
                "smallest_curvature + largest_curvature) → largest_curvature)"
            ),
            "it is 1/L, the fastest rate that never overshoots": (
                "2 / (smallest_curvature + largest_curvature) → 1 / largest_curvature"
            ),
            "only the smallest curvature is used: 2/μ": "smallest_curvature + largest_curvature) → smallest_curvature)",
            "it is 1/μ, the rate for the flattest direction alone": (
                "2 / (smallest_curvature + largest_curvature) → 1 / smallest_curvature"
            ),
            "the 2 is missing": "2 / → 1 /",
            "it is upside down: this is the mean curvature": (
                "2 / (smallest_curvature + largest_curvature) → (smallest_curvature + largest_curvature) / 2"
            ),
            "the curvatures are subtracted: 2/(L − μ)": (
                "(smallest_curvature + largest_curvature) → (largest_curvature - smallest_curvature)"
            ),
            "the curvatures are multiplied: 2/(μL)": "smallest_curvature + → smallest_curvature *",
            "it is the geometric mean: 1/√(μL)": (
                "2 / (smallest_curvature + largest_curvature) → 1 / np.sqrt(smallest_curvature * largest_curvature)"
            ),
            "the parentheses are missing: 2/μ + L": (
                "2 / (smallest_curvature + largest_curvature) → 2 / smallest_curvature + largest_curvature"
            ),
            "it is the contraction (κ − 1)/(κ + 1), not the rate": "2 / → (largest_curvature - smallest_curvature) /",
            "it is the mean of 1/μ and 1/L": (
                "2 / (smallest_curvature + largest_curvature) → (1 / smallest_curvature + 1 / largest_curvature) / 2"
            ),
            "it is momentum's best rate, 4/(√μ + √L)²": (
                "2 / (smallest_curvature + largest_curvature) → "
                "4 / (np.sqrt(smallest_curvature) + np.sqrt(largest_curvature)) ** 2"
            ),
        },
        "At the best rate 1 − ημ and −(1 − ηL) are equal: both ends shrink alike. Solve that for η.",
    ),
)
