"""Mistakes that are made in the exercises on momentum."""

from optlab.exercises.exercise import instead, slip

MOMENTUM_STEP = {
    "sign gradient wrong": slip(
        "the sign of the gradient is wrong: the push goes up the slope", ("- learning_rate", "+ learning_rate")
    ),
    "velocity subtracted": slip("the velocity is subtracted from x, not added", ("x + new_v", "x - new_v")),
    "velocity points up slope": slip(
        "the velocity points up the slope and is then subtracted: x is right, v has the other sign",
        ("- learning_rate", "+ learning_rate"),
        ("x + new_v", "x - new_v"),
    ),
    "learning rate outside velocity": slip(
        "the learning rate stands outside the velocity: v = μv + g, x − ηv",
        ("- learning_rate * gradient", "+ gradient"),
        ("x + new_v", "x - learning_rate * new_v"),
    ),
    "learning rate outside velocity v": slip(
        "the learning rate stands outside the velocity: v = μv − g, x + ηv",
        ("learning_rate * gradient", "gradient"),
        ("x + new_v", "x + learning_rate * new_v"),
    ),
    "learning rate missing": slip("the learning rate is missing", ("learning_rate * gradient", "gradient")),
    "learning rate applied twice": slip(
        "the learning rate is applied twice", ("x + new_v", "x + learning_rate * new_v")
    ),
    "gradient damped 1 minus": slip(
        "the gradient is damped by (1 − μ)", ("- learning_rate", "- (1 - momentum) * learning_rate")
    ),
    "mu 1 minus mu": slip("μ and (1 − μ) are swapped", ("= momentum * v", "= (1 - momentum) * v")),
    "momentum missing velocity": slip("the momentum is missing from the velocity", ("= momentum * v", "= v")),
    "old velocity left out": slip(
        "the old velocity is left out: this is plain gradient descent", ("momentum * v -", "-")
    ),
    "momentum applied gradient": slip(
        "the momentum is applied to the gradient as well: parentheses",
        ("momentum * v - learning_rate * gradient", "momentum * (v - learning_rate * gradient)"),
    ),
    "momentum learning rate swapped": slip(
        "the momentum and the learning rate are swapped",
        ("momentum * v - learning_rate * gradient", "learning_rate * v - momentum * gradient"),
    ),
    "momentum applied twice": slip("the momentum is applied twice", ("x + new_v", "x + momentum * new_v")),
    "x looks ahead once": slip(
        "x looks ahead once more, as in Nesterov's momentum",
        ("x + new_v", "x + momentum * new_v - learning_rate * gradient"),
    ),
    "step made old velocity": slip("the step is made with the old velocity", ("x + new_v", "x + v")),
    "x moves gradient alone": slip(
        "x moves by the gradient alone, not by the velocity", ("x + new_v", "x - learning_rate * gradient")
    ),
    "old position returned": slip("the old position is returned", ("x + new_v", "x")),
    "step returned position": slip("the step is returned in place of the position", ("x + new_v", "new_v")),
    "old velocity returned": slip("the old velocity is returned", ("x + new_v, new_v", "x + new_v, v")),
    "average": slip(
        "the velocity is an average, as in Adam: v = μv + (1 − μ)g, x − ηv",
        ("- learning_rate * gradient", "+ (1 - momentum) * gradient"),
        ("x + new_v", "x - learning_rate * new_v"),
    ),
    "average subtracted": slip(
        "the velocity is an average: v = μv − (1 − μ)g, x + ηv",
        ("- learning_rate * gradient", "- (1 - momentum) * gradient"),
        ("x + new_v", "x + learning_rate * new_v"),
    ),
    "average inside": slip(
        "the velocity is an average of uphill slopes: v = μv + (1 − μ)ηg, x − v",
        ("- learning_rate", "+ (1 - momentum) * learning_rate"),
        ("x + new_v", "x - new_v"),
    ),
    "rate on both": slip(
        "the learning rate multiplies the old velocity as well: η(μv − g)",
        ("momentum * v - learning_rate * gradient", "learning_rate * (momentum * v - gradient)"),
    ),
    "gradient twice": slip(
        "the gradient is subtracted twice: once in the velocity, and once from x",
        ("x + new_v", "x + new_v - learning_rate * gradient"),
    ),
    "exchanged weights": slip(
        "(1 − μ) stands before the velocity, and μ before the gradient",
        ("momentum * v - learning_rate", "(1 - momentum) * v - momentum * learning_rate"),
    ),
    "old position minus": slip("the sign of the momentum is wrong: −μv", ("momentum * v", "-momentum * v")),
    "velocity only": slip("the gradient is missing from the velocity", (" - learning_rate * gradient", "")),
    "momentum squared": slip("the momentum is squared", ("momentum * v", "momentum**2 * v")),
    "position in velocity": slip("x stands where v belongs in the velocity", ("momentum * v", "momentum * x")),
    "gradient step without velocity": slip(
        "plain gradient descent: x moves by the gradient alone, and the velocity is returned as it was",
        ("x + new_v, new_v", "x - learning_rate * gradient, v"),
    ),
}
NESTEROV_STEP = {
    "slope x": slip("the slope is taken at x: this is plain momentum", ("ahead = x + momentum * v", "ahead = x")),
    "looks back": slip("it looks back: the slope is taken at x − μv", ("ahead = x +", "ahead = x -")),
    "looks ahead v mu": slip("it looks ahead by v, not by μv", ("ahead = x + momentum * v", "ahead = x + v")),
    "slope mu v without": slip(
        "the slope is taken at μv, without x", ("ahead = x + momentum * v", "ahead = momentum * v")
    ),
    "looks ahead rate v": slip(
        "it looks ahead by ηv, not by μv", ("ahead = x + momentum * v", "ahead = x + learning_rate * v")
    ),
    "slope x look ahead": slip(
        "the slope is taken at x, and the look-ahead is put into the step",
        ("slope(ahead)", "slope(x)"),
        ("x + new_v", "x + momentum * new_v - learning_rate * slope(x)"),
    ),
    "step begins point ahead": slip("the step begins at the point ahead, not at x", ("x + new_v", "ahead + new_v")),
    "point ahead returned position": slip(
        "the point ahead is returned in place of the position", ("x + new_v", "x + new_v + momentum * new_v")
    ),
    "sign slope wrong": slip(
        "the sign of the slope is wrong: the push goes up", ("- learning_rate", "+ learning_rate")
    ),
    "velocity subtracted x added": slip("the velocity is subtracted from x, not added", ("x + new_v", "x - new_v")),
    "velocity points up slope": slip(
        "the velocity points up the slope and is then subtracted",
        ("- learning_rate", "+ learning_rate"),
        ("x + new_v", "x - new_v"),
    ),
    "velocity points up slope x": slip(
        "the velocity points up the slope, and x − μv and x − v are taken",
        ("- learning_rate", "+ learning_rate"),
        ("ahead = x +", "ahead = x -"),
        ("x + new_v", "x - new_v"),
    ),
    "learning rate missing": slip("the learning rate is missing", ("learning_rate * slope", "slope")),
    "learning rate applied twice": slip(
        "the learning rate is applied twice", ("x + new_v", "x + learning_rate * new_v")
    ),
    "learning rate outside velocity": slip(
        "the learning rate stands outside the velocity: v = μv − g, x + ηv",
        ("learning_rate * slope", "slope"),
        ("x + new_v", "x + learning_rate * new_v"),
    ),
    "slope damped 1 minus": slip(
        "the slope is damped by (1 − μ)", ("- learning_rate", "- (1 - momentum) * learning_rate")
    ),
    "momentum missing velocity": slip(
        "the momentum is missing from the velocity", ("new_v = momentum * v", "new_v = v")
    ),
    "old velocity left out": slip(
        "the old velocity is left out of the new one", ("new_v = momentum * v -", "new_v = -")
    ),
    "step made old velocity": slip("the step is made with the old velocity", ("x + new_v", "x + v")),
    "old position returned": slip("the old position is returned", ("return x + new_v", "return x")),
    "step returned position": slip(
        "the step is returned in place of the position", ("return x + new_v", "return new_v")
    ),
    "old velocity returned": slip("the old velocity is returned", ("x + new_v, new_v", "x + new_v, v")),
    "library": slip(
        "the slope is taken at x + μv, and the step is that of the library's own form, x + μv − ηg",
        ("x + new_v", "x + momentum * new_v - learning_rate * slope(ahead)"),
    ),
    "plain library": instead(
        "the rate stands outside the velocity: v = μv + g, x − ηv",
        "new_v = momentum * v + slope(x + momentum * v)\nreturn x - learning_rate * new_v, new_v",
    ),
    "looks ahead twice": instead(
        "v is multiplied by μ before it is used: μ is applied twice to the old velocity",
        "v = momentum * v\nnew_v = momentum * v - learning_rate * slope(x + v)\nreturn x + new_v, new_v",
    ),
    "looks ahead along gradient": slip(
        "it looks ahead along the slope, not along μv",
        ("ahead = x + momentum * v", "ahead = x - learning_rate * slope(x)"),
    ),
    "looks from step": slip(
        "the slope is taken after momentum's whole step",
        ("ahead = x + momentum * v", "ahead = x + momentum * v - learning_rate * slope(x)"),
    ),
    "average": slip(
        "the velocity is an average: v = μv + (1 − μ)g, x − ηv",
        ("- learning_rate * slope(ahead)", "+ (1 - momentum) * slope(ahead)"),
        ("x + new_v", "x - learning_rate * new_v"),
    ),
    "momentum on new": slip("x moves by μ times the new velocity", ("x + new_v", "x + momentum * new_v")),
    "ahead gradient step": slip(
        "the point ahead makes the step of gradient descent, and the velocity is not changed",
        ("x + new_v, new_v", "ahead - learning_rate * slope(ahead), v"),
    ),
    "slope of product": slip("the slope is taken at μx + v", ("ahead = x + momentum * v", "ahead = momentum * x + v")),
    "slope of half": slip("the slope is taken at μ(x + v)", ("ahead = x + momentum * v", "ahead = momentum * (x + v)")),
    "slope added": slip(
        "the slopes at x and at the point ahead are added", ("slope(ahead)", "(slope(x) + slope(ahead))")
    ),
    "mean of slopes": slip(
        "the mean of the slopes at x and at the point ahead is used", ("slope(ahead)", "(slope(x) + slope(ahead)) / 2")
    ),
    "step not velocity": slip(
        "x moves by the slope alone, not by the velocity", ("x + new_v", "x - learning_rate * slope(ahead)")
    ),
    "rate on both": slip(
        "the learning rate multiplies the old velocity as well: η(μv − slope)",
        ("momentum * v - learning_rate * slope(ahead)", "learning_rate * (momentum * v - slope(ahead))"),
    ),
    "looks back by v": slip(
        "it looks back: the slope is taken at x − v", ("ahead = x + momentum * v", "ahead = x - v")
    ),
    "ahead by momentum": slip(
        "μ is added to x, and v is missing from the look-ahead", ("ahead = x + momentum * v", "ahead = x + momentum")
    ),
    "momentum on all": slip(
        "the momentum is applied to the slope as well: parentheses",
        ("momentum * v - learning_rate * slope(ahead)", "momentum * (v - learning_rate * slope(ahead))"),
    ),
    "swapped": slip(
        "the momentum and the learning rate are swapped in the new velocity",
        ("momentum * v - learning_rate * slope(ahead)", "learning_rate * v - momentum * slope(ahead)"),
    ),
    "point ahead as velocity": slip(
        "the point ahead is returned as the velocity", ("x + new_v, new_v", "x + new_v, ahead")
    ),
    "momentum twice added": instead(
        "μv is added twice to the velocity, and the slope is taken at x",
        "new_v = 2 * momentum * v - learning_rate * slope(x)\nreturn x + new_v, new_v",
    ),
    "slope with the new velocity": instead(
        "the slope is taken a second time, at x + μ times the new velocity",
        "new_v = momentum * v - learning_rate * slope(x + momentum * v)\n"
        "return x + momentum * new_v - learning_rate * slope(x + momentum * new_v), new_v",
    ),
}
LARGEST_RATE = {
    "momentum left out": slip("the momentum is left out: 2/λ is gradient descent's limit", ("(1 + momentum)", "1")),
    "2 missing": slip("the 2 is missing", ("2 *", "")),
    "sign wrong": slip("the sign is wrong: (1 − μ)", ("1 + momentum", "1 - momentum")),
    "divided 1 minus mu": slip(
        "it is divided by (1 − μ), not multiplied by (1 + μ)", ("2 * (1 + momentum)", "2 / (1 - momentum)")
    ),
    "divided 1 plus mu": slip("it is divided by (1 + μ), not multiplied", ("2 * (1", "2 / (1")),
    "parentheses missing": slip("the parentheses are missing: 2 + μ", ("2 * (1 + momentum)", "(2 + momentum)")),
    "parentheses missing 2 1 mu": slip(
        "the parentheses are missing: 2 · 1 + μ/λ", ("2 * (1 + momentum) / curvature", "2 + momentum / curvature")
    ),
    "only 2 multiplied": slip(
        "only the 2 is multiplied: 2 + 2μ/λ", ("2 * (1 + momentum) / curvature", "2 + 2 * momentum / curvature")
    ),
    "factor missing": slip("the factor is missing: 2μ/λ", ("(1 + momentum)", "momentum")),
    "multiplied curvature": slip("it is multiplied by the curvature", ("/ curvature", "* curvature")),
    "curvature missing": slip("the curvature is missing", ("/ curvature", "")),
    "curvature under root": slip("the curvature is under a root", ("/ curvature", "/ np.sqrt(curvature)")),
    "root momentum": slip("the root of the momentum is taken", ("1 + momentum", "1 + np.sqrt(momentum)")),
    "momentum squared": slip("the momentum is squared", ("1 + momentum", "1 + momentum**2")),
    "divided 1 2 mu": slip(
        "it is divided by (1 + 2μ): this is Nesterov's limit", ("/ curvature", "/ (1 + 2 * momentum) / curvature")
    ),
    "four": instead("4/λ is the limit for μ = 1: the momentum is left out", "return 4 / curvature"),
    "three point eight": instead("3.8/λ holds for μ = 0.9 alone", "return 3.8 / curvature"),
    "best": instead(
        "it is (1 + √μ)²/λ: the upper end of the range in which the run swings, not the limit",
        "return (1 + np.sqrt(momentum)) ** 2 / curvature",
    ),
    "lower edge": instead(
        "it is the rate from which momentum swings, (1 − √μ)²/λ, not the limit",
        "return (1 - np.sqrt(momentum)) ** 2 / curvature",
    ),
    "one": instead("1/λ never overshoots; the limit is larger", "return 1 / curvature"),
    "added": instead("the momentum is added to 2/λ", "return 2 / curvature + momentum"),
    "subtracted": instead("the momentum is subtracted from 2/λ", "return 2 / curvature - momentum"),
    "upside down": instead("it is upside down: λ/(2(1 + μ))", "return curvature / (2 * (1 + momentum))"),
    "curvature squared": slip("the curvature is squared", ("/ curvature", "/ curvature**2")),
    "gradient descent kept": instead(
        "2/λ is multiplied by 1/(1 − μ) and by (1 + μ)", "return 2 * (1 + momentum) / (1 - momentum) / curvature"
    ),
    "less": instead("it is 2(1 − μ)/λ with the 2 missing: (1 − μ)/λ", "return (1 - momentum) / curvature"),
    "one over one minus": instead(
        "it is 1/(λ(1 − μ)), the rate at which the steps add up to 1/λ", "return 1 / (curvature * (1 - momentum))"
    ),
    "all square": instead("(1 + μ) is squared: (1 + μ)²/λ", "return (1 + momentum) ** 2 / curvature"),
    "two and square": instead("(1 + μ) is squared: 2(1 + μ)²/λ", "return 2 * (1 + momentum) ** 2 / curvature"),
    "plus lambda": instead(
        "the curvature is added, not divided by: 2(1 + μ) + λ", "return 2 * (1 + momentum) + curvature"
    ),
    "momentum added doubled": instead(
        "2μ is added to 2/λ: the parentheses are missing", "return 2 * momentum + 2 / curvature"
    ),
    "half": instead("the 2 is below the line: (1 + μ)/(2λ)", "return (1 + momentum) / (2 * curvature)"),
}
