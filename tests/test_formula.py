"""The formula of every rule, read from its own source."""

import re

import numpy as np
import pytest

from optlab import Adam, Momentum, rosenbrock, run
from optlab.formula import Formula, formula, worked
from optlab.notation import letter, symbol, written
from tests.optimizers.test_every_rule import every_form


@every_form
def test_every_rule_has_one_in_balanced_latex(rule, form):
    lines = formula(rule(**form))
    recorded = set(rule.record_type()._fields)
    assert lines[-1].startswith("x_t = x_{t-1}")
    assert len(lines) == len({line.partition(" = ")[0] for line in lines}) <= len(recorded)
    for line in lines:
        assert line.count("{") == line.count("}")
        assert line.count(r"\left(") == line.count(r"\right)")
        assert line.count(" = ") == 1
        assert not re.search(r"self|np\.|if|else|\*|_place|==", line.replace("diff", "")), line


@every_form
def test_every_line_of_it_has_a_result(rule, form):
    trace = run(rule(**form), rosenbrock, 3)
    rows = worked(trace, 2, 1)
    assert [letters for letters, _, _ in rows] == formula(rule(**form))
    assert rows[-1][2] == written(trace["position"][2, 1])
    assert all(terms and result for _, terms, result in rows)


def test_options_choose_the_formula():
    assert len({tuple(formula(Adam(epsilon_place=place))) for place in ("outside", "inside", "corrected")}) == 3
    assert formula(Momentum(learning_rate_place="inside")) != formula(Momentum(learning_rate_place="outside"))
    assert r"1 - \beta_1^" not in "".join(formula(Adam(bias_correction=False)))


def test_adams_is_the_papers():
    lines = formula(Adam())
    assert lines[0] == r"m_t = \beta_1\,m_{t-1} + \left(1 - \beta_1\right)\,g_t"
    assert r"\sqrt{\hat v_t} + \varepsilon" in lines[4]


def test_a_notebook_shows_it_aligned():
    shown = Formula(Adam())._repr_latex_()
    assert shown.startswith(r"$$\begin{aligned}")
    assert shown.endswith(r"\end{aligned}$$")
    assert shown.count("&=") == len(formula(Adam()))
    assert repr(Formula(Adam())) == f"the formula of {Adam()!r}"


@pytest.mark.parametrize(
    ("value", "latex"),
    [
        (0.1, "0.1"),
        (-2.0, "-2"),
        (12345.678, r"1.235 \times 10^{4}"),
        (-0.00001234, r"-1.234 \times 10^{-5}"),
        (1e-8, r"10^{-8}"),
        (0.0, "0"),
        (np.inf, r"\infty"),
        (-np.inf, r"-\infty"),
        (np.nan, r"\mathrm{undefined}"),
    ],
)
def test_numbers_are_written_to_four_digits(value, latex):
    assert written(value) == latex


def test_letters():
    assert (symbol("learning_rate"), symbol("beta2"), symbol("steps")) == ("η", "β₂", "")
    assert letter("position", "last") == "x_{t-1}"
    assert letter("m_hat", "now") == r"\hat m_t"
    assert letter("epsilon", "rule") == r"\varepsilon"
