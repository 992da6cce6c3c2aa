"""Mistakes that are made in the exercises on rmsprop."""

from optlab.exercises.exercise import instead, slip
from optlab.exercises.mistakes.adagrad import DIVIDED


def _each_step(line: str) -> str:
    """A loop over the steps that makes this update of the cache."""
    return f"cache = 0\nfor _ in range(steps):\n    {line}\nreturn cache"


RMSPROP_STEP = {
    **DIVIDED,
    "1 minus rho missing": slip("(1 − ρ) is missing", ("(1 - decay_rate) * gradient", "gradient")),
    "rho 1 minus rho": slip(
        "ρ and (1 − ρ) are swapped", ("decay_rate * cache + (1 - decay_rate)", "(1 - decay_rate) * cache + decay_rate")
    ),
    "rho missing": slip("ρ is missing: the old cache does not fade", ("= decay_rate * cache", "= cache")),
    "nothing fades": slip(
        "nothing fades: the cache adds up, as in AdaGrad", ("decay_rate * cache + (1 - decay_rate) *", "cache +")
    ),
    "square rho before old": slip(
        "the square has ρ before it, as the old cache has, not (1 − ρ)", ("(1 - decay_rate)", "decay_rate")
    ),
    "parts have 1 minus": slip("both parts have (1 − ρ)", ("= decay_rate * cache", "= (1 - decay_rate) * cache")),
    "old cache left out": slip("the old cache is left out", ("decay_rate * cache +", "")),
    "sign wrong 1 rho": slip("the sign is wrong: (1 + ρ)", ("(1 - decay_rate)", "(1 + decay_rate)")),
    "1 minus rho squared": slip(
        "(1 − ρ) is squared with the gradient", ("(1 - decay_rate) * gradient**2", "((1 - decay_rate) * gradient) ** 2")
    ),
    "no parentheses": slip(
        "the parentheses are missing: ρ·cache + 1 − ρ·g²",
        ("(1 - decay_rate) * gradient**2", "1 - decay_rate * gradient**2"),
    ),
    "average squared": slip(
        "the average is taken of the gradients and then squared",
        (
            "decay_rate * cache + (1 - decay_rate) * gradient**2",
            "(decay_rate * cache + (1 - decay_rate) * gradient) ** 2",
        ),
    ),
    "added to itself": slip(
        "the old cache is added once more: cache += ρ·cache + (1 − ρ)g²",
        ("= decay_rate * cache", "= cache + decay_rate * cache"),
    ),
    "square times decay": slip(
        "ρ stands before both: ρ(cache + g²)",
        ("decay_rate * cache + (1 - decay_rate) * gradient**2", "decay_rate * (cache + gradient**2)"),
    ),
    "corrected returned": slip(
        "the cache is returned with a correction, divided by (1 − ρ)",
        ("step, new_cache", "step, new_cache / (1 - decay_rate)"),
    ),
    "corrected": slip(
        "the cache is corrected for its cold start in step 1, as in Adam",
        ("np.sqrt(new_cache)", "np.sqrt(new_cache / (1 - decay_rate))"),
    ),
    "tenth": slip(
        "0.9 and 0.1 stand in place of ρ and (1 − ρ)", ("decay_rate * cache + (1 - decay_rate)", "0.9 * cache + 0.1")
    ),
    "centred": slip(
        "the square of the gradient is averaged less the gradient's own square",
        ("* gradient**2", "* (gradient**2 - gradient.mean() ** 2)"),
    ),
    "root average": slip(
        "the roots are averaged: √cache is taken before it fades", ("decay_rate * cache", "decay_rate * np.sqrt(cache)")
    ),
    "minus": slip("the square is subtracted from the cache", ("+ (1 - decay_rate)", "- (1 - decay_rate)")),
    "square of x": slip("the square of x is averaged, not that of the gradient", ("gradient**2", "x**2")),
    "cache in step": slip(
        "the cache stands in the step, where the gradient belongs",
        ("learning_rate * gradient /", "learning_rate * new_cache /"),
    ),
    "step upside down": slip(
        "the step is upside down: √cache is divided by the gradient",
        ("gradient / (np.sqrt(new_cache) + epsilon)", "np.sqrt(new_cache) / (gradient + epsilon)"),
    ),
}
CACHE_AFTER = {
    "gradient not squared": slip("the gradient is not squared", ("gradient**2", "gradient")),
    "gradient size": slip("the gradient's size is taken, not its square", ("gradient**2", "np.abs(gradient)")),
    "gradient missing": slip("the gradient is missing", ("* gradient**2", "")),
    "what is missing": slip(
        "it is what is missing from g², not what is there: ρⁿg²", ("(1 - decay_rate**steps)", "decay_rate**steps")
    ),
    "one step missing": slip("one step is missing: ρⁿ⁻¹", ("**steps", "** (steps - 1)")),
    "one step too many": slip("there is one step too many: ρⁿ⁺¹", ("**steps", "** (steps + 1)")),
    "rho times steps": slip(
        "ρ is multiplied by the steps, not raised to their power", ("decay_rate**steps", "decay_rate * steps")
    ),
    "only one step": slip("only one step is taken: (1 − ρ)g²", ("decay_rate**steps", "decay_rate")),
    "power 1 minus rho": slip(
        "the power is taken of (1 − ρ): (1 − ρ)ⁿ", ("(1 - decay_rate**steps)", "(1 - decay_rate) ** steps")
    ),
    "one minus power 1": slip(
        "one minus the power is taken of (1 − ρ): 1 − (1 − ρ)ⁿ", ("decay_rate**steps", "(1 - decay_rate) ** steps")
    ),
    "nothing fades": slip("nothing fades: n(1 − ρ)g²", ("(1 - decay_rate**steps)", "steps * (1 - decay_rate)")),
    "nothing fades 1 minus": slip(
        "nothing fades and (1 − ρ) is missing: ng², as in AdaGrad", ("(1 - decay_rate**steps)", "steps")
    ),
    "1 minus rho missing": slip(
        "(1 − ρ) is missing from every step", ("(1 - decay_rate**steps)", "(1 - decay_rate**steps) / (1 - decay_rate)")
    ),
    "1 minus rho applied": slip(
        "(1 − ρ) is applied once more", ("(1 - decay_rate**steps)", "(1 - decay_rate) * (1 - decay_rate**steps)")
    ),
    "last step s part": slip(
        "it is the last step's part alone: (1 − ρ)ρⁿ⁻¹g²",
        ("(1 - decay_rate**steps)", "(1 - decay_rate) * decay_rate ** (steps - 1)"),
    ),
    "cache ends after many": slip("it is where the cache ends after many steps: g²", ("(1 - decay_rate**steps)", "1")),
    "root cache returned": slip(
        "the root of the cache is returned",
        ("(1 - decay_rate**steps) * gradient**2", "np.sqrt(1 - decay_rate**steps) * np.abs(gradient)"),
    ),
    "sign wrong": slip("the sign is wrong: (1 + ρⁿ)", ("1 -", "1 +")),
    "divided 1 minus rho": slip(
        "it is divided by 1 − ρⁿ, as a correction would",
        ("(1 - decay_rate**steps) * gradient**2", "gradient**2 / (1 - decay_rate**steps)"),
    ),
    "no parentheses": instead("the parentheses are missing: 1 − ρⁿ·g²", "return 1 - decay_rate**steps * gradient**2"),
    "sign": instead("the sign is wrong: ρⁿ − 1", "return (decay_rate**steps - 1) * gradient**2"),
    "from one": instead(
        "the cache begins at 1, not at 0", "return (1 - decay_rate**steps) * gradient**2 + decay_rate**steps"
    ),
    "added to itself": instead(
        "the old cache is added once more in every step: cache += ρ·cache + (1 − ρ)g²",
        _each_step("cache += decay_rate * cache + (1 - decay_rate) * gradient**2"),
    ),
    "swapped": instead(
        "ρ and (1 − ρ) are swapped in every step",
        _each_step("cache = (1 - decay_rate) * cache + decay_rate * gradient**2"),
    ),
    "squared with it": instead(
        "(1 − ρⁿ) is squared with the gradient", "return ((1 - decay_rate**steps) * gradient) ** 2"
    ),
    "square fades": instead(
        "ρ stands before both: ρ(cache + g²)",
        _each_step("cache = decay_rate * (cache + gradient**2)"),
    ),
    "base and power": instead(
        "the base and the power are swapped: nᵖ with p = ρ", "return (1 - steps**decay_rate) * gradient**2"
    ),
    "exponential": instead(
        "it is the exponential 1 − e to the power −n(1 − ρ), which holds for ρ close to 1",
        "return (1 - np.exp(-steps * (1 - decay_rate))) * gradient**2",
    ),
    "half": slip("only half of the steps are counted", ("**steps", "** (steps / 2)")),
    "doubled": slip("the steps are counted twice, as for a square", ("**steps", "** (2 * steps)")),
    "subtracted power": instead(
        "ρⁿ is subtracted from g², not multiplied: g² − ρⁿ", "return gradient**2 - decay_rate**steps"
    ),
    "added power": instead("ρⁿ and (1 − ρ)g² are added", "return decay_rate**steps + (1 - decay_rate) * gradient**2"),
    "squared part": instead(
        "(1 − ρ) is squared with the gradient, and nothing fades", "return steps * ((1 - decay_rate) * gradient) ** 2"
    ),
}
RESTING_PLACE = {
    "whole step one side": slip("it is the whole step, from one side to the other", ("/ 2", "")),
    "halved twice": slip("it is halved twice", ("/ 2", "/ 4")),
    "doubled": slip("it is doubled", ("/ 2", "* 2")),
    "settle minimum": slip("it is taken to settle on the minimum", ("learning_rate / 2", "0.0")),
    "loss": slip("it is the loss there, not the distance", ("learning_rate / 2", "learning_rate**2 / 8")),
    "rate squared 2": slip("it is taken to be η²/2", ("learning_rate / 2", "learning_rate**2 / 2")),
    "rate squared": slip("it is taken to be η²", ("learning_rate / 2", "learning_rate**2")),
    "root rate": slip("it is taken to be √η", ("learning_rate / 2", "np.sqrt(learning_rate)")),
    "sign wrong": slip("the sign is wrong: a distance is not negative", ("learning_rate / 2", "-learning_rate / 2")),
    "inverse": instead("it is upside down: 1/η", "return 1 / learning_rate"),
    "limit": instead("2/η is returned: that is a curvature at the limit, not a distance", "return 2 / learning_rate"),
    "upside down": instead("it is upside down: 1/(2η)", "return 1 / (2 * learning_rate)"),
    "mean size": instead("it is η/√2: the half is rooted", "return learning_rate / np.sqrt(2)"),
    "root of half": instead("the root of η/2 is taken", "return np.sqrt(learning_rate / 2)"),
    "square of half": instead("the distance is squared: η²/4", "return (learning_rate / 2) ** 2"),
    "as stochastic": instead(
        "it is η/(2 − η), the noise floor of gradient descent", "return learning_rate / (2 - learning_rate)"
    ),
    "as stochastic loss": instead(
        "it is η/(2(2 − η)), the noise floor of gradient descent", "return learning_rate / (2 * (2 - learning_rate))"
    ),
    "what is left": instead("η is subtracted from 1", "return 1 - learning_rate"),
    "tenth": instead("it is a fixed part of η that was read off a picture: η/10", "return learning_rate / 10"),
    "thirds": instead("it is η/3", "return learning_rate / 3"),
    "nothing": instead("it is taken to come within ε of the minimum", "return 1e-8"),
    "half": instead("0.5 is returned: the learning rate is missing", "return 0.5"),
    "one": instead("1 is returned: the learning rate is missing", "return 1.0"),
    "whole": instead("// gives whole numbers only: write /", "return learning_rate // 2"),
    "with decay": instead("it is η/(1 + η)", "return learning_rate / (1 + learning_rate)"),
    "one minus": instead(
        "x is multiplied by (1 − η), as in gradient descent", "return (1 - learning_rate) * learning_rate"
    ),
    "three halves": instead("it is one and a half steps: 3η/2", "return 1.5 * learning_rate"),
    "twice square": instead("it is taken to be 2η²", "return 2 * learning_rate**2"),
    "with epsilon": instead("ε is added, and it was to be left out", "return learning_rate / 2 + 1e-8"),
    "nine tenths": instead("η is multiplied by ρ = 0.9", "return 0.9 * learning_rate"),
}
