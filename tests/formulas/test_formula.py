"""The formula of every rule, read from its own source."""

import re

import numpy as np
import pytest

from optlab import LAMB, SAM, Adam, Adan, Momentum, Muon, Nadam, Prodigy, RAdam, RMSProp, Sophia, bowl, rosenbrock, run
from optlab.formulas import source
from optlab.formulas.formula import Formula, formula
from optlab.formulas.notation import as_latex, letters_of, symbol
from optlab.formulas.step_terms import step_terms
from optlab.formulas.term_letters import plain
from optlab.formulas.worked import worked
from tests.optimizers.test_every_rule import every_form


@every_form
def test_every_rule_has_one_in_balanced_latex(rule, form):
    lines = formula(rule(**form))
    recorded = set(rule.record_type()._fields)
    x = rule.letters.get("position", "x")
    assert lines[-1].startswith(f"{x}_t = {x}_{{t-1}}")
    assert len(lines) == len({line.partition(" = ")[0] for line in lines}) <= len(recorded)
    for line in lines:
        assert line.count("{") == line.count("}")
        assert line.count(r"\left(") == line.count(r"\right)")
        assert line.count(" = ") == 1
        assert not re.search(r"self|np\.|if|else|\*|_place|==", re.sub(r"\\text\{(if |else)\}", "", line)), line


@every_form
def test_every_line_of_it_has_a_result(rule, form):
    trace = run(rule(**form), rosenbrock, 3)
    rows = worked(trace, 2, 1)
    assert [letters for letters, _, _ in rows] == formula(rule(**form))
    assert rows[-1][2] == as_latex(trace["position"][2, 1])
    assert all(terms and result for _, terms, result in rows)


def test_options_choose_the_formula():
    assert len({tuple(formula(Adam(epsilon_place=place))) for place in ("outside", "inside", "corrected")}) == 3
    assert formula(Momentum(learning_rate_place="inside")) != formula(Momentum(learning_rate_place="outside"))
    assert r"1 - \beta_1^" not in "".join(formula(Adam(bias_correction=False)))


def test_sams_has_its_second_gradient_and_the_length_of_its_first():
    point, slope, step, _ = formula(SAM())
    assert point == r"\tilde x_t = x_{t-1} + \frac{\rho\,g_t}{\max(\Vert g_t\Vert, 10^{-30})}"
    assert slope == r"\tilde g_t = \nabla f(\tilde x_t)"
    assert step == r"\Delta x_t = -\eta\,\tilde g_t"
    trace = run(SAM(0.1, rho=0.5), bowl, 2)
    rows = worked(trace, 1, 1)  # the slope at (−5, −2) is (−1, −8), as long as √65
    assert rows[0][1:] == (r"-2 + \frac{0.5 \cdot \left(-8\right)}{\max(8.062, 10^{-30})}", "-2.496")
    assert rows[1][1:] == (r"\nabla f(\tilde x_t)", "-9.985")
    assert plain(SAM(), step_terms(SAM())[0].tree) == "−ηg\N{COMBINING TILDE}"


def test_fractions_and_roots_of_a_term_are_written_in_a_row():
    said = {rule: plain(rule(), step_terms(rule())[0].tree) for rule in (Prodigy, RAdam, Sophia, Muon)}
    assert said[Prodigy] == "−ηdm/(√v + dε)"
    assert said[RAdam] == ""  # it has two cases
    assert said[Sophia] == "−η·clip(m/(max(γh, ε)), −1, 1)"
    assert said[Muon] == "−η·√(max(1, rows/columns))·O"


def test_a_sum_over_all_coordinates_is_a_letter_and_no_line():
    names = [line.partition("_t = ")[0] for line in formula(Prodigy())]
    assert names == ["m", "v", "r", "s", "d", r"\Delta x", "x"]
    assert r"{\langle g, x_0 - x\rangle}_t" in formula(Prodigy())[2]
    assert r"\frac{\Vert x\Vert_t}{\Vert u\Vert_t}" in formula(LAMB())[5]


def test_a_gradient_that_is_kept_for_the_next_step_is_the_last_gradient():
    assert (
        formula(Adan())[0]
        == r"\Delta g_t = \begin{cases} g_t - g_{t-1} & \text{if } t \gt 1 \\ 0 & \text{else} \end{cases}"
    )


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
    assert as_latex(value) == latex


def test_letters():
    names = ("learning_rate", "beta2", "epsilon", "weight_decay", "momentum_decay", "epsilon_place")
    assert [symbol(Nadam(), name) for name in names] == ["η", "β₂", "ε", "λ", "ψ", ""]
    assert symbol(Adam(), "momentum_decay") == ""
    write = letters_of(Adam())
    assert write("position", "last") == "x_{t-1}"
    assert write("m_hat", "now") == r"\hat m_t"
    assert write("epsilon", "rule") == r"\varepsilon"
    assert write("my_state", "now") == r"\mathrm{my\_state}_t"
    assert write("alpha2", "rule") == r"\alpha_2"
    assert write("alpha2", "now") == r"\alpha_{2,t}"
    assert write("slow_hat", "last") == r"\widehat{\mathrm{slow}}_{t-1}"
    assert letters_of(Momentum())("velocity", "last") == "v_{t-1}"


def test_source_prints_what_the_options_choose(capsys):
    source(RMSProp)
    source(RMSProp(epsilon_place="inside"))
    paper, inside = capsys.readouterr().out.split("return RMSPropStep(")[:2]
    assert "(np.sqrt(cache) + self.epsilon)" in paper
    assert "np.sqrt(cache + self.epsilon)" in inside
