"""Mistakes that are made in the exercises on adam."""

from optlab.exercises.exercise import instead, slip

ADAM = {
    "sign wrong": slip(
        "the sign is wrong: the step goes up the slope", ("-learning_rate * m_hat", "learning_rate * m_hat")
    ),
    "learning rate missing": slip("the learning rate is missing", ("-learning_rate * m_hat", "-m_hat")),
    "learning rate applied twice": slip(
        "the learning rate is applied twice", ("-learning_rate * m_hat", "-(learning_rate**2) * m_hat")
    ),
    "1 minus beta1 missing": slip("(1 − β₁) is missing", ("(1 - beta1) * gradient", "gradient")),
    "1 minus beta2 missing": slip("(1 − β₂) is missing", ("(1 - beta2) * gradient", "gradient")),
    "beta1 1 minus beta1": slip(
        "β₁ and (1 − β₁) are swapped", ("beta1 * m + (1 - beta1) *", "(1 - beta1) * m + beta1 *")
    ),
    "beta2 1 minus beta2": slip(
        "β₂ and (1 − β₂) are swapped", ("beta2 * v + (1 - beta2) *", "(1 - beta2) * v + beta2 *")
    ),
    "beta1 beta2 swapped m": slip(
        "β₁ and β₂ are swapped in m and v",
        ("beta1 * m + (1 - beta1)", "beta2 * m + (1 - beta2)"),
        ("beta2 * v + (1 - beta2)", "beta1 * v + (1 - beta1)"),
    ),
    "beta1 beta2 swapped correction": slip(
        "β₁ and β₂ are swapped in the correction",
        ("new_m / (1 - beta1**t)", "new_m / (1 - beta2**t)"),
        ("new_v / (1 - beta2**t)", "new_v / (1 - beta1**t)"),
    ),
    "v kept beta1": slip("v is kept with β₁", ("beta2 * v + (1 - beta2)", "beta1 * v + (1 - beta1)")),
    "beta1 missing": slip("β₁ is missing: the old m does not fade", ("beta1 * m", "m")),
    "beta2 missing": slip("β₂ is missing: the old v does not fade", ("beta2 * v", "v")),
    "old m left out": slip("the old m is left out", ("beta1 * m +", "")),
    "old v left out": slip("the old v is left out", ("beta2 * v +", "")),
    "gradient not squared": slip("the gradient is not squared in v", ("gradient**2", "gradient")),
    "v of m squared": slip("v is made of m², not of g²", ("gradient**2", "new_m**2")),
    "m made g squared": slip("m is made of g², as v is", ("(1 - beta1) * gradient", "(1 - beta1) * gradient**2")),
    "root missing": slip("the root is missing", ("np.sqrt(v_hat)", "v_hat")),
    "epsilon inside root": slip("ε is inside the root", ("np.sqrt(v_hat) + epsilon", "np.sqrt(v_hat + epsilon)")),
    "epsilon missing": slip("ε is missing", ("(np.sqrt(v_hat) + epsilon)", "np.sqrt(v_hat)")),
    "epsilon added root v": slip(
        "ε is added to √v before the correction", ("+ epsilon)", "+ epsilon / np.sqrt(1 - beta2**t))")
    ),
    "parentheses missing epsilon added": slip(
        "the parentheses are missing, and ε is added to x", ("(np.sqrt(v_hat) + epsilon)", "np.sqrt(v_hat) + epsilon")
    ),
    "parentheses missing epsilon subtracted": slip(
        "the parentheses are missing, and ε is subtracted from x",
        ("(np.sqrt(v_hat) + epsilon)", "np.sqrt(v_hat) - epsilon"),
    ),
    "bias correction missing": slip(
        "the bias correction is missing",
        ("m_hat = new_m / (1 - beta1**t)", "m_hat = new_m"),
        ("v_hat = new_v / (1 - beta2**t)", "v_hat = new_v"),
    ),
    "bias correction m missing": slip(
        "the bias correction of m is missing", ("m_hat = new_m / (1 - beta1**t)", "m_hat = new_m")
    ),
    "bias correction v missing": slip(
        "the bias correction of v is missing", ("v_hat = new_v / (1 - beta2**t)", "v_hat = new_v")
    ),
    "correction multiplied": slip(
        "the correction is multiplied, not divided", ("new_m / (1", "new_m * (1"), ("new_v / (1", "new_v * (1")
    ),
    "root before v corrected": slip(
        "the root is taken before v is corrected", ("np.sqrt(v_hat)", "np.sqrt(new_v) / (1 - beta2**t)")
    ),
    "t starts 0": slip("t starts at 0: the correction has t − 1", ("**t", "** (t - 1)")),
    "t one too large": slip("t is one too large: the correction has t + 1", ("**t", "** (t + 1)")),
    "power t missing": slip(
        "the power t is missing: the correction is always that of step 1", ("beta1**t", "beta1"), ("beta2**t", "beta2")
    ),
    "beta times t": slip(
        "β is multiplied by t, not raised to its power", ("beta1**t", "beta1 * t"), ("beta2**t", "beta2 * t")
    ),
    "gradient in step": slip("the gradient is used in the step, not m", ("* m_hat /", "* gradient /")),
    "corrected m kept": slip("the corrected m is kept", (", new_m,", ", m_hat,")),
    "corrected v kept": slip("the corrected v is kept", (", new_v", ", v_hat")),
    "corrected m v kept": slip("the corrected m and v are kept", (", new_m, new_v", ", m_hat, v_hat")),
    "old m returned": slip("the old m is returned", (", new_m,", ", m,")),
    "old v returned": slip("the old v is returned", (", new_v", ", v")),
    "step made old m": slip("the step is made with the old m", ("m_hat = new_m", "m_hat = m")),
    "step made old v": slip("the step is made with the old v", ("v_hat = new_v", "v_hat = v")),
    "old position returned": slip("the old position is returned", ("return x + step", "return x + 0 * step")),
    "step returned position": slip("the step is returned in place of the position", ("return x + step", "return step")),
    "betas exchanged everywhere": slip(
        "β₁ and β₂ are swapped everywhere",
        ("beta1 * m + (1 - beta1)", "beta2 * m + (1 - beta2)"),
        ("beta2 * v + (1 - beta2)", "beta1 * v + (1 - beta1)"),
        ("new_m / (1 - beta1**t)", "new_m / (1 - beta2**t)"),
        ("new_v / (1 - beta2**t)", "new_v / (1 - beta1**t)"),
    ),
    "pasted into v": slip(
        "(1 − β₁) is pasted into v: β₂v + (1 − β₁)g²", ("beta2 * v + (1 - beta2)", "beta2 * v + (1 - beta1)")
    ),
    "pasted into m": slip(
        "(1 − β₂) stands in m: β₁m + (1 − β₂)g", ("beta1 * m + (1 - beta1)", "beta1 * m + (1 - beta2)")
    ),
    "hats from old": slip(
        "the corrections are made with the old m and v", ("m_hat = new_m", "m_hat = m"), ("v_hat = new_v", "v_hat = v")
    ),
    "power without one minus": slip(
        "βᵗ stands where 1 − βᵗ belongs", ("(1 - beta1**t)", "beta1**t"), ("(1 - beta2**t)", "beta2**t")
    ),
    "both with beta1": slip("both are corrected with β₁", ("new_v / (1 - beta2**t)", "new_v / (1 - beta1**t)")),
    "both with beta2": slip("both are corrected with β₂", ("new_m / (1 - beta1**t)", "new_m / (1 - beta2**t)")),
    "weights exchanged": slip(
        "β and (1 − β) are swapped in m and in v",
        ("beta1 * m + (1 - beta1) *", "(1 - beta1) * m + beta1 *"),
        ("beta2 * v + (1 - beta2) *", "(1 - beta2) * v + beta2 *"),
    ),
    "no weights": slip(
        "(1 − β) is missing from m and from v",
        ("(1 - beta1) * gradient", "gradient"),
        ("(1 - beta2) * gradient", "gradient"),
    ),
    "kept with beta2": slip("m is kept with β₂", ("beta1 * m + (1 - beta1)", "beta2 * m + (1 - beta2)")),
    "square of m": slip("the square is taken of m̂ in the step", ("* m_hat /", "* m_hat**2 /")),
    "not divided": slip(
        "the step is not divided by √v̂ + ε: this is momentum alone", ("m_hat / (np.sqrt(v_hat) + epsilon)", "m_hat")
    ),
    "multiplied by root": slip(
        "it is multiplied by √v̂ + ε, not divided",
        ("m_hat / (np.sqrt(v_hat) + epsilon)", "m_hat * (np.sqrt(v_hat) + epsilon)"),
    ),
    "old m and v returned": slip("the old m and v are returned", (", new_m, new_v", ", m, v")),
    "no correction returned": slip("√v̂ is returned as v", (", new_v", ", np.sqrt(v_hat)")),
    "v squared": slip("v̂ is squared, not rooted", ("np.sqrt(v_hat)", "v_hat**2")),
    "v halved": slip(
        "v̂ is halved, not rooted: Python reads v_hat**1/2 as (v_hat**1)/2", ("np.sqrt(v_hat)", "v_hat / 2")
    ),
    "epsilon root": slip("√ε stands outside the root", ("+ epsilon", "+ np.sqrt(epsilon)")),
    "no parentheses beta1": slip(
        "the parentheses are missing: β₁m + 1 − β₁g", ("(1 - beta1) * gradient", "1 - beta1 * gradient")
    ),
    "no parentheses beta2": slip(
        "the parentheses are missing: β₂v + 1 − β₂g²", ("(1 - beta2) * gradient", "1 - beta2 * gradient")
    ),
    "m added": slip("the gradient is subtracted in m", ("+ (1 - beta1) *", "- (1 - beta1) *")),
    "one plus": slip(
        "the correction is 1 + βᵗ", ("(1 - beta1**t)", "(1 + beta1**t)"), ("(1 - beta2**t)", "(1 + beta2**t)")
    ),
    "correction twice": slip(
        "the correction is made twice",
        ("np.sqrt(v_hat)", "np.sqrt(v_hat / (1 - beta2**t))"),
        ("* m_hat", "* m_hat / (1 - beta1**t)"),
    ),
    "correction of the rest": slip(
        "the correction is (1 − β)ᵗ", ("(1 - beta1**t)", "(1 - beta1) ** t"), ("(1 - beta2**t)", "(1 - beta2) ** t")
    ),
    "sign of m": slip("only the sign of m̂ is used", ("* m_hat /", "* np.sign(m_hat) /")),
    "one v for all": slip(
        "one v serves all coordinates: the squares are added up", ("gradient**2", "np.sum(gradient**2)")
    ),
    "one v for all mean": slip(
        "one v serves all coordinates: the mean of the squares", ("gradient**2", "np.mean(gradient**2)")
    ),
    "size in v": slip("the gradient's size is averaged in v, not its square", ("gradient**2", "np.abs(gradient)")),
}
ADAM_STEP = {
    **ADAM,
}
ADAMW_STEP = {
    **ADAM,
    "old position returned": slip("the old position is returned", ("x + step - decay", "x")),
    "decay missing": slip("the decay is missing: this is plain Adam", ("- decay", "")),
    "decay not scaled": slip("the decay is not scaled by the learning rate", ("decay = learning_rate *", "decay =")),
    "decay scaled learning rate twice": slip(
        "the decay is scaled by the learning rate twice", ("decay = learning_rate *", "decay = learning_rate**2 *")
    ),
    "sign decay wrong": slip("the sign of the decay is wrong", ("- decay", "+ decay")),
    "decay shrinks new x": slip(
        "the decay shrinks the new x, after the step",
        ("return x + step - decay", "return (1 - learning_rate * weight_decay) * (x + step)"),
    ),
    "decay constant": slip("the decay is a constant: x is missing from it", ("weight_decay * x", "weight_decay")),
    "decay takes only sign": slip(
        "the decay takes only the sign of x", ("weight_decay * x", "weight_decay * np.sign(x)")
    ),
    "decay divided root v": slip("the decay is divided by √v̂ + ε as well", ("* x", "* x / (np.sqrt(v_hat) + epsilon)")),
    "x times lambda": slip(
        "x is multiplied by λ, not by (1 − ηλ)", ("return x + step - decay", "return weight_decay * x + step")
    ),
    "decay gradient beside": slip(
        "the decay is in the gradient as well as beside it", ("* gradient", "* (gradient + weight_decay * x)")
    ),
    "decay gradient": slip(
        "the decay is in the gradient: this is Adam + L2",
        ("* gradient", "* (gradient + weight_decay * x)"),
        ("- decay", ""),
    ),
    "alone": slip("Adam's step is missing: only the decay is subtracted", ("x + step - decay", "x - decay")),
    "old m and v with decay alone": slip(
        "Adam's step is missing, and the old m and v are returned",
        ("x + step - decay, new_m, new_v", "x - decay, m, v"),
    ),
    "x squared": slip("the decay has x² in it, not x", ("weight_decay * x", "weight_decay * x**2")),
    "gradient in decay": slip(
        "the gradient stands in the decay, where x belongs", ("weight_decay * x", "weight_decay * gradient")
    ),
    "m in decay": slip("m stands in the decay, where x belongs", ("weight_decay * x", "weight_decay * new_m")),
    "new x without rate": slip(
        "the new x is multiplied by (1 − λ): the decay is not scaled by the rate, and comes after the step",
        ("return x + step - decay", "return (1 - weight_decay) * (x + step)"),
    ),
    "rate in gradient": slip(
        "the decay, scaled by the rate, is in the gradient",
        ("* gradient", "* (gradient + learning_rate * weight_decay * x)"),
        ("- decay", ""),
    ),
    "minus in gradient": slip(
        "the decay is subtracted in the gradient", ("* gradient", "* (gradient - weight_decay * x)"), ("- decay", "")
    ),
    "step scaled": slip(
        "the whole of Adam's new x is multiplied by η and subtracted",
        ("x + step - decay", "x - learning_rate * (x + step + weight_decay * x)"),
    ),
    "in the direction": slip(
        "the decay is added to m̂ before it is divided", ("* m_hat /", "* (m_hat + weight_decay * x) /"), ("- decay", "")
    ),
    "doubled": slip("the decay is doubled, as the slope of λx²", ("- decay", "- 2 * decay")),
    "halved": slip("the decay is halved, as in the loss ½λx²", ("- decay", "- decay / 2")),
    "step shrinks": slip(
        "the step is multiplied by (1 − ηλ), not x",
        ("x + step - decay", "x + (1 - learning_rate * weight_decay) * step"),
    ),
    "decay of m": slip(
        "m and v decay as well",
        ("new_m, new_v", "(1 - learning_rate * weight_decay) * new_m, (1 - learning_rate * weight_decay) * new_v"),
    ),
    "root": slip("the root of λ is taken", ("weight_decay * x", "np.sqrt(weight_decay) * x")),
    "new x times decay": slip(
        "Adam's new x is multiplied by λ", ("return x + step - decay", "return weight_decay * (x + step)")
    ),
    "size of x": slip("x has lost its sign in the decay", ("weight_decay * x", "weight_decay * np.abs(x)")),
    "rate subtracted": slip(
        "the rate is subtracted, and λx is added: a * is missing", ("- decay", "- learning_rate + weight_decay * x")
    ),
    "decay in m": slip(
        "the decay is in m alone, so that it is averaged, and divided by √v̂",
        ("(1 - beta1) * gradient\n", "(1 - beta1) * (gradient + weight_decay * x)\n"),
        (" - decay,", ","),
    ),
}
AMSGRAD_CACHE = {
    "smaller one": slip("the smaller one is taken", ("maximum", "minimum")),
    "v returned": slip("v is returned: nothing is remembered", ("np.maximum(largest, v)", "v")),
    "old one returned": slip("the old one is returned", ("np.maximum(largest, v)", "largest")),
    "they added up": slip("they are added up", ("np.maximum(largest, v)", "largest + v")),
    "their mean": slip("their mean is taken", ("np.maximum(largest, v)", "(largest + v) / 2")),
    "largest coordinate v used": slip(
        "the largest coordinate of v is used for all", ("np.maximum(largest, v)", "np.maximum(largest, np.max(v))")
    ),
    "one vector whole": slip(
        "one vector is taken whole: the one whose sum is larger",
        ("np.maximum(largest, v)", "(v if v.sum() > largest.sum() else largest)"),
    ),
    "one vector whole one whose": slip(
        "one vector is taken whole: the one whose first coordinate is larger",
        ("np.maximum(largest, v)", "(v if v[0] > largest[0] else largest)"),
    ),
    "one vector whole v all": slip(
        "one vector is taken whole: v where all of it is larger",
        ("np.maximum(largest, v)", "(v if np.all(v > largest) else largest)"),
    ),
    "one vector whole v some": slip(
        "one vector is taken whole: v where some of it is larger",
        ("np.maximum(largest, v)", "(v if np.any(v > largest) else largest)"),
    ),
    "root": slip("the root is taken", ("np.maximum(largest, v)", "np.sqrt(np.maximum(largest, v))")),
    "root of v": slip("the root of v is compared", ("maximum(largest, v)", "maximum(largest, np.sqrt(v))")),
    "v squared": slip("v is squared before it is compared", ("maximum(largest, v)", "maximum(largest, v**2)")),
    "largest of all": instead(
        "the largest number of all is used for every coordinate", "return max(np.max(largest), np.max(v)) + 0 * v"
    ),
    "largest kept of all": instead(
        "the largest coordinate of what was kept is used for all", "return np.maximum(np.max(largest), v)"
    ),
    "zero elsewhere": instead("0 is kept where v is not larger", "return np.where(v > largest, v, 0)"),
    "zero elsewhere old": instead("0 is kept where v is larger", "return np.where(v > largest, 0, largest)"),
    "growth": instead("the growth is added: v − largest", "return np.maximum(v - largest, 0)"),
    "difference": instead("the difference is taken", "return v - largest"),
    "product": instead("they are multiplied", "return largest * v"),
    "fades": instead("the old one fades, as in RMSProp", "return 0.9 * largest + 0.1 * v"),
    "sorted": instead("the coordinates are sorted", "return np.sort(np.maximum(largest, v))"),
    "vector of sum of squares": instead(
        "one vector is taken whole: the longer one", "return v if np.sum(v**2) > np.sum(largest**2) else largest"
    ),
    "last coordinate": instead(
        "one vector is taken whole: the one whose last coordinate is larger",
        "return v if v[-1] > largest[-1] else largest",
    ),
    "largest coordinate": instead(
        "one vector is taken whole: the one with the largest coordinate",
        "return v if np.max(v) > np.max(largest) else largest",
    ),
    "largest kept alone": instead(
        "the largest coordinate of what was kept is returned for all", "return np.max(largest) + 0 * v"
    ),
    "one largest each": instead(
        "the largest number of each array is returned, not the larger one in each coordinate",
        "return np.array([np.max(largest), np.max(v)])",
    ),
    "first coordinate only": instead(
        "only the first coordinate is compared", "return np.append(np.maximum(largest[:1], v[:1]), largest[1:])"
    ),
    "geometric mean": instead("it is the geometric mean of both", "return np.sqrt(largest * v)"),
}
