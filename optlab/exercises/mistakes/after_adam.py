"""Mistakes that are made in the exercises on the methods after Adam."""

from optlab.exercises.exercise import instead, slip

UPHILL = "x + rho * gradient / np.sqrt(np.sum(gradient**2))"
SAM_POINT = {
    "downhill": slip("the sign is wrong: it goes down the slope", ("x + rho", "x - rho")),
    "not divided": slip("the gradient is not divided by its length", (" / np.sqrt(np.sum(gradient**2))", "")),
    "root missing": slip(
        "the gradient is divided by the square of its length: the root is missing",
        ("np.sqrt(np.sum(gradient**2))", "np.sum(gradient**2)"),
    ),
    "sign": slip("only the sign of each slope is kept", (UPHILL, "x + rho * np.sign(gradient)")),
    "largest": slip(
        "the gradient is divided by its largest slope, not by its length",
        ("np.sqrt(np.sum(gradient**2))", "np.max(np.abs(gradient))"),
    ),
    "sum of sizes": slip(
        "the gradient is divided by the sum of its sizes, not by the root of the sum of their squares",
        ("np.sqrt(np.sum(gradient**2))", "np.sum(np.abs(gradient))"),
    ),
    "mean": slip(
        "the root of the mean of the squares is taken, not of their sum",
        ("np.sum(gradient**2)", "np.mean(gradient**2)"),
    ),
    "rho missing": slip("rho is missing: the way is 1 long", ("rho * gradient", "gradient")),
    "rho divides": slip("it is divided by rho", ("rho * gradient", "gradient / rho")),
    "x missing": slip("the way is returned, not the point: x is missing", ("return x + rho", "return rho")),
    "x scaled": slip("x is divided by the length too", (UPHILL, "(x + rho * gradient) / np.sqrt(np.sum(gradient**2))")),
    "length of x": slip("the length of x is taken, not that of the gradient", ("np.sum(gradient**2)", "np.sum(x**2)")),
    "times": slip("it is multiplied by the length, not divided", ("gradient / np.sqrt", "gradient * np.sqrt")),
    "root of sum": slip(
        "the root of the sum of the slopes is taken: the square is missing",
        ("np.sqrt(np.sum(gradient**2))", "np.sqrt(np.abs(np.sum(gradient)))"),
    ),
}
LEFT = "left = steps - (t - 1)"
LINE = "high * left / (decay * steps)"
WSD_RATE = {
    "counted from one": slip("steps − t updates are left, one too few: t begins at 1", (LEFT, "left = steps - t")),
    "one too many": slip("one update too many is left", (LEFT, "left = steps - t + 2")),
    "never falls": instead("the rate never falls", "return high"),
    "always falls": slip("it falls from the first update on", ("left <= decay * steps", "left <= steps")),
    "line from the start": slip(
        "the line goes over all the steps, so the rate jumps where the fall begins", (LINE, "high * left / steps")
    ),
    "upside down": slip(
        "the line rises: it takes what is done, not what is left",
        (LINE, "high * (1 - left / (decay * steps))"),
    ),
    "decay at the start": slip(
        "the fall is at the beginning: the condition is the other way round", ("left <= decay", "left > decay")
    ),
    "high missing": slip("high is missing in the fall", (LINE, "left / (decay * steps)")),
    "squared": slip("the line is squared", (LINE, "high * (left / (decay * steps)) ** 2")),
    "root": slip("the root of the line is taken", (LINE, "high * np.sqrt(left / (decay * steps))")),
    "zero at once": slip("it falls to 0 at once", (LINE, "0")),
    "other part": slip("1 − decay stands where decay belongs", ("decay * steps", "(1 - decay) * steps")),
    "t of the fall": slip("t is taken, not what is left", (LINE, "high * t / (decay * steps)")),
}
Z = "z - learning_rate * gradient"
X = "x + (z - x) / t"
BOTH = f"    z = {Z}\n    x = {X}"
SWAPPED = f"    x = {X}\n    z = {Z}"
SCHEDULE_FREE_STEP = {
    "uphill": slip("the sign is wrong: z goes up the slope", (Z, "z + learning_rate * gradient")),
    "x moves": slip("the step is taken from x, not from z", (Z, "x - learning_rate * gradient")),
    "rate missing": slip("the learning rate is missing", (Z, "z - gradient")),
    "old z": slip(
        "the mean takes the old z, not the new one",
        (
            "    z = z - learning_rate * gradient\n    x = x + (z - x) / t",
            "    x = x + (z - x) / t\n    z = z - learning_rate * gradient",
        ),
    ),
    "t plus one": slip("it is divided by t + 1, not by t", ("/ t", "/ (t + 1)")),
    "half": slip("x goes half of the way each time", ("/ t", "/ 2")),
    "no mean": slip("x is z itself: it is no mean", (X, "z")),
    "sum": slip("x is the sum of all z, not their mean", (X, "x + z")),
    "sum over t": slip("z/t is added, and nothing taken away", (X, "x + z / t")),
    "turned around": slip("the difference is turned around: x goes away from z", (X, "x + (x - z) / t")),
    "exponential": slip("it is an exponential average, which forgets", (X, "0.9 * x + 0.1 * z")),
    "weights exchanged": slip("the weights of x and z are exchanged", (X, "x / t + (1 - 1 / t) * z")),
    "times t": slip("it is multiplied by t, not divided", ("(z - x) / t", "(z - x) * t")),
    "not divided by all": slip("x is divided by t too", (X, "(x + z) / t")),
    "rate falls": slip("the rate falls with t, which it does not need to", (Z, "z - learning_rate / t * gradient")),
}
