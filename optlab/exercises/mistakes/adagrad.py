"""Mistakes that are made in the exercises on adagrad."""

from optlab.exercises.exercise import instead, slip

DIVIDED = {
    "sign wrong": slip("the sign is wrong: the step goes up the slope", ("-learning_rate", "learning_rate")),
    "learning rate missing": slip("the learning rate is missing", ("-learning_rate *", "-")),
    "learning rate applied twice": slip(
        "the learning rate is applied twice", ("-learning_rate *", "-(learning_rate**2) *")
    ),
    "gradient missing step": slip(
        "the gradient is missing from the step", ("learning_rate * gradient /", "learning_rate /")
    ),
    "root missing": slip("the root is missing", ("np.sqrt(new_cache)", "new_cache")),
    "epsilon inside root": slip(
        "ε is inside the root", ("np.sqrt(new_cache) + epsilon", "np.sqrt(new_cache + epsilon)")
    ),
    "epsilon missing": slip("ε is missing", ("(np.sqrt(new_cache) + epsilon)", "np.sqrt(new_cache)")),
    "parentheses missing epsilon added": slip(
        "the parentheses are missing, and ε is added to x",
        ("(np.sqrt(new_cache) + epsilon)", "np.sqrt(new_cache) + epsilon"),
    ),
    "parentheses missing epsilon subtracted": slip(
        "the parentheses are missing, and ε is subtracted from x",
        ("(np.sqrt(new_cache) + epsilon)", "np.sqrt(new_cache) - epsilon"),
    ),
    "parentheses missing epsilon added rate": slip(
        "the parentheses are missing, and ε is added to the rate",
        (
            "-learning_rate * gradient / (np.sqrt(new_cache) + epsilon)",
            "-(learning_rate / np.sqrt(new_cache) + epsilon) * gradient",
        ),
    ),
    "multiplied not divided": slip(
        "it is multiplied by the root, not divided",
        ("gradient / (np.sqrt(new_cache) + epsilon)", "gradient * (np.sqrt(new_cache) + epsilon)"),
    ),
    "step divided old cache": slip("the step is divided by the old cache", ("np.sqrt(new_cache)", "np.sqrt(cache)")),
    "one cache serves all": slip(
        "one cache serves all coordinates: the squares are added up", ("gradient**2", "np.sum(gradient**2)")
    ),
    "one cache serves all coordinates": slip(
        "one cache serves all coordinates: the mean of the squares", ("gradient**2", "np.mean(gradient**2)")
    ),
    "gradient not squared": slip("the gradient is not squared", ("gradient**2", "gradient")),
    "gradient size": slip("the gradient's size is taken, not its square", ("gradient**2", "np.abs(gradient)")),
    "learning rate cache": slip(
        "the learning rate is in the cache", ("gradient**2", "(learning_rate * gradient) ** 2")
    ),
    "old cache returned": slip("the old cache is returned", ("step, new_cache", "step, cache")),
    "root cache kept": slip("the root of the cache is kept", ("step, new_cache", "step, np.sqrt(new_cache)")),
    "old position returned": slip("the old position is returned", ("return x + step", "return x")),
    "step returned position": slip("the step is returned in place of the position", ("return x + step", "return step")),
    "gradient squared in step": slip(
        "the gradient is squared in the step as well", ("learning_rate * gradient /", "learning_rate * gradient**2 /")
    ),
    "epsilon root outside": slip("√ε stands outside the root", ("+ epsilon", "+ np.sqrt(epsilon)")),
    "epsilon squared inside": slip(
        "ε² is inside the root", ("np.sqrt(new_cache) + epsilon", "np.sqrt(new_cache + epsilon**2)")
    ),
    "epsilon in cache": slip("ε is added to the cache", ("gradient**2", "gradient**2 + epsilon")),
    "cache halved": slip(
        "the cache is halved, not rooted: Python reads cache**1/2 as (cache**1)/2",
        ("np.sqrt(new_cache)", "new_cache / 2"),
    ),
    "cache squared": slip("the cache is squared, not rooted", ("np.sqrt(new_cache)", "new_cache**2")),
    "rate returned": slip(
        "the rate is returned in place of the cache",
        ("x + step, new_cache", "x + step, learning_rate / (np.sqrt(new_cache) + epsilon)"),
    ),
    "size in step": slip(
        "the gradient has lost its sign in the step",
        ("learning_rate * gradient /", "learning_rate * np.abs(gradient) /"),
    ),
    "sign in step": slip(
        "only the gradient's sign is used in the step",
        ("learning_rate * gradient /", "learning_rate * np.sign(gradient) /"),
    ),
    "old cache in step and returned": slip(
        "the new cache is never used", ("np.sqrt(new_cache)", "np.sqrt(cache)"), ("step, new_cache", "step, cache")
    ),
    "x scaled": slip(
        "x is divided as well: (x − ηg)/(√cache + ε)",
        ("x + step", "(x - learning_rate * gradient) / (np.sqrt(new_cache) + epsilon)"),
    ),
    "plain step": slip(
        "x makes the step of gradient descent, and the cache is not used", ("x + step", "x - learning_rate * gradient")
    ),
    "norm": slip(
        "the step is divided by the length of the gradient, not by the root of the cache",
        ("np.sqrt(new_cache)", "np.sqrt(np.sum(gradient**2))"),
    ),
    "own gradient": slip(
        "the step is divided by the size of this gradient alone, not by the root of the cache",
        ("np.sqrt(new_cache)", "np.abs(gradient)"),
    ),
}
ADAGRAD_STEP = {
    **DIVIDED,
    "old cache left out": slip("the old cache is left out: nothing adds up", ("= cache + gradient", "= gradient")),
    "cache mean old one": slip(
        "the cache is the mean of the old one and the new square", ("cache + gradient**2", "(cache + gradient**2) / 2")
    ),
    "square subtracted cache": slip(
        "the square is subtracted from the cache", ("cache + gradient", "cache - gradient")
    ),
    "fades tenth": slip(
        "the cache fades with 0.9 and 0.1: this is RMSProp", ("cache + gradient**2", "0.9 * cache + 0.1 * gradient**2")
    ),
    "fades hundredth": slip(
        "the cache fades with 0.99 and 0.01: this is RMSProp",
        ("cache + gradient**2", "0.99 * cache + 0.01 * gradient**2"),
    ),
    "sum squared": slip(
        "the old cache and the gradient are added and then squared", ("cache + gradient**2", "(cache + gradient) ** 2")
    ),
    "cache squared again": slip("the old cache is squared as well", ("cache + gradient**2", "cache**2 + gradient**2")),
    "twice": slip("the square is added twice", ("cache + gradient**2", "cache + 2 * gradient**2")),
    "largest": slip(
        "the larger one is kept, where the square is to be added",
        ("cache + gradient**2", "np.maximum(cache, gradient**2)"),
    ),
    "plus x": slip("x² is added to the cache, not the gradient's square", ("cache + gradient**2", "cache + x**2")),
    "old root": slip(
        "the root is taken of the old cache before the square is added",
        ("cache + gradient**2", "np.sqrt(cache) + gradient**2"),
        ("np.sqrt(new_cache) +", "new_cache +"),
    ),
    "square returned": slip("the new square alone is returned as the cache", ("step, new_cache", "step, gradient**2")),
    "rate in cache": slip(
        "the learning rate stands in the cache, and not in the step",
        ("gradient**2", "learning_rate * gradient**2"),
        ("-learning_rate * gradient /", "-gradient /"),
    ),
    "parentheses missing twice": instead(
        "the parentheses are missing: η/√cache, and ε times the gradient",
        "new = cache + gradient**2\nreturn x - learning_rate / np.sqrt(new) + epsilon * gradient, new",
    ),
}
EFFECTIVE_RATE = {
    "root missing": slip("the root is missing", ("np.sqrt(cache)", "cache")),
    "epsilon inside root": slip("ε is inside the root", ("np.sqrt(cache) + epsilon", "np.sqrt(cache + epsilon)")),
    "epsilon missing": slip("ε is missing", ("(np.sqrt(cache) + epsilon)", "np.sqrt(cache)")),
    "parentheses missing epsilon added": slip(
        "the parentheses are missing, and ε is added to the rate",
        ("(np.sqrt(cache) + epsilon)", "np.sqrt(cache) + epsilon"),
    ),
    "epsilon subtracted": slip("ε is subtracted", ("+ epsilon", "- epsilon")),
    "learning rate missing": slip("the learning rate is missing", ("learning_rate /", "1 /")),
    "learning rate squared": slip("the learning rate is squared", ("learning_rate /", "learning_rate**2 /")),
    "multiplied root divided": slip(
        "it is multiplied by the root, not divided", ("learning_rate /", "learning_rate *")
    ),
    "upside down": slip(
        "it is upside down",
        ("learning_rate / (np.sqrt(cache) + epsilon)", "(np.sqrt(cache) + epsilon) / learning_rate"),
    ),
    "learning rate under root": slip(
        "the learning rate is under the root as well",
        ("learning_rate / (np.sqrt(cache) + epsilon)", "np.sqrt(learning_rate / (cache + epsilon))"),
    ),
    "cache squared": slip("the cache is squared, not rooted", ("np.sqrt(cache)", "cache**2")),
    "mean cache used all": slip(
        "the mean of the cache is used for all coordinates", ("np.sqrt(cache)", "np.sqrt(np.mean(cache) + 0 * cache)")
    ),
    "sum cache used all": slip(
        "the sum of the cache is used for all coordinates", ("np.sqrt(cache)", "np.sqrt(np.sum(cache) + 0 * cache)")
    ),
    "sign wrong": slip("the sign is wrong", ("learning_rate /", "-learning_rate /")),
    "1 too many": slip("there is a 1 too many: √cache + 1", ("+ epsilon", "+ 1")),
    "only root returned": slip(
        "only the root is returned", ("learning_rate / (np.sqrt(cache) + epsilon)", "np.sqrt(cache)")
    ),
    "root only": instead("only the part below the line is returned", "return np.sqrt(cache) + epsilon"),
    "subtracted": instead(
        "√cache is subtracted from the rate, where the rate is to be divided", "return learning_rate - np.sqrt(cache)"
    ),
    "epsilon squared inside": instead("ε² is inside the root", "return learning_rate / np.sqrt(cache + epsilon**2)"),
    "epsilon root outside": slip("√ε stands outside the root", ("+ epsilon", "+ np.sqrt(epsilon)")),
    "no root no epsilon": instead("the root and ε are missing", "return learning_rate / cache"),
    "halved": slip(
        "the cache is halved, not rooted: Python reads cache**1/2 as (cache**1)/2", ("np.sqrt(cache)", "cache / 2")
    ),
    "root times": instead(
        "it is multiplied by the root, not divided, and ε is missing", "return learning_rate * np.sqrt(cache)"
    ),
    "gradient in it": instead(
        "the rate is multiplied by the cache as if it were a step",
        "return learning_rate * cache / (np.sqrt(cache) + epsilon)",
    ),
    "epsilon times": slip("ε is multiplied in, not added", ("+ epsilon", "* epsilon")),
    "one over root": instead("the learning rate and ε are missing: 1/√cache", "return 1 / np.sqrt(cache)"),
    "multiplied inside": slip(
        "the learning rate multiplies the cache under the root", ("np.sqrt(cache)", "np.sqrt(learning_rate * cache)")
    ),
    "rate kept": instead("the rate is not changed at all", "return learning_rate + 0 * cache"),
    "first only": instead(
        "the first coordinate's cache is used for all",
        "return learning_rate / (np.sqrt(cache[0]) + epsilon) + 0 * cache",
    ),
    "norm": instead(
        "the length of the cache is used for all coordinates",
        "return learning_rate / (np.sqrt(np.sum(cache**2)) + epsilon) + 0 * cache",
    ),
}
DISTANCE_AFTER = {
    "sum starts t 0": slip("the sum starts at t = 0", ("np.arange(1, steps + 1)", "np.arange(steps)")),
    "last step missing": slip("the last step is missing", ("steps + 1", "steps")),
    "one step too many": slip("there is one step too many", ("steps + 1", "steps + 2")),
    "first step missing": slip("the first step is missing", ("np.arange(1,", "np.arange(2,")),
    "t one too large": slip(
        "t is one too large: the sum starts with 1/√2", ("np.arange(1, steps + 1)", "np.arange(2, steps + 2)")
    ),
    "root missing": slip(
        "the root is missing: the sum of η/t", ("np.sqrt(np.arange(1, steps + 1))", "np.arange(1, steps + 1)")
    ),
    "only last step counted": slip(
        "only the last step is counted",
        ("np.sum(learning_rate / np.sqrt(np.arange(1, steps + 1)))", "learning_rate / np.sqrt(steps)"),
    ),
    "estimate": slip(
        "it is the estimate 2η√T, not the sum",
        ("np.sum(learning_rate / np.sqrt(np.arange(1, steps + 1)))", "2 * learning_rate * np.sqrt(steps)"),
    ),
    "rate root t": slip(
        "it is η√T", ("np.sum(learning_rate / np.sqrt(np.arange(1, steps + 1)))", "learning_rate * np.sqrt(steps)")
    ),
    "every step rate long": slip(
        "every step is η long: the rate does not shrink", ("/ np.sqrt(np.arange(1, steps + 1))", "* np.ones(steps)")
    ),
    "multiplied not divided": slip(
        "the terms are multiplied by √t, not divided", ("learning_rate /", "learning_rate *")
    ),
    "root of sum": slip(
        "the root is taken of the sum, not of each t",
        (
            "np.sum(learning_rate / np.sqrt(np.arange(1, steps + 1)))",
            "learning_rate / np.sqrt(np.sum(np.arange(1, steps + 1)))",
        ),
    ),
    "learning rate missing": slip("the learning rate is missing", ("learning_rate /", "1 /")),
    "learning rate under root": slip(
        "the learning rate is under the root as well", ("learning_rate / np.sqrt(", "np.sqrt(learning_rate) / np.sqrt(")
    ),
    "mean": slip("the mean is taken, not the sum", ("np.sum", "np.mean")),
    "learning rate shrinks itself": slip(
        "the learning rate shrinks on itself: it is divided by √t again in every step",
        (
            "np.sum(learning_rate / np.sqrt(np.arange(1, steps + 1)))",
            "np.sum(learning_rate / np.cumprod(np.sqrt(np.arange(1, steps + 1))))",
        ),
    ),
    "root of the sum of roots": instead(
        "η is divided by the sum of the roots, where the quotients are to be added",
        "return learning_rate / np.sum(np.sqrt(np.arange(1, steps + 1)))",
    ),
    "integral": instead(
        "it is the integral from 1 on, 2η(√T − 1), not the sum", "return 2 * learning_rate * (np.sqrt(steps) - 1)"
    ),
    "integral shifted": instead(
        "it is the integral 2η(√(T + 1) − 1), not the sum", "return 2 * learning_rate * (np.sqrt(steps + 1) - 1)"
    ),
    "logarithm": instead(
        "it is the logarithm of the steps, which fits the sum of η/t", "return learning_rate * np.log(steps)"
    ),
    "squares": instead("the terms are η/t²", "return learning_rate * np.sum(1 / np.arange(1.0, steps + 1) ** 2)"),
    "root of squares": instead(
        "the steps are added as squares, and the root is taken",
        "return learning_rate * np.sqrt(np.sum(1 / np.arange(1.0, steps + 1)))",
    ),
    "half of t": instead(
        "the terms are η/t/2: t**1/2 is t/2", "return learning_rate * np.sum(1 / np.arange(1.0, steps + 1)) / 2"
    ),
    "times root": instead(
        "every step is as long as the last one: T·η/√T", "return learning_rate * steps / np.sqrt(steps)"
    ),
    "geometric": instead(
        "the rate is raised to the power t", "return np.sum(learning_rate ** np.arange(1, steps + 1))"
    ),
    "first only": instead(
        "only the first step is counted: the return may stand inside the loop", "return learning_rate"
    ),
    "upside down": instead(
        "η is divided by the sum of 1/√t", "return learning_rate / np.sum(1 / np.sqrt(np.arange(1, steps + 1)))"
    ),
    "cube root": slip("the cube root is taken", ("np.sqrt", "np.cbrt")),
    "sum of t": instead("the t are added: ηT(T + 1)/2", "return learning_rate * steps * (steps + 1) / 2"),
    "root of sum times": instead(
        "the root is taken of 1 + 2 + … + T", "return learning_rate * np.sqrt(np.sum(np.arange(1, steps + 1)))"
    ),
    "first twice": instead(
        "the first step is counted twice: the sum begins with η",
        "return learning_rate + np.sum(learning_rate / np.sqrt(np.arange(1, steps + 1)))",
    ),
    "first and last": instead(
        "only the first and the last step are counted", "return learning_rate + learning_rate / np.sqrt(steps)"
    ),
    "half way": instead("half of η times the steps is taken", "return learning_rate * steps / 2"),
    "root of all": instead(
        "the root is taken of the sum of η/t", "return np.sqrt(np.sum(learning_rate / np.arange(1, steps + 1)))"
    ),
    "better estimate": instead(
        "it is an estimate of the sum, 2η√T − η", "return 2 * learning_rate * np.sqrt(steps) - learning_rate"
    ),
}
