"""Mistakes that are made in the exercises on stochastic."""

from optlab.exercises.exercise import instead, slip

MEAN_GRADIENT = {
    "factor 2 missing": slip(
        "the factor 2 is missing: this is the gradient of half the squared error", ("2 * np", "np")
    ),
    "factor 2 missing weight": slip(
        "the factor 2 is missing from the weight's slope alone", ("2 * np.mean(error * x)", "np.mean(error * x)")
    ),
    "factor 2 missing bias": slip(
        "the factor 2 is missing from the bias's slope alone", ("2 * np.mean(error)", "np.mean(error)")
    ),
    "factor 2 applied twice": slip("the factor 2 is applied twice", ("2 * np", "4 * np")),
    "halved": slip("it is halved, not doubled", ("2 * np", "0.5 * np")),
    "sum": slip("the sum is taken, not the mean", ("np.mean", "np.sum")),
    "sum factor 2 missing": slip("the sum is taken, and the factor 2 is missing", ("2 * np.mean", "np.sum")),
    "mean divided number samples": slip(
        "the mean is divided by the number of samples again", ("2 * np.mean", "2 / len(x) * np.mean")
    ),
    "error wrong sign": slip(
        "the error has the wrong sign: y − (weight·x + bias)", ("weight * x + bias - y", "y - (weight * x + bias)")
    ),
    "x missing for weight": slip("the error is not multiplied by x for the weight", ("error * x", "error")),
    "error multiplied x bias": slip(
        "the error is multiplied by x for the bias as well", ("np.mean(error)", "np.mean(error * x)")
    ),
    "y for x": slip("the error is multiplied by y, not by x", ("error * x", "error * y")),
    "weight for x": slip("the error is multiplied by the weight, not by x", ("error * x", "error * weight")),
    "bias left out prediction": slip("the bias is left out of the prediction", ("+ bias - y", "- y")),
    "bias subtracted prediction": slip("the bias is subtracted in the prediction", ("+ bias - y", "- bias - y")),
    "target y left out": slip("the target y is left out of the error", ("+ bias - y", "+ bias")),
    "error squared before multiplied": slip(
        "the error is squared before it is multiplied", ("weight * x + bias - y", "(weight * x + bias - y) ** 2")
    ),
    "means error x multiplied": slip(
        "the means of the error and of x are multiplied", ("np.mean(error * x)", "np.mean(error) * np.mean(x)")
    ),
    "only first sample used": slip(
        "only the first sample is used", ("np.mean(error * x)", "(error * x)[0]"), ("np.mean(error)", "error[0]")
    ),
    "only last sample used": slip(
        "only the last sample is used", ("np.mean(error * x)", "(error * x)[-1]"), ("np.mean(error)", "error[-1]")
    ),
    "absolute error": slip(
        "the error has lost its sign", ("error = weight * x + bias - y", "error = np.abs(weight * x + bias - y)")
    ),
    "x squared": slip("the error is multiplied by x², not by x", ("error * x", "error * x**2")),
    "bias slope times bias": slip(
        "the error is multiplied by the bias for the bias's slope: the slope of the bias is 1",
        ("np.mean(error)", "np.mean(error * bias)"),
    ),
    "loss": instead(
        "the loss is returned, not its slope",
        "error = weight * x + bias - y\nreturn np.mean(error**2), np.mean(error**2)",
    ),
    "sum over four": slip(
        "the sum is divided by a fixed 4, whatever the number of samples",
        ("np.mean(error * x)", "np.sum(error * x) / 4"),
        ("np.mean(error)", "np.sum(error) / 4"),
    ),
    "sum over three": slip(
        "the sum is divided by a fixed 3, whatever the number of samples",
        ("np.mean(error * x)", "np.sum(error * x) / 3"),
        ("np.mean(error)", "np.sum(error) / 3"),
    ),
    "updated parameters": instead(
        "the gradient is subtracted from the parameters: these are new parameters, not slopes",
        "error = weight * x + bias - y\nreturn weight - 2 * np.mean(error * x), bias - 2 * np.mean(error)",
    ),
    "n minus one": slip(
        "it is divided by one less than the number of samples",
        ("np.mean(error * x)", "np.sum(error * x) / (len(x) - 1)"),
        ("np.mean(error)", "np.sum(error) / (len(x) - 1)"),
    ),
    "median": slip("the median is taken, not the mean", ("np.mean", "np.median")),
    "bias times x": slip("the bias is multiplied by x in the prediction", ("weight * x + bias", "(weight + bias) * x")),
    "weight left out": slip("the weight is left out of the prediction", ("weight * x + bias", "x + bias")),
    "sum of weight only": slip(
        "the sum is taken for the weight, and the mean for the bias", ("np.mean(error * x)", "np.sum(error * x)")
    ),
    "sum of bias only": slip(
        "the mean is taken for the weight, and the sum for the bias", ("np.mean(error)", "np.sum(error)")
    ),
    "root of mean": slip(
        "the size of the error is used, as of a root mean square",
        ("error * x", "np.sqrt(np.mean(error**2)) * x"),
        ("np.mean(error)", "np.sqrt(np.mean(error**2))"),
    ),
    "sign of error": slip(
        "only the sign of the error is used: that is the slope of |error|",
        ("error = weight * x + bias - y", "error = np.sign(weight * x + bias - y)"),
    ),
    "weight times both": slip(
        "the weight multiplies x and the bias in the prediction", ("weight * x + bias", "weight * (x + bias)")
    ),
    "divided by x": slip("the error is divided by x, not multiplied", ("error * x", "error / x")),
    "bias doubled": slip("twice the bias is returned for its slope", ("2 * np.mean(error)", "2 * bias")),
}
SGD_EPOCH = {
    "factor missing": slip(
        "the factor 2 is missing: this is the slope of half the squared error", ("2 * error", "error")
    ),
    "sign wrong": slip(
        "the sign is wrong: the steps go up the slope",
        ("weight - learning_rate", "weight + learning_rate"),
        ("bias - learning_rate", "bias + learning_rate"),
    ),
    "error sign": slip(
        "the error has the wrong sign: y − (weight·x + bias)",
        ("weight * x[i] + bias - y[i]", "y[i] - weight * x[i] - bias"),
    ),
    "rate missing": slip("the learning rate is missing", ("learning_rate * 2", "2")),
    "x missing": slip("the error is not multiplied by x for the weight", ("error * x[i]", "error")),
    "x in bias": slip(
        "the error is multiplied by x for the bias as well",
        ("bias - learning_rate * 2 * error", "bias - learning_rate * 2 * error * x[i]"),
    ),
    "order ignored": slip(
        "the order is not used: the samples are taken as they stand", ("in order", "in range(len(x))")
    ),
    "backwards": slip("the order is gone through backwards", ("in order", "in order[::-1]")),
    "sorted": slip("the order is sorted first", ("in order", "in np.sort(order)")),
    "one batch": instead(
        "one step is made with the mean over all samples: this is gradient descent",
        "error = weight * x + bias - y\nreturn weight - learning_rate * 2 * np.mean(error * x), bias - "
        "learning_rate * 2 * np.mean(error)",
    ),
    "sum": instead(
        "one step is made with the sum over all samples",
        "error = weight * x + bias - y\nreturn weight - learning_rate * 2 * np.sum(error * x), bias - "
        "learning_rate * 2 * np.sum(error)",
    ),
    "whole each time": instead(
        "every step is made with the mean over all samples",
        "for _ in order:\n    error = weight * x + bias - y\n"
        "    weight, bias = weight - learning_rate * 2 * np.mean(error * x), bias - learning_rate * 2 * "
        "np.mean(error)\nreturn weight, bias",
    ),
    "old errors": instead(
        "all errors are those at the start of the pass",
        "error = weight * x + bias - y\nfor i in order:\n"
        "    weight = weight - learning_rate * 2 * error[i] * x[i]\n"
        "    bias = bias - learning_rate * 2 * error[i]\nreturn weight, bias",
    ),
    "new weight for bias": slip(
        "the bias is moved with an error of the new weight: both are to move at once",
        ("bias - learning_rate * 2 * error", "bias - learning_rate * 2 * (weight * x[i] + bias - y[i])"),
    ),
    "new bias for weight": instead(
        "the weight is moved with an error of the new bias: both are to move at once",
        "for i in order:\n    bias = bias - learning_rate * 2 * (weight * x[i] + bias - y[i])\n"
        "    weight = weight - learning_rate * 2 * (weight * x[i] + bias - y[i]) * x[i]\nreturn weight, bias",
    ),
    "first only": slip(
        "only the first sample is used: the return may stand inside the loop", ("in order", "in order[:1]")
    ),
    "last only": slip("only the last sample is used", ("in order", "in order[-1:]")),
    "last missing": slip("the last sample is missing", ("in order", "in order[:-1]")),
    "first missing": slip("the first sample is missing", ("in order", "in order[1:]")),
    "twice": slip("the samples are gone through twice", ("in order", "in [*order, *order]")),
    "rate over n": slip(
        "the rate is divided by the number of samples", ("learning_rate * 2", "learning_rate / len(x) * 2")
    ),
    "weight kept": slip(
        "the weight is not moved", ("weight = weight - learning_rate * 2 * error * x[i]", "weight = weight")
    ),
    "bias kept": slip("the bias is not moved", ("bias = bias - learning_rate * 2 * error", "bias = bias")),
    "bias left out": slip("the bias is left out of the prediction", ("+ bias - y[i]", "- y[i]")),
    "target left out": slip("the target y is left out of the error", ("+ bias - y[i]", "+ bias")),
    "x as it stands": slip(
        "x is taken as it stands, and y in the order",
        ("for i in order:\n", "for k, i in enumerate(order):\n"),
        ("x[i]", "x[k]"),
    ),
    "y as it stands": slip(
        "y is taken as it stands, and x in the order",
        ("for i in order:\n", "for k, i in enumerate(order):\n"),
        ("y[i]", "y[k]"),
    ),
    "weight for x": slip("the error is multiplied by the weight, not by x", ("error * x[i]", "error * weight")),
    "y for x": slip("the error is multiplied by y, not by x", ("error * x[i]", "error * y[i]")),
    "squared": slip("the error is squared", ("- y[i]\n", "- y[i]\n        error = error**2\n")),
    "absolute": slip(
        "the error has lost its sign",
        ("error = weight * x[i] + bias - y[i]", "error = abs(weight * x[i] + bias - y[i])"),
    ),
    "step returned": instead(
        "each step is made from the start, and only the last one counts",
        "first, second = weight, bias\nfor i in order:\n    error = first * x[i] + second - y[i]\n"
        "    weight = first - learning_rate * 2 * error * x[i]\n"
        "    bias = second - learning_rate * 2 * error\nreturn weight, bias",
    ),
    "steps only": slip(
        "the gradient of the last sample is returned, not the weight and the bias",
        ("return weight, bias", "return 2 * error * x[i], 2 * error"),
    ),
    "steps kept": slip(
        "weight and bias become the steps: the old ones are lost",
        ("weight = weight - learning_rate", "weight = -learning_rate"),
        ("bias = bias - learning_rate", "bias = -learning_rate"),
    ),
    "indices without order": slip(
        "the samples are taken from the second on, as they stand", ("in order", "in range(1, len(order))")
    ),
    "factor missing from bias": slip(
        "the factor 2 is missing from the bias's step alone",
        ("bias - learning_rate * 2 * error", "bias - learning_rate * error"),
    ),
    "bias sign": slip("the sign of the bias's step is wrong", ("bias - learning_rate", "bias + learning_rate")),
}
DECAYED_RATE = {
    "root missing": slip("the root is missing: this is η/t", ("np.sqrt(t)", "t")),
    "t starts 0": slip("t starts at 0: it is divided by √(t − 1)", ("np.sqrt(t)", "np.sqrt(t - 1)")),
    "t one too large": slip("t is one too large: it is divided by √(t + 1)", ("np.sqrt(t)", "np.sqrt(t + 1)")),
    "divided 1 root t": slip("it is divided by 1 + √t", ("np.sqrt(t)", "(1 + np.sqrt(t))")),
    "divided 1 t": slip("it is divided by 1 + t", ("np.sqrt(t)", "(1 + t)")),
    "multiplied root t": slip("it is multiplied by √t", ("/ np.sqrt(t)", "* np.sqrt(t)")),
    "learning rate under root": slip(
        "the learning rate is under the root as well", ("learning_rate / np.sqrt(t)", "np.sqrt(learning_rate / t)")
    ),
    "rate does not fall": slip("the rate does not fall", ("/ np.sqrt(t)", "")),
    "divided t squared": slip("it is divided by t²", ("np.sqrt(t)", "t**2")),
    "learning rate missing": slip("the learning rate is missing: this is 1/√t", ("learning_rate /", "1 /")),
    "learning rate squared": slip("the learning rate is squared", ("learning_rate /", "learning_rate**2 /")),
    "divided cube root": slip("it is divided by the cube root", ("np.sqrt(t)", "np.cbrt(t)")),
    "divided logarithm": slip("it is divided by the logarithm", ("np.sqrt(t)", "np.log(t)")),
    "falls factor rate every": slip(
        "it falls by the factor η in every step: ηᵗ", ("learning_rate / np.sqrt(t)", "learning_rate**t")
    ),
    "half of t": instead("the rate is divided by t and then by 2: t**1/2 is t/2", "return learning_rate / t / 2"),
    "times half of t": instead(
        "the rate is multiplied by t and then halved: Python reads t**1/2 as (t**1)/2", "return learning_rate * t / 2"
    ),
    "over half of t": instead("it is divided by t/2", "return learning_rate / (t / 2)"),
    "compounded": instead(
        "the rate is divided by √t again in every step: it shrinks on itself",
        "rate = learning_rate\nfor k in range(1, t + 1):\n    rate = rate / np.sqrt(k)\nreturn rate",
    ),
    "compounded whole": instead(
        "the rate is divided by t again in every step: it shrinks on itself",
        "rate = learning_rate\nfor k in range(1, t + 1):\n    rate = rate / k\nreturn rate",
    ),
    "whole division": slip("// gives whole numbers only: write /", ("/ np.sqrt(t)", "// np.sqrt(t)")),
    "subtracted": instead(
        "1/√t is subtracted from the rate, where the rate is to be divided", "return learning_rate - 1 / np.sqrt(t)"
    ),
    "subtracted part": instead(
        "the part 1/√t is taken away, where it is to be kept", "return learning_rate * (1 - 1 / np.sqrt(t))"
    ),
    "subtracted root": instead("√t is subtracted from the rate", "return learning_rate - np.sqrt(t)"),
    "subtracted product": instead(
        "η√t is subtracted from the rate", "return learning_rate - learning_rate * np.sqrt(t)"
    ),
    "halved each step": instead("it is halved in every step", "return learning_rate * 0.5**t"),
    "halved since first": instead(
        "it is halved in every step after the first", "return learning_rate * 0.5 ** (t - 1)"
    ),
    "rate below root": instead(
        "the rate is below the line, under the root: 1/√(ηt)", "return 1 / np.sqrt(learning_rate * t)"
    ),
    "rate below line": instead("the rate is below the line: 1/(η√t)", "return 1 / (learning_rate * np.sqrt(t))"),
    "root of rate": instead("the root is taken of the rate, not of t: √η/t", "return np.sqrt(learning_rate) / t"),
    "one plus root after": instead(
        "it is divided by √t + 1 in another form: η/(√t + η)", "return learning_rate / (np.sqrt(t) + learning_rate)"
    ),
    "upside down": instead("it is upside down: √t/η", "return np.sqrt(t) / learning_rate"),
    "exponential": instead("it falls exponentially: e to the power −t", "return learning_rate * np.exp(-t)"),
    "power of t": instead("√t is the exponent: η to the power √t", "return learning_rate ** np.sqrt(t)"),
    "root of one plus": instead(
        "1 and the rate are under the root: 1/√(1 + ηt)", "return learning_rate / np.sqrt(1 + learning_rate * t)"
    ),
    "exponent three halves": slip("it is divided by t√t", ("np.sqrt(t)", "t**1.5")),
    "fourth root": slip("the root is taken twice", ("np.sqrt(t)", "t**0.25")),
    "falls by tenths": instead(
        "it falls by a tenth in every step: 0.9 to the power t", "return learning_rate * 0.9**t"
    ),
    "falls by hundredths": instead(
        "it falls by a hundredth in every step: 0.99 to the power t", "return learning_rate * 0.99**t"
    ),
    "two too many": slip("t is two too large", ("np.sqrt(t)", "np.sqrt(t + 2)")),
    "logarithm one more": slip("it is divided by the logarithm of t + 1", ("np.sqrt(t)", "np.log(t + 1)")),
    "one plus logarithm": slip("it is divided by 1 + the logarithm of t", ("np.sqrt(t)", "(1 + np.log(t))")),
}
FLOOR = {
    "sigma not squared": slip("σ is not squared", ("sigma**2", "sigma")),
    "sigma missing": slip("σ is missing", ("* sigma**2", "")),
    "learning rate missing above": slip(
        "the learning rate is missing above the line", ("learning_rate * sigma", "sigma")
    ),
    "learning rate squared": slip(
        "the learning rate is squared", ("learning_rate * sigma", "learning_rate**2 * sigma")
    ),
    "factor 2 before parentheses": slip("the factor 2 before the parentheses is missing", ("(2 * (2", "(1 * (2")),
    "parentheses missing": slip(
        "the parentheses are missing: 2 · 2 − ηλ",
        ("2 * (2 - learning_rate * curvature)", "2 * 2 - learning_rate * curvature"),
    ),
    "multiplied not divided": slip(
        "it is multiplied by (2 − ηλ), not divided",
        ("(2 * (2 - learning_rate * curvature))", "2 * (2 - learning_rate * curvature)"),
    ),
    "curvature missing": slip("the curvature is missing: (2 − η)", ("learning_rate * curvature", "learning_rate")),
    "learning rate missing below": slip(
        "the learning rate is missing below the line: (2 − λ)", ("- learning_rate * curvature", "- curvature")
    ),
    "sign wrong": slip("the sign is wrong: (2 + ηλ)", ("2 - learning_rate", "2 + learning_rate")),
    "1 2": slip("there is a 1 where the 2 is: (1 − ηλ)", ("(2 - learning_rate", "(1 - learning_rate")),
    "variance": slip("it is the variance of x, not the loss", ("(2 * (2", "(curvature * (2")),
    "multiplied curvature": slip("it is multiplied by the curvature", ("sigma**2 /", "sigma**2 * curvature /")),
    "2 minus rate lambda": slip(
        "(2 − ηλ) is taken to be 2: this holds for a small rate only", ("2 - learning_rate * curvature", "2")
    ),
    "rate squared and curvature": instead(
        "it is the noise of a single step: ½λη²σ²", "return curvature / 2 * learning_rate**2 * sigma**2"
    ),
    "curvature squared below": instead(
        "the variance is divided by (1 − ηλ)², where 1 − (1 − ηλ)² belongs",
        "return curvature / 2 * learning_rate**2 * sigma**2 / (1 - learning_rate * curvature) ** 2",
    ),
    "not squared below": instead(
        "(1 − ηλ) is not squared: the variance is η²σ²/(1 − (1 − ηλ)), so the loss ½ησ²",
        "return learning_rate * sigma**2 / 2",
    ),
    "variance not squared": instead(
        "the noise is not scaled by the learning rate: σ²/(1 − (1 − ηλ)²)",
        "return curvature / 2 * sigma**2 / (1 - (1 - learning_rate * curvature) ** 2)",
    ),
    "eta once in variance": slip("η is not squared in the variance", ("learning_rate * sigma", "sigma")),
    "lambda times variance": slip("the ½ of the loss is missing: λ·variance", ("(2 * (2", "(1 * (2")),
    "half of variance": instead(
        "the curvature is missing from the loss: half of the variance",
        "return learning_rate * sigma**2 / (2 * curvature * (2 - learning_rate * curvature))",
    ),
    "root of variance": instead(
        "the root of the variance is returned: how far x is from the minimum",
        "return np.sqrt(learning_rate * sigma**2 / (curvature * (2 - learning_rate * curvature)))",
    ),
    "loss of root": instead(
        "the variance is rooted before it is put into the loss",
        "return curvature / 2 * np.sqrt(learning_rate * sigma**2 / (curvature * (2 - learning_rate * curvature)))",
    ),
    "loss of variance squared": instead(
        "the variance is squared in the loss, where it is x² already",
        "return curvature / 2 * (learning_rate * sigma**2 / (curvature * (2 - learning_rate * curvature))) ** 2",
    ),
    "sigma alone": instead("the noise of one sample is returned: ½σ²", "return sigma**2 / 2"),
    "sigma alone curved": instead(
        "σ is taken for the distance from the minimum: ½λσ²", "return curvature / 2 * sigma**2"
    ),
    "step alone": instead(
        "ησ is taken for the distance, without the curvature: ½η²σ²", "return learning_rate**2 * sigma**2 / 2"
    ),
    "minus instead": slip(
        "the parentheses are missing: ησ²/2·2 − ηλ",
        ("/ (2 * (2 - learning_rate * curvature))", "/ 2 * 2 - learning_rate * curvature"),
    ),
    "only inner": slip(
        "the outer parentheses and the sign are mixed up: (2 − ηλ) is subtracted from 1",
        ("2 * (2 - learning_rate * curvature)", "2 * (1 - (2 - learning_rate * curvature))"),
    ),
    "kappa": slip(
        "the curvature is under the line alone: ησ²/(2λ)", ("(2 * (2 - learning_rate * curvature))", "(2 * curvature)")
    ),
    "without two": slip(
        "the 2 in the parentheses is missing: −ηλ", ("(2 - learning_rate * curvature)", "(-learning_rate * curvature)")
    ),
    "variance and not squared": instead(
        "it is the variance of x, and (1 − ηλ) in it is not squared", "return learning_rate * sigma**2 / curvature"
    ),
    "root of sigma": slip("the root of σ is taken, not its square", ("sigma**2", "np.sqrt(sigma)")),
    "subtracted at the end": instead(
        "the parentheses are missing: ησ²/2 − ηλ", "return learning_rate * sigma**2 / 2 - learning_rate * curvature"
    ),
}
