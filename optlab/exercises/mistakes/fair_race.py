"""Mistakes that are made in the exercises on fair races."""

from optlab.exercises.exercise import instead, slip

CHANCE = "(i / n) ** k - ((i - 1) / n) ** k"
LOSS = "worst_first[i - 1]"
BEST_OF_K = {
    "best first": slip("the losses are sorted the best first: then it is the expected worst", ("[::-1]", "")),
    "not sorted": slip("the losses are not sorted", ("np.sort(losses)[::-1]", "losses")),
    "turned around only": slip("the losses are turned around and not sorted", ("np.sort(losses)", "losses")),
    "mean": instead("it is the mean: the expected best of one draw", "return losses.mean()"),
    "lowest": instead("it is the lowest of all losses, which k draws may miss", "return losses.min()"),
    "lowest of first k": instead("it is the lowest of the first k", "return losses[:k].min()"),
    "mean of best k": instead("it is the mean of the k lowest losses", "return np.sort(losses)[:k].mean()"),
    "kth": instead("it is the k-th lowest loss", "return np.sort(losses)[k - 1]"),
    "median": instead("it is the median", "return np.median(losses)"),
    "no difference": slip(
        "the chance of “this or worse” is not made a difference: ((i − 1)/n)ᵏ is missing", (CHANCE, "(i / n) ** k")
    ),
    "difference of n": slip(
        "((i − 1)/n)ᵏ is subtracted from 1 and not from (i/n)ᵏ", (CHANCE, "1 - ((i - 1) / n) ** k")
    ),
    "times k": slip("it is multiplied by k, where k is an exponent", (CHANCE, "(i / n) * k - ((i - 1) / n) * k")),
    "root": slip(
        "the k-th root is taken: 1/k as an exponent", (CHANCE, "(i / n) ** (1 / k) - ((i - 1) / n) ** (1 / k)")
    ),
    "k minus one": slip("the exponent is k − 1", (CHANCE, "(i / n) ** (k - 1) - ((i - 1) / n) ** (k - 1)")),
    "k plus one": slip("the exponent is k + 1", (CHANCE, "(i / n) ** (k + 1) - ((i - 1) / n) ** (k + 1)")),
    "parentheses i": slip(
        "the power is taken of n alone, or of the difference: (1/n)ᵏ", (CHANCE, "i / n**k - (i - 1) / n**k")
    ),
    "not divided": slip("i is not divided by n", (CHANCE, "i**k - (i - 1) ** k")),
    "one more": slip("i + 1 stands where i belongs", (CHANCE, "((i + 1) / n) ** k - (i / n) ** k")),
    "one less": slip("i − 1 stands where i belongs", (CHANCE, "((i - 1) / n) ** k - ((i - 2) / n) ** k")),
    "sign": slip("the difference is turned around", (CHANCE, "((i - 1) / n) ** k - (i / n) ** k")),
    "counted from zero": slip("i is counted from 0, so the last loss has no part", ("range(1, n + 1)", "range(n)")),
    "last left out": slip("the best loss is left out: range ends before its end", ("range(1, n + 1)", "range(1, n)")),
    "first left out": slip("the worst loss is left out: i begins at 2", ("range(1, n + 1)", "range(2, n + 1)")),
    "index": slip("the i-th loss is taken one too far: an array counts from 0", (LOSS, "worst_first[i % n]")),
    "last chance": slip(
        "only the last i counts: expected is overwritten, not added to", ("expected + worst_first", "worst_first")
    ),
    "chances only": slip("the losses are missing: the chances alone add up to 1", (f"{LOSS} * chance", "chance")),
    "losses only": slip("the chances are missing", (f"{LOSS} * chance", LOSS)),
    "divided by n": slip("the sum is divided by n once more", ("return expected", "return expected / n")),
    "divided by k": slip("the sum is divided by k", ("return expected", "return expected / k")),
    "without putting back": instead(
        "the draws are not put back: all k are different trials",
        "n, chance, expected, left = len(losses), 1.0, 0.0, np.sort(losses)\n"
        "for j, loss in enumerate(left):\n"
        "    here = chance * min(1.0, k / (n - j))\n"
        "    expected, chance = expected + here * loss, chance - here\n"
        "return expected",
    ),
    "return in loop": instead(
        "return stands inside the loop, so only the first loss counts",
        "worst_first, n, expected = np.sort(losses)[::-1], len(losses), 0\n"
        "for i in range(1, n + 1):\n"
        "    return expected + worst_first[i - 1] * (i / n) ** k",
    ),
}
LINE = "low * (high / low) ** u"
LOG_UNIFORM = {
    "evenly": slip("it is drawn evenly, not log-uniformly: low + (high − low)·u", (LINE, "low + (high - low) * u")),
    "upside down": slip("the fraction is upside down: low/high", ("high / low", "low / high")),
    "from high": slip("it goes from high down to low, as with 1 − u for u", (LINE, "high * (low / high) ** u")),
    "difference": slip("the difference of the ends stands where their ratio belongs", ("high / low", "high - low")),
    "low missing": slip("low is missing: it goes from 1 to high/low", (LINE, "(high / low) ** u")),
    "low added": slip("low is added, not multiplied", ("low * (", "low + (")),
    "times u": slip("it is multiplied by u, where u is the exponent", (") ** u", ") * u")),
    "ratio of logs": slip(
        "the logarithms are drawn, and not turned back: exp is missing",
        (LINE, "np.log(low) + (np.log(high) - np.log(low)) * u"),
    ),
    "ten for e": slip(
        "natural logarithms are turned back with 10, not with e", (LINE, "10 ** (np.log(low) + np.log(high / low) * u)")
    ),
    "e for ten": slip(
        "logarithms to the base 10 are turned back with e, not with 10",
        (LINE, "np.exp(np.log10(low) + np.log10(high / low) * u)"),
    ),
    "power missing": slip(
        "the logarithm to the base 10 is returned: 10 to this power is the rate",
        (LINE, "np.log10(low) + np.log10(high / low) * u"),
    ),
    "ten to even": slip(
        "it is drawn evenly, and is then the exponent of 10", (LINE, "10.0 ** (low + (high - low) * u)")
    ),
    "log of even": slip("it is drawn evenly, and the logarithm taken after", (LINE, "np.log(low + (high - low) * u)")),
    "exp of even": slip("it is drawn evenly, and exp taken after", (LINE, "np.exp(low + (high - low) * u)")),
    "high to u": slip("low is left out of the ratio: low·highᵘ", (LINE, "low * high**u")),
    "low to u": slip("it is the power of low alone: lowᵘ", (LINE, "low**u")),
    "one over u": slip("the exponent is 1/u, not u", (LINE, "low * (high / low) ** (1 / u if u else 0)")),
    "base ten": slip("10 to the power of u: the ends are left out", (LINE, "10.0**u")),
    "geometric mean": slip("it is the middle of the range, whatever u is", (LINE, "np.sqrt(low * high)")),
    "mean": slip("it is the mean of the ends, whatever u is", (LINE, "(low + high) / 2")),
    "square": slip("u is squared", ("** u", "** u**2")),
    "root": slip("the root of u is taken", ("** u", "** np.sqrt(u)")),
    "rounded": slip(
        "only whole powers of ten come out", (LINE, "10.0 ** np.round(np.log10(low) + np.log10(high / low) * u)")
    ),
    "ends exchanged": slip("low and high are exchanged", (LINE, "high * (high / low) ** u")),
    "parentheses": slip("the parentheses are missing: high/lowᵘ", (LINE, "low * high / low**u")),
}
FIND_MISTAKES = {
    "rate and budget": instead(
        "the report with one rate for all and the one with unequal budgets are exchanged: a method that runs as its "
        "authors advise had no trials at all",
        "return 4, 2, 1, 3",
    ),
    "rate and test": instead(
        "the report with one rate for all and the one that chose on the test set are exchanged", "return 1, 4, 2, 3"
    ),
    "rate and seed": instead(
        "the report with one rate for all and the one with one seed are exchanged: count the seeds of each",
        "return 3, 4, 1, 2",
    ),
    "budget and test": instead(
        "the report with unequal budgets and the one that chose on the test set are exchanged: to open the test set "
        "once is right, to choose by it is not",
        "return 2, 1, 4, 3",
    ),
    "budget and seed": instead(
        "the report with unequal budgets and the one with one seed are exchanged: 48 trials each are equal budgets",
        "return 2, 3, 1, 4",
    ),
    "test and seed": instead(
        "the report that chose on the test set and the one with one seed are exchanged", "return 2, 4, 3, 1"
    ),
    "in the order of the reports": instead(
        "the answers stand in the order of the reports: for each report its mistake is given, where for each mistake "
        "its report is asked",
        "return 3, 1, 4, 2",
    ),
    "counted from zero": instead("the reports are counted from 0; the first one is report 1", "return 1, 3, 0, 2"),
    "as they stand": instead("the reports are taken as they stand: 1, 2, 3, 4", "return 1, 2, 3, 4"),
    "backwards": instead("the reports are taken backwards: 4, 3, 2, 1", "return 4, 3, 2, 1"),
}
