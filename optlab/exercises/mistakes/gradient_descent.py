"""Mistakes that are made in the exercises on gradient_descent."""

from optlab.exercises.exercise import instead, slip

GRADIENT_DESCENT_STEP = {
    "sign wrong": slip("the sign is wrong: the step goes up the slope", ("x -", "x +")),
    "learning rate missing": slip("the learning rate is missing", ("learning_rate * gradient", "gradient")),
    "learning rate applied twice": slip(
        "the learning rate is applied twice", ("learning_rate * gradient", "learning_rate**2 * gradient")
    ),
    "gradient divided learning rate": slip(
        "the gradient is divided by the learning rate", ("learning_rate * gradient", "gradient / learning_rate")
    ),
    "x multiplied learning rate": slip(
        "x is multiplied by the learning rate as well",
        ("x - learning_rate * gradient", "learning_rate * (x - gradient)"),
    ),
    "step returned without x": slip(
        "the step is returned, without x", ("x - learning_rate * gradient", "-learning_rate * gradient")
    ),
    "step 0 wrong sign": slip(
        "the step is taken from 0, with the wrong sign", ("x - learning_rate * gradient", "learning_rate * gradient")
    ),
    "old x returned": slip("the old x is returned", ("x - learning_rate * gradient", "x")),
    "gradient missing": slip("the gradient is missing: every coordinate moves by the rate", ("* gradient", "* 1")),
    "only gradient s sign": slip("only the gradient's sign is used", ("* gradient", "* np.sign(gradient)")),
    "gradient scaled length 1": slip(
        "the gradient is scaled to length 1", ("* gradient", "* gradient / np.sqrt(np.sum(gradient**2))")
    ),
    "gradient squared": slip("the gradient is squared", ("* gradient", "* gradient**2")),
    "gradient halved": slip("the gradient is halved", ("* gradient", "* gradient / 2")),
    "gradient doubled": slip("the gradient is doubled", ("* gradient", "* gradient * 2")),
    "slope of a square": instead(
        "2x is taken for the slope: that is the gradient of x² alone", "return x - learning_rate * 2 * x"
    ),
    "shrunk by gradient": instead(
        "x is multiplied by the step: x(1 − η·gradient)", "return x * (1 - learning_rate * gradient)"
    ),
    "learning rate on x": instead(
        "the learning rate multiplies x, not the gradient", "return learning_rate * x - gradient"
    ),
    "learning rate on x plus": instead(
        "the learning rate multiplies x, and the gradient is added", "return learning_rate * x + gradient"
    ),
    "steepest coordinate": instead(
        "only the largest coordinate of the gradient is used", "return x - learning_rate * np.max(gradient)"
    ),
    "divided by gradient": slip(
        "the learning rate is divided by the gradient", ("learning_rate * gradient", "learning_rate / gradient")
    ),
    "learning rate subtracted": instead(
        "the learning rate is added to the gradient, not multiplied", "return x - (learning_rate + gradient)"
    ),
    "x shrinks as well": instead(
        "x is multiplied by (1 − η) as well", "return (1 - learning_rate) * x - learning_rate * gradient"
    ),
    "squared length": slip(
        "the squares of the gradient's coordinates are added up", ("* gradient", "* np.sum(gradient**2)")
    ),
}
DESCEND = {
    "sign wrong": slip("the sign is wrong: the steps go up the slope", ("x - learning_rate", "x + learning_rate")),
    "rate missing": slip("the learning rate is missing", ("learning_rate * slope(x)", "slope(x)")),
    "rate squared": slip("the learning rate is applied twice", ("learning_rate * slope", "learning_rate**2 * slope")),
    "slope at start": slip("the slope is taken at the start in every step, not at x", ("slope(x)", "slope(start)")),
    "from start": slip(
        "every step begins at the start, not where the last one ended",
        ("x = x - learning_rate", "x = start - learning_rate"),
    ),
    "always first": instead(
        "every step is the first one: it begins at the start, with the slope there",
        "return start - learning_rate * slope(start)",
    ),
    "one missing": slip("one step is missing: range(1, steps) has one less", ("range(steps)", "range(1, steps)")),
    "one more": slip("there is one step too many: range(steps + 1)", ("range(steps)", "range(steps + 1)")),
    "return in loop": instead(
        "the return stands inside the loop: only one step is taken",
        "x = start\nx = x - learning_rate * slope(x)\nreturn x",
    ),
    "no step": slip("no step is taken", ("x - learning_rate * slope(x)", "x")),
    "step kept": slip(
        "x becomes the step: the old x is lost", ("x = x - learning_rate * slope(x)", "x = -learning_rate * slope(x)")
    ),
    "step kept uphill": slip(
        "x becomes η·slope: the old x and the sign are lost",
        ("x = x - learning_rate * slope(x)", "x = learning_rate * slope(x)"),
    ),
    "rate times x": slip(
        "the learning rate multiplies x as well", ("x - learning_rate * slope(x)", "learning_rate * (x - slope(x))")
    ),
    "slope is x": slip("x is taken for the slope", ("slope(x)", "x")),
    "slope is twice x": slip("2x is taken for the slope, whatever the function is", ("slope(x)", "2 * x")),
    "slope squared": slip("the slope is squared", ("slope(x)", "slope(x) ** 2")),
    "slope size": slip("the slope has lost its sign", ("slope(x)", "abs(slope(x))")),
    "slope sign": slip("only the sign of the slope is used", ("slope(x)", "np.sign(slope(x))")),
    "all at once": instead(
        "all steps are taken at once, with the slope at the start",
        "return start - steps * learning_rate * slope(start)",
    ),
    "rate falls": instead(
        "the rate is divided by the number of the step",
        "x = start\nfor t in range(1, steps + 1):\n    x = x - learning_rate / t * slope(x)\nreturn x",
    ),
    "divided": slip("the slope is divided by the rate", ("learning_rate * slope(x)", "slope(x) / learning_rate")),
    "slope returned": slip("the slope at the end is returned, not the position", ("return x", "return slope(x)")),
    "way returned": slip("the way that was gone is returned, not the position", ("return x", "return x - start")),
    "last step returned": instead(
        "the last step is returned, not the position",
        "x = start\nfor _ in range(steps):\n    step = -learning_rate * slope(x)\n    x = x + step\nreturn step",
    ),
    "steps added": slip(
        "the slopes are added up: each step is made with all slopes so far",
        ("x = start\n", "x, total = start, 0\n"),
        ("x = x - learning_rate * slope(x)", "total = total + slope(x); x = x - learning_rate * total"),
    ),
    "from zero": slip("it begins at 0, not at the start", ("x = start", "x = 0.0")),
    "next slope": slip("the slope is taken one step ahead", ("slope(x)", "slope(x - learning_rate * slope(x))")),
    "half steps": slip("only half of the steps are taken", ("range(steps)", "range(steps // 2)")),
    "rate halved": instead(
        "the rate is halved in every step",
        "x = start\nfor _ in range(steps):\n    learning_rate = learning_rate / 2\n"
        "    x = x - learning_rate * slope(x)\nreturn x",
    ),
    "slope to the power": instead(
        "the slope is raised to the power of the steps", "return start - learning_rate * slope(start) ** steps"
    ),
    "slope of count": instead(
        "the slope is taken at the number of the step, not at x",
        "x = start\nfor i in range(steps):\n    x = x - learning_rate * slope(i)\nreturn x",
    ),
}
LOSS_AFTER = {
    "x returned": slip("x itself is returned, not the loss", ("curvature / 2 * x**2", "x")),
    "slope returned": slip("the slope is returned, not the loss", ("curvature / 2 * x**2", "curvature * x")),
    "half missing": slip("the ½ is missing", ("curvature / 2", "curvature")),
    "x not squared": slip("x is not squared", ("x**2", "x")),
    "curvature missing loss": slip("the curvature is missing from the loss", ("curvature / 2", "1 / 2")),
    "loss x squared": slip("the loss is taken to be x²", ("curvature / 2 * x**2", "x**2")),
    "curvature squared x": slip(
        "the curvature is squared with x", ("curvature / 2 * x**2", "(curvature * x) ** 2 / 2")
    ),
    "curvature missing factor": slip(
        "the curvature is missing from the factor: (1 − η)", ("learning_rate * curvature", "learning_rate")
    ),
    "learning rate missing factor": slip(
        "the learning rate is missing from the factor: (1 − λ)", ("learning_rate * curvature", "curvature")
    ),
    "sign factor wrong": slip("the sign in the factor is wrong: (1 + ηλ)", ("1 -", "1 +")),
    "factor 2 too many": slip("the factor has a 2 too many: (1 − 2ηλ)", ("1 -", "1 - 2 *")),
    "factor half too many": slip("the factor has a ½ too many: (1 − ηλ/2)", ("1 -", "1 - 0.5 *")),
    "factor lacks 1": slip("the factor lacks its 1: ηλ", ("1 -", "")),
    "factor times steps": slip(
        "the factor is multiplied by the steps, not raised to their power", ("** steps", "* steps")
    ),
    "one step missing": slip("one step is missing", ("** steps", "** (steps - 1)")),
    "one step too many": slip("there is one step too many", ("** steps", "** (steps + 1)")),
    "steps multiply rate": slip(
        "the steps multiply the rate: (1 − kηλ)",
        ("1 - learning_rate * curvature) ** steps", "1 - steps * learning_rate * curvature)"),
    ),
    "only one step whatever": slip("only one step is taken, whatever steps is", ("** steps", "** 1")),
    "no step": slip("no step is taken: this is the loss at the start", ("** steps", "** 0")),
    "start missing": slip("the start is missing", ("** steps * start", "** steps")),
    "start raised power": slip(
        "the start is raised to the power as well",
        ("(1 - learning_rate * curvature) ** steps * start", "((1 - learning_rate * curvature) * start) ** steps"),
    ),
    "start added": slip("the start is added, not multiplied", ("* start", "+ start")),
    "loss shrinks by factor": slip("the loss shrinks by (1 − ηλ) in a step, not by its square", ("x**2", "x * start")),
    "slope is loss": instead(
        "the loss is subtracted in each step, where the slope λx belongs",
        "for _ in range(steps):\n    start = start - learning_rate * curvature / 2 * start**2\n"
        "return curvature / 2 * start**2",
    ),
    "fixed slope": instead(
        "the slope is subtracted once from the start, and that is raised to the power",
        "return curvature / 2 * (start - learning_rate * curvature) ** (2 * steps)",
    ),
    "one slope": instead(
        "ηλ is subtracted in each step, and x is missing from the slope",
        "return curvature / 2 * (start - steps * learning_rate * curvature) ** 2",
    ),
    "start not squared": slip("the start is not squared", ("x**2", "x**2 / start")),
    "power of power": instead(
        "the power is not in parentheses: Python reads a ** steps ** 2 as a to the power of steps²",
        "return curvature / 2 * start * (1 - learning_rate * curvature) ** steps**2",
    ),
    "power of power squared start": instead(
        "the power is not in parentheses: a ** steps ** 2 is a to the power of steps²",
        "return curvature / 2 * start**2 * (1 - learning_rate * curvature) ** steps**2",
    ),
    "two eta": slip(
        "the factor is (1 − 2η): that is the slope of x², and λ is missing",
        ("learning_rate * curvature", "2 * learning_rate"),
    ),
    "power of curvature": slip(
        "λ alone is raised to the power: (1 − ηλᵏ)",
        ("(1 - learning_rate * curvature) ** steps", "(1 - learning_rate * curvature**steps)"),
    ),
    "power of product": slip(
        "ηλ is raised to the power before it is subtracted: 1 − (ηλ)ᵏ",
        ("(1 - learning_rate * curvature) ** steps", "(1 - (learning_rate * curvature) ** steps)"),
    ),
    "power of one minus": slip(
        "the parentheses are missing: 1 − (ηλ)ᵏ·start",
        ("(1 - learning_rate * curvature) ** steps * start", "1 - (learning_rate * curvature) ** steps * start"),
    ),
    "not the curvature": slip(
        "½ stands where λ/2 belongs, and (1 − η) where (1 − ηλ) belongs: this is λ = 1",
        ("curvature / 2", "1 / 2"),
        ("learning_rate * curvature", "learning_rate"),
    ),
    "divided by curvature": slip(
        "the loss is divided by λ, not multiplied", ("curvature / 2 *", "1 / 2 / curvature *")
    ),
    "shrinks exponentially": slip(
        "the factor is e to the power −ηλ, which is the limit of small rates",
        ("(1 - learning_rate * curvature) ** steps", "np.exp(-learning_rate * curvature * steps)"),
    ),
    "shrinks by eta lambda": slip(
        "the loss at the start is multiplied by (1 − ηλ) once, whatever steps is",
        ("x**2", "x * start"),
        ("** steps", "** 1"),
    ),
    "loss by curvature squared": instead(
        "the loss is multiplied by (1 − ηλ²) in every step",
        "return curvature / 2 * start**2 * (1 - learning_rate * curvature**2) ** steps",
    ),
    "loss falls in a line": instead(
        "the slope at the start is subtracted from the loss in every step",
        "return curvature / 2 * start**2 - steps * learning_rate * curvature * start",
    ),
    "divided factor": slip(
        "the rate is divided by λ in the factor: (1 − η/λ)", ("learning_rate * curvature", "learning_rate / curvature")
    ),
    "power of curvature, start inside": instead(
        "the power is taken of the curvature alone, and start is multiplied before 1 − … : parentheses",
        "x = 1 - learning_rate * curvature**steps * start\nreturn curvature * x**2 / 2",
    ),
}
BEST_RATE = {
    "only largest curvature used": slip(
        "only the largest curvature is used: 2/λmax is the limit, not the best rate",
        ("smallest_curvature + largest_curvature)", "largest_curvature)"),
    ),
    "1 l fastest rate": slip(
        "it is 1/λmax, the fastest rate that never overshoots",
        ("2 / (smallest_curvature + largest_curvature)", "1 / largest_curvature"),
    ),
    "only smallest curvature used": slip(
        "only the smallest curvature is used: 2/λmin",
        ("smallest_curvature + largest_curvature)", "smallest_curvature)"),
    ),
    "1 mu rate flattest": slip(
        "it is 1/λmin, the rate for the flattest direction alone",
        ("2 / (smallest_curvature + largest_curvature)", "1 / smallest_curvature"),
    ),
    "2 missing": slip("the 2 is missing", ("2 /", "1 /")),
    "upside down": slip(
        "it is upside down: this is the mean curvature",
        ("2 / (smallest_curvature + largest_curvature)", "(smallest_curvature + largest_curvature) / 2"),
    ),
    "curvatures subtracted": slip(
        "the curvatures are subtracted: 2/(λmax − λmin)",
        ("(smallest_curvature + largest_curvature)", "(largest_curvature - smallest_curvature)"),
    ),
    "curvatures multiplied": slip(
        "the curvatures are multiplied: 2/(λmin·λmax)", ("smallest_curvature +", "smallest_curvature *")
    ),
    "geometric mean": slip(
        "it is the geometric mean: 1/√(λmin·λmax)",
        ("2 / (smallest_curvature + largest_curvature)", "1 / np.sqrt(smallest_curvature * largest_curvature)"),
    ),
    "parentheses missing": slip(
        "the parentheses are missing: 2/λmin + λmax",
        ("2 / (smallest_curvature + largest_curvature)", "2 / smallest_curvature + largest_curvature"),
    ),
    "contraction kappa minus 1": slip(
        "it is the contraction (κ − 1)/(κ + 1), not the rate", ("2 /", "(largest_curvature - smallest_curvature) /")
    ),
    "mean 1 mu 1": slip(
        "it is the mean of 1/λmin and 1/λmax",
        ("2 / (smallest_curvature + largest_curvature)", "(1 / smallest_curvature + 1 / largest_curvature) / 2"),
    ),
    "momentum s best rate": slip(
        "it is momentum's best rate, 4/(√λmin + √λmax)²",
        (
            "2 / (smallest_curvature + largest_curvature)",
            "4 / (np.sqrt(smallest_curvature) + np.sqrt(largest_curvature)) ** 2",
        ),
    ),
    "condition number": instead(
        "it is the condition number κ = λmax/λmin, not a rate", "return largest_curvature / smallest_curvature"
    ),
    "inverse condition": instead("it is 1/κ = λmin/λmax, not a rate", "return smallest_curvature / largest_curvature"),
    "two over one plus kappa": instead(
        "it is 2/(1 + κ): the rate for curvatures 1 and κ", "return 2 / (1 + largest_curvature / smallest_curvature)"
    ),
    "two over one plus": instead(
        "the smallest curvature is taken to be 1: 2/(1 + λmax)", "return 2 / (1 + largest_curvature)"
    ),
    "half of it": slip(
        "the 2 is below the line: 1/(2(λmin + λmax))",
        ("2 / (smallest_curvature + largest_curvature)", "1 / (2 * (smallest_curvature + largest_curvature))"),
    ),
    "four": slip("there is a 4 where the 2 belongs", ("2 /", "4 /")),
    "sum of inverses": instead("1/λmin and 1/λmax are added", "return 1 / smallest_curvature + 1 / largest_curvature"),
    "sum of squares": instead(
        "the curvatures are squared: 2/(λmin² + λmax²)", "return 2 / (smallest_curvature**2 + largest_curvature**2)"
    ),
    "root of squares": instead(
        "it is 2/√(λmin² + λmax²)", "return 2 / np.sqrt(smallest_curvature**2 + largest_curvature**2)"
    ),
    "multiplied": instead(
        "it is multiplied by (λmin + λmax), not divided", "return 2 * (smallest_curvature + largest_curvature)"
    ),
    "sum itself": instead("the sum of the curvatures is returned", "return smallest_curvature + largest_curvature"),
    "two over geometric": instead("it is 2/√(λmin·λmax)", "return 2 / np.sqrt(smallest_curvature * largest_curvature)"),
    "root of sum": instead(
        "the root of the sum is taken: 2/√(λmin + λmax)", "return 2 / np.sqrt(smallest_curvature + largest_curvature)"
    ),
    "sum of roots": instead(
        "the roots of the curvatures are added: 2/(√λmin + √λmax)",
        "return 2 / (np.sqrt(smallest_curvature) + np.sqrt(largest_curvature))",
    ),
    "sum of limits": instead(
        "the two limits 2/λmin and 2/λmax are added", "return 2 / smallest_curvature + 2 / largest_curvature"
    ),
    "mean of limits": instead(
        "it is the mean of the two limits 2/λmin and 2/λmax", "return 1 / smallest_curvature + 1 / largest_curvature"
    ),
    "harmonic": instead(
        "it is the harmonic mean of the curvatures", "return 2 / (1 / smallest_curvature + 1 / largest_curvature)"
    ),
    "contraction of momentum": instead(
        "it is momentum's contraction (√κ − 1)/(√κ + 1), not the rate",
        "kappa = largest_curvature / smallest_curvature\nreturn (np.sqrt(kappa) - 1) / (np.sqrt(kappa) + 1)",
    ),
    "one over difference": instead(
        "the curvatures are subtracted, and the 2 is missing: 1/(λmax − λmin)",
        "return 1 / (largest_curvature - smallest_curvature)",
    ),
    "parentheses one": instead(
        "the parentheses are missing: 1/λmin + λmax", "return 1 / smallest_curvature + largest_curvature"
    ),
    "one over product": instead("it is 1/(λmin·λmax)", "return 1 / (smallest_curvature * largest_curvature)"),
    "geometric curvature": instead(
        "it is the geometric mean of the curvatures, √(λmin·λmax)",
        "return np.sqrt(smallest_curvature * largest_curvature)",
    ),
}
