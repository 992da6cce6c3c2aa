"""Mistakes that are made in the exercises on a first network."""

from optlab.exercises.exercise import instead, slip

CHOSEN = "chances[np.arange(len(labels)), labels]"
MEAN_LOSS = {
    "sum": slip("the losses are added up: the mean divides by the rows", (".mean()", ".sum()")),
    "sign": slip("the minus is missing: the logarithm of a chance is below 0", ("return -np", "return np")),
    "no logarithm": slip("the logarithm is missing", (f"-np.log({CHOSEN})", f"-{CHOSEN}")),
    "one minus": slip("it is 1 − chance, not −log of it", (f"-np.log({CHOSEN})", f"(1 - {CHOSEN})")),
    "base 2": slip("the logarithm has base 2: np.log has base e", ("np.log(", "np.log2(")),
    "base 10": slip("the logarithm has base 10: np.log has base e", ("np.log(", "np.log10(")),
    "down the rows": slip(
        "the chances are made to sum to 1 down the rows (axis 0), not in each row (axis 1)",
        ("axis=1, keepdims=True", "axis=0, keepdims=True"),
    ),
    "over everything": slip("all powers together are made to sum to 1", ("sum(axis=1, keepdims=True)", "sum()")),
    "not divided": slip(
        "the powers are not divided by their sum", ("powers / powers.sum(axis=1, keepdims=True)", "powers")
    ),
    "no powers": slip("the scores are divided by their sum, without the exponential", ("np.exp(scores)", "scores")),
    "largest chance": slip("the largest chance is taken, not that of the label", (CHOSEN, "chances.max(axis=1)")),
    "other classes": slip(
        "the chances of all classes are taken, not that of the label alone", (f"{CHOSEN}", "chances")
    ),
    "log of mean": slip(
        "the logarithm is taken of the mean chance, not the mean of the logarithms",
        (f"-np.log({CHOSEN}).mean()", f"-np.log({CHOSEN}.mean())"),
    ),
    "scores themselves": slip(
        "the label's score is taken, not its chance", (f"np.log({CHOSEN})", "scores[np.arange(len(labels)), labels]")
    ),
    "squared error": slip(
        "it is the squared error of the chance, (1 − chance)²", (f"-np.log({CHOSEN})", f"((1 - {CHOSEN}) ** 2)")
    ),
    "all rows": slip("for each row all labels are taken: chances[:, labels]", (CHOSEN, "chances[:, labels]")),
    "first row": slip("only the first row counts", (f"-np.log({CHOSEN}).mean()", f"-np.log({CHOSEN})[0]")),
    "entropy": instead(
        "it is the entropy of the chances, −Σ p·log p: the labels are not used",
        "p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)\nreturn -(p * np.log(p)).sum(axis=1).mean()",
    ),
}
CLIPPED = {
    "always": slip(
        "it is always made as long as the limit, short ones too", ("min(1, limit / length)", "(limit / length)")
    ),
    "unit length": slip("its length is always 1: the limit is missing", ("min(1, limit / length)", "(1 / length)")),
    "at most one": slip("the limit is 1, whatever limit is", ("limit / length", "1 / length")),
    "larger": slip(
        "the larger factor is taken (max, not min): short ones are made longer, and long ones stay",
        ("min(1,", "max(1,"),
    ),
    "upside down": slip("it is ‖g‖/limit: upside down", ("limit / length", "length / limit")),
    "no root": slip(
        "the length is squared: the root is missing", ("np.sqrt((gradient**2).sum())", "(gradient**2).sum()")
    ),
    "sum of sizes": slip(
        "the length is the sum of the sizes, not the root of the sum of squares",
        ("np.sqrt((gradient**2).sum())", "np.abs(gradient).sum()"),
    ),
    "largest": slip(
        "the length is the largest coordinate's", ("np.sqrt((gradient**2).sum())", "np.abs(gradient).max()")
    ),
    "mean": slip("the length is the root of the mean of squares", ("(gradient**2).sum()", "(gradient**2).mean()")),
    "sum": slip("the length is the root of the squared sum", ("(gradient**2).sum()", "gradient.sum() ** 2")),
    "by value": instead(
        "each coordinate is held by itself: that is clipping by value, and it turns the gradient",
        "return np.clip(gradient, -limit, limit)",
    ),
    "above only": instead("each coordinate is held from above only", "return np.minimum(gradient, limit)"),
    "zero": instead(
        "a gradient that is too long becomes 0", "return gradient * (np.sqrt((gradient**2).sum()) <= limit)"
    ),
    "unchanged": slip("it is not clipped", ("min(1, limit / length)", "1")),
    "limit": instead(
        "a gradient that is too long becomes the limit in each coordinate",
        "return gradient if np.sqrt((gradient**2).sum()) <= limit else limit * np.sign(gradient)",
    ),
    "unit when long": instead(
        "one that is too long gets the length 1, not the limit",
        "length = np.sqrt((gradient**2).sum())\nreturn gradient if length <= limit else gradient / length",
    ),
    "limit alone": slip(
        "it is multiplied by the limit where that is below 1", ("min(1, limit / length)", "min(1, limit)")
    ),
    "times limit": slip("it is multiplied by the limit", ("min(1, limit / length)", "limit")),
    "pytorch": slip(
        "PyTorch adds 1e-6 to the length, so that nothing is divided by 0; here the length is meant as it is",
        ("limit / length", "limit / (length + 1e-6)"),
    ),
    "subtracted": slip("the limit is subtracted from the length", ("min(1, limit / length)", "min(1, length - limit)")),
}
KEPT_STEP = {
    "stop": slip("the step at which it stops is returned, not the best one", ("return best", "return t")),
    "stop where it stops": instead(
        "the step at which it stops is returned, not the best one",
        "best = 0\nfor t in range(1, len(losses)):\n    if losses[t] < losses[best]:\n        best = t\n"
        "    elif t - best == patience:\n        return t\nreturn best",
    ),
    "last": instead("the last step is returned", "return len(losses) - 1"),
    "future": instead(
        "the lowest of all is taken: nobody can look at what comes after the stop", "return int(np.argmin(losses))"
    ),
    "one too patient": slip("it waits one step too long", ("== patience", "== patience + 1")),
    "one too hasty": slip("it stops one step too early", ("== patience", "== patience - 1")),
    "first rise": instead(
        "it stops at the first rise: patience is not used",
        "for t in range(1, len(losses)):\n    if losses[t] >= losses[t - 1]:\n        return t - 1\n"
        "return len(losses) - 1",
    ),
    "loss": slip("the lowest loss is returned, not its step", ("return best", "return losses[best]")),
    "counted from one": slip("steps are counted from 1: row 0 is step 0", ("return best", "return best + 1")),
    "never back": slip(
        "it is compared with the loss before, not with the lowest so far", ("losses[best]:", "losses[t - 1]:")
    ),
    "highest": slip("the highest is remembered: < must be lower", ("losses[t] < ", "losses[t] > ")),
    "patience": instead("patience itself is returned", "return patience"),
    "counts all rises": instead(
        "every rise counts, also after a new lowest: the count must begin again there",
        "best, rises = 0, 0\nfor t in range(1, len(losses)):\n    if losses[t] < losses[best]:\n        best = t\n"
        "    else:\n        rises += 1\n    if rises == patience:\n        break\nreturn best",
    ),
    "rises in a row": instead(
        "only rises in a row are counted: a loss that falls, but not below the lowest, counts too",
        "rises = 0\nfor t in range(1, len(losses)):\n    rises = rises + 1 if losses[t] > losses[t - 1] else 0\n"
        "    if rises == patience:\n        return t - patience\nreturn len(losses) - 1",
    ),
    "of the first": instead(
        "only the first steps, as many as patience, are looked at", "return int(np.argmin(losses[: patience + 1]))"
    ),
    "stop minus one": instead(
        "the step before the stop is returned, not the best one",
        "best = 0\nfor t in range(1, len(losses)):\n    if losses[t] < losses[best]:\n        best = t\n"
        "    elif t - best == patience:\n        return t - 1\nreturn best",
    ),
    "last of equals": slip(
        "of equal losses the last is taken: only a lower one is better", ("losses[t] < ", "losses[t] <= ")
    ),
    "not looked at": instead(
        "it stops before it looks at the loss of the last step: that one may be the lowest",
        "best, t = 0, 0\nwhile t < len(losses) and t - best < patience:\n    if losses[t] < losses[best]:\n"
        "        best = t\n    t += 1\nreturn best",
    ),
    "start": instead("the start is returned: nothing moves best", "return 0"),
}
