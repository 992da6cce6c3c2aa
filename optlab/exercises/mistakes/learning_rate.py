"""Mistakes that are made in the exercises on learning_rate."""

from optlab.exercises.exercise import instead, slip

WARMUP = {
    "never ends": slip("it never ends: the rate keeps rising after t = steps", ("min(t / steps, 1)", "t / steps")),
    "starts 0": slip("it starts at 0: (t − 1)/steps", ("t / steps", "(t - 1) / steps")),
    "one step ahead": slip("it is one step ahead: (t + 1)/steps", ("t / steps", "(t + 1) / steps")),
    "takes one step too": slip("it takes one step too many: t/(steps + 1)", ("t / steps", "t / (steps + 1)")),
    "takes one step too few": slip("it takes one step too few: t/(steps − 1)", ("t / steps", "t / (steps - 1)")),
    "no warmup": slip("there is no warmup: the rate is η from the start", ("min(t / steps, 1)", "1")),
    "rate falls 0 after": slip(
        "the rate falls to 0 after the warmup", ("min(t / steps, 1)", "(t / steps if t <= steps else 0)")
    ),
    "goes down": slip("it goes down, not up: 1 − t/steps", ("min(t / steps, 1)", "max(1 - t / steps, 0)")),
    "learning rate missing": slip("the learning rate is missing", ("learning_rate *", "")),
    "max not min": slip("the larger one is taken: max, not min", ("min(t", "max(t")),
    "held at one": slip(
        "the rate is held at 1, not at η", ("learning_rate * min(t / steps, 1)", "min(learning_rate * t / steps, 1)")
    ),
    "upside down": slip("it is divided by t and not by steps", ("t / steps", "steps / t")),
    "not divided by steps": slip("it is not divided by the steps", ("min(t / steps, 1)", "(t if t <= steps else 1)")),
    "line squared": slip("the line is squared", ("min(t / steps, 1)", "min(t / steps, 1) ** 2")),
    "root line": slip("the root of the line is taken", ("min(t / steps, 1)", "np.sqrt(min(t / steps, 1))")),
    "rate small all way": slip(
        "the rate is small all the way and jumps to η at the end",
        ("min(t / steps, 1)", "(1 / steps if t < steps else 1)"),
    ),
    "whole numbers divided": slip("whole numbers are divided: //", ("t / steps", "t // steps")),
    "limit on rate": slip(
        "min is taken of η and t/steps: η must multiply t/steps",
        ("learning_rate * min(t / steps, 1)", "min(learning_rate, t / steps)"),
    ),
    "from zero": slip("it starts at 0 and ends at steps: (t − 1)/(steps − 1)", ("t / steps", "(t - 1) / (steps - 1)")),
    "whole": instead("// gives 0 until t = steps: write /", "return learning_rate * (t // steps)"),
    "falls all the way": instead(
        "it goes down, not up, and below 0: 1 − t/steps", "return learning_rate * (1 - t / steps)"
    ),
    "one after": slip(
        "the rate after the warmup is 1, not η",
        ("learning_rate * min(t / steps, 1)", "(learning_rate * t / steps if t < steps else 1)"),
    ),
    "falls after": slip(
        "the rate falls again after the warmup, as steps/t",
        ("min(t / steps, 1)", "(t / steps if t < steps else steps / t)"),
    ),
    "falls after line": slip(
        "the rate falls again after the warmup, along a line", ("min(t / steps, 1)", "min(t / steps, 2 - t / steps)")
    ),
    "step from zero": instead(
        "there is no warmup but a jump: 0 before t = steps, and η after it", "return learning_rate * (t >= steps)"
    ),
    "step rate": instead("every update has the rate of the first one, η/steps", "return learning_rate / steps"),
    "times t": instead("it is multiplied by t, and steps is left out", "return learning_rate * t"),
    "added": instead("t/steps is added to the rate, not multiplied", "return learning_rate + min(t / steps, 1)"),
    "exponential": instead(
        "it is the exponential 1 − e to the power −t/steps", "return learning_rate * (1 - np.exp(-t / steps))"
    ),
    "exponential square": slip(
        "it is a cosine, not a line", ("min(t / steps, 1)", "(1 - np.cos(np.pi * min(t / steps, 1))) / 2")
    ),
    "early": slip("it reaches η one update too early", ("min(t / steps, 1)", "(t / steps if t < steps - 1 else 1)")),
    "zero before": slip(
        "the first update has the rate 0", ("min(t / steps, 1)", "(min(t / steps, 1) if t > 1 else 0)")
    ),
    "hyperbola": instead(
        "it is divided by the updates that are left, which is no straight line",
        "return learning_rate / (steps - t + 1) if t < steps else learning_rate",
    ),
    "rise on top": instead(
        "the rise is added to η, and does not end: η + ηt/steps", "return learning_rate / steps * t + learning_rate"
    ),
}
COSINE = {
    "t t minus 1": slip("t stands where t − 1 belongs: the first update has lost a part already", ("(t - 1)", "t")),
    "t 1 t minus": slip("t + 1 stands where t − 1 belongs", ("(t - 1)", "(t + 1)")),
    "ends one step too": slip(
        "it ends one step too early: t − 1 is divided by steps − 1", ("/ steps", "/ (steps - 1)")
    ),
    "ends one step too late": slip(
        "it ends one step too late: t − 1 is divided by steps + 1", ("/ steps", "/ (steps + 1)")
    ),
    "pi missing": slip("π is missing", ("np.pi *", "")),
    "wave twice fast": slip("the wave is twice as fast: 2π takes it down and up again", ("np.pi", "2 * np.pi")),
    "wave half fast": slip("the wave is half as fast: π/2 takes it half-way", ("np.pi", "np.pi / 2")),
    "quarter wave": slip(
        "it is a quarter of a wave: cos(π(t − 1)/(2·steps))",
        ("(1 + np.cos(np.pi * (t - 1) / steps)) / 2", "np.cos(np.pi * (t - 1) / steps / 2)"),
    ),
    "angle degrees": slip("the angle is in degrees: 180 stands for π", ("np.pi", "180")),
    "half missing": slip("the ½ is missing", (") / 2", ")")),
    "1 missing": slip("the 1 is missing", ("(1 + np.cos", "(np.cos")),
    "1 half missing": slip(
        "the 1 and the ½ are missing", ("(1 + np.cos(np.pi * (t - 1) / steps)) / 2", "np.cos(np.pi * (t - 1) / steps)")
    ),
    "sign wrong": slip("the sign is wrong: 1 − cos goes up", ("1 +", "1 -")),
    "parentheses missing": slip(
        "the parentheses are missing: η + cos(…)/2",
        (
            "learning_rate * (1 + np.cos(np.pi * (t - 1) / steps)) / 2",
            "learning_rate + np.cos(np.pi * (t - 1) / steps) / 2",
        ),
    ),
    "only cosine halved": slip(
        "only the cosine is halved: η(1 + cos(…)/2)",
        ("(1 + np.cos(np.pi * (t - 1) / steps)) / 2", "(1 + np.cos(np.pi * (t - 1) / steps) / 2)"),
    ),
    "sine": slip("it is a sine", ("np.cos", "np.sin")),
    "learning rate missing": slip("the learning rate is missing", ("learning_rate *", "")),
    "straight line": slip(
        "it is a straight line", ("(1 + np.cos(np.pi * (t - 1) / steps)) / 2", "(1 - (t - 1) / steps)")
    ),
    "t multiplied steps": slip("t is multiplied by the steps", ("/ steps", "* steps")),
    "parentheses pi": instead(
        "the parentheses are misplaced: cos(π) is multiplied by (t − 1)/steps",
        "return learning_rate / 2 * (1 + np.cos(np.pi) * (t - 1) / steps)",
    ),
    "parentheses steps": instead(
        "the parentheses are misplaced: the cosine is divided by steps, not its angle",
        "return learning_rate / 2 * (1 + np.cos(np.pi * (t - 1)) / steps)",
    ),
    "parentheses all": instead(
        "the parentheses are misplaced: all of 1 + cos(…) is divided by steps",
        "return learning_rate / 2 * (1 + np.cos(np.pi * (t - 1))) / steps",
    ),
    "parentheses minus": instead(
        "the parentheses are missing: πt − 1/steps", "return learning_rate / 2 * (1 + np.cos(np.pi * t - 1 / steps))"
    ),
    "parentheses minus whole": instead(
        "the parentheses are missing: (πt − 1)/steps",
        "return learning_rate / 2 * (1 + np.cos((np.pi * t - 1) / steps))",
    ),
    "parentheses quotient": instead(
        "the parentheses are missing: t − 1/steps", "return learning_rate / 2 * (1 + np.cos(np.pi * (t - 1 / steps)))"
    ),
    "parentheses half": instead(
        "the parentheses are missing: η/2 + cos(…)", "return learning_rate / 2 + np.cos(np.pi * (t - 1) / steps)"
    ),
    "cut": instead(
        "the cosine is cut off at 0, where it is to be raised by 1 and halved",
        "return learning_rate * max(0, np.cos(np.pi * (t - 1) / steps))",
    ),
    "absolute": instead(
        "the cosine has lost its sign, where it is to be raised by 1 and halved",
        "return learning_rate * np.abs(np.cos(np.pi * (t - 1) / steps))",
    ),
    "square": instead(
        "the quarter of a wave is squared", "return learning_rate * np.cos(np.pi * (t - 1) / steps) ** 2"
    ),
    "ends inside": instead(
        "t is divided by steps + 1: the first update has lost a part, and 0 comes at steps + 1",
        "return learning_rate / 2 * (1 + np.cos(np.pi * t / (steps + 1)))",
    ),
    "minus one half": instead(
        "½ stands inside: η(½ + cos(…))", "return learning_rate * (0.5 + np.cos(np.pi * (t - 1) / steps))"
    ),
    "pi rounded": slip("π is rounded to 3.14: write np.pi", ("np.pi", "3.14")),
    "quarter t": slip(
        "it is a quarter of a wave, and t stands where t − 1 belongs",
        ("(1 + np.cos(np.pi * (t - 1) / steps)) / 2", "np.cos(np.pi * t / steps / 2)"),
    ),
    "line half": slip(
        "it is a straight line to η/2", ("(1 + np.cos(np.pi * (t - 1) / steps)) / 2", "(1 - (t - 1) / steps / 2)")
    ),
    "floor at the end": slip(
        "the last update has the rate 0: t − 1 is divided by steps − 1, and cut off",
        ("(t - 1) / steps", "min(t - 1, steps - 1) / (steps - 1)"),
    ),
    "bare t": instead(
        "t stands where t − 1 belongs, and the 1 and the ½ are missing",
        "return learning_rate * np.cos(np.pi * t / steps)",
    ),
    "rate inside": instead(
        "η is added to the cosine, not multiplied: (η + cos(…))/2",
        "return (learning_rate + np.cos(np.pi * (t - 1) / steps)) / 2",
    ),
    "half outside": instead(
        "½ is added without η: ½ + η·cos(…)/2", "return 0.5 + learning_rate * np.cos(np.pi * (t - 1) / steps) / 2"
    ),
    "radians": slip("the angle is turned into radians, and π is missing", ("np.pi * (t - 1)", "np.radians(t - 1)")),
    "sum without halves": instead(
        "η is added to the cosine, and nothing is halved: η + cos(…)",
        "return learning_rate + np.cos(np.pi * (t - 1) / steps)",
    ),
    "rate in the angle": instead(
        "the rate stands inside the cosine", "return np.cos(learning_rate * np.pi * (t - 1) / steps)"
    ),
}
READ_CURVES = {
    "small and large": instead(
        "the curve that rises and the one that goes down slowly are exchanged: too large a rate makes the "
        "loss grow, too small a one lets it fall slowly",
        "return 1, 3, 4, 2",
    ),
    "small and kept": instead(
        "the slow curve and the level one are exchanged: the slow one still goes down at the end, and the "
        "level one went down fast and then stopped",
        "return 4, 1, 3, 2",
    ),
    "small and falling": instead(
        "the slow curve and the lowest one are exchanged: a falling rate goes down fast first", "return 2, 1, 4, 3"
    ),
    "large and kept": instead(
        "the curve that rises and the level one are exchanged: a level loss does not grow, it moves about its floor",
        "return 3, 4, 1, 2",
    ),
    "large and falling": instead("the curve that rises and the lowest one are exchanged", "return 3, 2, 4, 1"),
    "kept and falling": instead(
        "the level curve and the lowest one are exchanged: noise keeps the loss of a constant rate up, and a "
        "falling rate goes on down",
        "return 3, 1, 2, 4",
    ),
    "counted from zero": instead("the curves are counted from 0; the first one is curve 1", "return 2, 0, 3, 1"),
    "in the order of the curves": instead(
        "the answers stand in the order of the curves: for each curve its kind is given, where for each kind "
        "its curve is asked",
        "return 2, 4, 1, 3",
    ),
    "as they stand": instead("the curves are taken as they stand: 1, 2, 3, 4", "return 1, 2, 3, 4"),
    "backwards": instead("the curves are taken backwards: 4, 3, 2, 1", "return 4, 3, 2, 1"),
}
SCALED_RATE = {
    "limit ignored": slip(
        "the limit is ignored", ("min(learning_rate * new_batch / batch, limit)", "learning_rate * new_batch / batch")
    ),
    "max not min": slip("the larger of the two is taken: max, not min", ("min(", "max(")),
    "fraction upside down": slip("the fraction is upside down", ("new_batch / batch", "batch / new_batch")),
    "root fraction": slip(
        "the root of the fraction is taken",
        ("learning_rate * new_batch / batch", "learning_rate * np.sqrt(new_batch / batch)"),
    ),
    "fraction squared": slip(
        "the fraction is squared", ("learning_rate * new_batch / batch", "learning_rate * (new_batch / batch) ** 2")
    ),
    "old batch left out": slip("the old batch is left out", ("* new_batch / batch", "* new_batch")),
    "new batch left out": slip("the new batch is left out", ("* new_batch / batch", "/ batch")),
    "not scaled": slip("the rate is not scaled", ("learning_rate * new_batch / batch", "learning_rate")),
    "limit returned whatever batches": slip(
        "the limit is returned, whatever the batches are", ("min(learning_rate * new_batch / batch, limit)", "limit")
    ),
    "limit on fraction": slip(
        "the limit is put on the fraction, not on the rate",
        ("min(learning_rate * new_batch / batch, limit)", "learning_rate * min(new_batch / batch, limit)"),
    ),
    "limit on old rate": slip(
        "the limit is put on the old rate",
        ("min(learning_rate * new_batch / batch, limit)", "min(learning_rate, limit) * new_batch / batch"),
    ),
    "rate grows difference batches": slip(
        "the rate grows by the difference of the batches",
        ("learning_rate * new_batch / batch", "learning_rate * (1 + new_batch - batch)"),
    ),
    "rate grows fraction one": slip(
        "the rate grows by the fraction and one more", ("new_batch / batch", "(1 + new_batch / batch)")
    ),
    "learning rate missing": slip("the learning rate is missing", ("learning_rate *", "")),
    "old rate kept new": slip(
        "the old rate is kept where the new one would be too large",
        (
            "min(learning_rate * new_batch / batch, limit)",
            "learning_rate * (new_batch / batch if learning_rate * new_batch / batch <= limit else 1)",
        ),
    ),
    "whole numbers divided": slip(
        "whole numbers are divided: //", ("learning_rate * new_batch / batch", "learning_rate * (new_batch // batch)")
    ),
    "no rate would too": slip(
        "there is no rate where it would be too large",
        (
            "min(learning_rate * new_batch / batch, limit)",
            "(learning_rate * new_batch / batch if learning_rate * new_batch / batch <= limit else 0)",
        ),
    ),
    "upside down without limit": instead(
        "the fraction is upside down, and the limit is ignored", "return learning_rate * batch / new_batch"
    ),
    "unscaled": instead("the rate is returned unchanged, and neither batch nor limit is used", "return learning_rate"),
    "limit before batch": slip(
        "the limit is put on η times the new batch, and then it is divided",
        ("min(learning_rate * new_batch / batch, limit)", "min(learning_rate * new_batch, limit) / batch"),
    ),
    "growth": slip(
        "the rate is multiplied by the growth (new − old)/old", ("new_batch / batch", "(new_batch - batch) / batch")
    ),
    "added": slip(
        "the fraction is added to the rate, not multiplied",
        ("learning_rate * new_batch / batch", "learning_rate + new_batch / batch"),
    ),
    "limit scaled": instead("the limit is scaled, not the rate", "return limit * new_batch / batch"),
    "limit times": slip(
        "the rate is multiplied by the limit",
        ("min(learning_rate * new_batch / batch, limit)", "learning_rate * new_batch / batch * limit"),
    ),
    "root without limit": instead(
        "the root of the fraction is taken, and the limit is ignored",
        "return learning_rate * np.sqrt(new_batch / batch)",
    ),
    "never smaller": slip(
        "the rate grows with the batch, but does not shrink with it", ("new_batch / batch", "max(new_batch / batch, 1)")
    ),
    "never larger": slip(
        "the rate shrinks with the batch, but does not grow with it", ("new_batch / batch", "min(new_batch / batch, 1)")
    ),
    "logarithm": slip(
        "the logarithm of the fraction is taken",
        ("learning_rate * new_batch / batch", "learning_rate * (1 + np.log2(new_batch / batch))"),
    ),
    "squares of batch": slip("the new batch is squared", ("new_batch / batch", "new_batch**2 / batch")),
    "limit left": slip(
        "where the limit is passed, the fraction is returned",
        (
            "min(learning_rate * new_batch / batch, limit)",
            "(learning_rate * new_batch / batch if learning_rate * new_batch / batch <= limit else new_batch / batch)",
        ),
    ),
    "limit on batch": slip(
        "the new batch is compared with the limit, not the rate",
        (
            "min(learning_rate * new_batch / batch, limit)",
            "(limit if new_batch > limit else learning_rate * new_batch / batch)",
        ),
    ),
    "never below old": slip(
        "the rate is not let fall below the old one",
        (
            "min(learning_rate * new_batch / batch, limit)",
            "max(learning_rate, min(learning_rate * new_batch / batch, limit))",
        ),
    ),
    "part of both": slip(
        "the new batch is divided by both batches together", ("new_batch / batch", "new_batch / (batch + new_batch)")
    ),
    "limit on new batch": instead(
        "the limit is put on the new batch, not on the rate", "return learning_rate * min(new_batch, limit) / batch"
    ),
    "batch subtracted": slip(
        "the old batch is subtracted, where it must divide", ("* new_batch / batch", "* new_batch - batch")
    ),
}
