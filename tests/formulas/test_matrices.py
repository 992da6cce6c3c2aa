"""The formulas of rules for matrices, and their ledger."""

import ast
import re
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pytest

from optlab import Adam, Muon, Shampoo, run
from optlab.controls.ledger import Ledger, ledger
from optlab.formulas.blocks import blocks
from optlab.formulas.formula import Formula, formula, whole
from optlab.formulas.helpers import helpers
from optlab.formulas.notation import Call
from optlab.formulas.numbers import numbers
from optlab.formulas.program import NoFormula
from optlab.formulas.step_terms import step_terms
from optlab.formulas.ways import lines, ways
from optlab.formulas.worked import worked
from optlab.objectives import AsMatrix, matrix_bowl, tilted_bowl
from optlab.optimizers import SOAP, Clipped, Decayed, MatrixRule, Rate, Record
from optlab.optimizers.muon import newton_schulz
from optlab.optimizers.named import named
from tests.catalogue import MATRIX_RULES
from tests.optimizers.test_every_rule import forms

FORMS = [rule(**form) for rule in MATRIX_RULES for form in forms(rule)]
FORMS += [Shampoo(every=3), SOAP(every=2, weight_decay=0.1), Muon(weight_decay=0.1)]
FORMS += [Clipped(Muon(), norm=0.1), Decayed(Shampoo(every=2), weight_decay=0.1)]
every_form = pytest.mark.parametrize("rule", FORMS, ids=repr)
TALL, WIDE = matrix_bowl(4, 3, 20, turned=True), matrix_bowl(2, 5)


def value(tree, rule, t, block):
    """What a line's right-hand side comes to in update t."""
    functions = {name: getattr(np, name) for name in ("sqrt", "maximum", "minimum", "where")}
    functions |= {node.function.__name__: node.function for node in ast.walk(tree) if isinstance(node, Call)}
    rows, columns = block["gradient"][t].shape
    last = SimpleNamespace(**{name: column[t - 1] for name, column in block.items()})
    now = {name: column[t] for name, column in block.items()} | {"rows": rows, "columns": columns, "t": t}
    return eval(ast.unparse(tree), {**functions, **now, "last": last, "self": rule})


@every_form
@pytest.mark.parametrize("surface", [TALL, WIDE], ids=lambda surface: surface.name)
def test_every_line_is_true_at_every_step(rule, surface):
    trace = run(rule, surface, 7)
    (block,) = blocks(trace)
    for t in range(1, 8):
        found = lines(rule, t)
        assert {"step", "position"} <= {name for name, _ in found}
        for name, tree in found:
            assert value(tree, rule, t, block) == pytest.approx(block[name][t], rel=1e-12, abs=1e-300), (name, t)


@every_form
def test_it_is_balanced_latex_with_nothing_of_the_program_left(rule):
    for line in whole(rule):
        assert line.count("{") == line.count("}")
        assert line.count(r"\left(") == line.count(r"\right)")
        assert not re.search(r"self|np\.|@|mT|\*|==|%", line), line
    assert Formula(rule)._repr_latex_().count(r"\\[4pt]") == len(whole(rule)) - 1
    assert repr(Formula(rule)) == f"the formula of {rule!r}"


@every_form
def test_its_terms_add_up_to_its_step(rule):
    """At the steps that are made as most are."""
    trace = run(rule, TALL, 7)
    total = sum(numbers(rule, trace, [term.tree for term in step_terms(rule)]))
    told = np.isfinite(total[:, 0])
    assert told.sum() == (6 if isinstance(rule, SOAP) else 7)
    assert total[told] == pytest.approx(trace["step"][told], rel=1e-12, abs=1e-15)


def test_shampoos_is_the_papers():
    assert formula(Shampoo()) == [
        r"L_t = L_{t-1} + G_t\,{G_t}^\top",
        r"R_t = R_{t-1} + {G_t}^\top\,G_t",
        r"\mathrm{left}_t = {L_t}^{-1/4}",
        r"\mathrm{right}_t = {R_t}^{-1/4}",
        r"\Delta W_t = -\eta\,\mathrm{left}_t\,G_t\,\mathrm{right}_t",
        r"W_t = W_{t-1} + \Delta W_t",
    ]
    assert whole(Shampoo(every=10))[-3:] == [
        r"&\text{but where } \left(t - 1\right) \bmod \mathrm{every} = 0\text{:}",
        r"\mathrm{left}_t &= {L_t}^{-1/4}",
        r"\mathrm{right}_t &= {R_t}^{-1/4}",
    ]


def test_soaps_squares_number_by_number_and_says_what_its_first_step_does():
    square, rows = formula(SOAP())[3], whole(SOAP())
    assert square.endswith(r"{\left({Q_{L,t-1}}^\top\,G_t\,Q_{R,t-1}\right)}^{\circ 2}")
    first = rows[rows.index(r"&\text{but where } t = 1\text{:}") :]
    assert r"W_t &= W_{t-1}" in first
    assert r"Q_{L,t} &= \operatorname{eigenvectors}(L_t)" in first
    assert len(ways(SOAP())) == 3


def test_muons_polynomial_stands_below_it_and_is_that_of_the_program():
    assert formula(Muon())[2] == r"O_t = \operatorname{NS}_5(u_t, \varepsilon)"
    below = helpers(Muon())
    assert whole(Muon())[-1] == below[-1].replace(" = ", " &= ")
    assert below[1] == r"\text{five times: } A = X\,{X}^\top"
    a, b, c = map(float, re.findall(r"-?\d\.\d+", below[2]))
    s = np.array([0.3, 0.02]) / np.hypot(0.3, 0.02)
    for _ in range(5):
        s = a * s + b * s**3 + c * s**5
    assert newton_schulz(np.diag([0.3, 0.02]), 0) == pytest.approx(np.diag(s))


def test_a_small_matrix_is_put_in_and_multiplies_out():
    trace = run(Shampoo(2.0), matrix_bowl(2, 2, 20, turned=True), 5)
    letters, terms, result = worked(trace, 3)[0]
    last, G, again = (matrix(text) for text in re.findall(r"\\begin{pmatrix} (.*?) \\end{pmatrix}", terms))
    assert letters.startswith("L_t = ")
    assert (again == G).all()
    assert last + G @ G.T == pytest.approx(matrix(result[16:-14]), rel=0.02)
    assert pytest.approx(trace["gradient"][3].reshape(2, 2), rel=0.006) == G


def matrix(latex):
    return np.array([[number(one) for one in row.split("&")] for row in latex.split(r"\\")])


def number(latex):
    return float(re.sub(r" \\times 10\^\{(-?\d+)\}", r"e\1", latex.strip()))


def test_a_larger_one_is_written_as_a_result_only_and_a_large_one_by_its_norm_and_an_entry():
    trace = run(Muon(0.1), TALL, 5)
    page = ledger(trace, 3)
    assert page.count(r"\begin{pmatrix}") == 1 + len(lines(Muon()))
    assert r"W_t &= W_{t-1} + \Delta W_t = \begin{pmatrix}" in page
    large = run(Muon(0.1), matrix_bowl(8, 6), 5)
    result = worked(large, 3, coordinate=9)[-1][2]
    norm, entry = np.linalg.norm(large["position"][3]), large["position"][3, 9]
    told = rf"norm {norm:.4g},\ at [1, 3]: {{{entry:.4g}}}"
    assert re.sub(r"\\text{(.*?) ?}", r"\1", result) == rf"\left(\,8 \times 6,\ {told}\,\right)"


def test_a_line_that_is_too_wide_has_its_result_in_a_row_of_its_own():
    page = ledger(run(Shampoo(2.0), AsMatrix(tilted_bowl(100), rows=2, columns=1), 5), 3)
    (step,) = (row for row in page.split(r"\\[4pt]") if row.strip().startswith(r"\Delta W_t &="))
    _, terms, result = step.split(r" \\ &= ")
    assert terms.startswith(r"-2 \cdot \begin{pmatrix}")
    assert result.startswith(r"\begin{pmatrix}")


def test_one_of_several_matrices_is_that_of_the_coordinate():
    from tests.optimizers.test_matrices import Two

    trace = run(Shampoo(), Two(), 3)
    first, *_, last = range(trace["position"].shape[1])
    shapes = [block["position"].shape[1:] for block in blocks(trace)]
    assert len(shapes) == 2
    for coordinate, (rows, columns) in ((first, shapes[0]), (last, shapes[1])):
        G = worked(trace, 2, coordinate)[-1][2]
        assert (G.count(r"\\") + 1, G.count("&") // rows + 1) == (rows, columns)


def test_a_number_is_no_matrix():
    trace = run(Shampoo(), AsMatrix(tilted_bowl(), rows=2, columns=1), 3)
    assert r"\begin" not in worked(trace, 2)[1][2]  # R is 1 × 1


def test_at_the_start_it_shows_the_lines_of_most_steps_and_the_polynomial():
    page = ledger(run(SOAP(), TALL, 2), 0)
    assert page.startswith("Step 0 is the start. Most steps are made so:")
    assert "but where" not in page
    assert "five times" in ledger(run(Muon(), TALL, 2), 0)
    assert "Each step is made so:" in ledger(run(Muon(), TALL, 2), 0)


def test_where_a_matrix_is_shown_whole_there_is_no_coordinate_to_choose():
    for rule, surface, shown in ((Muon(), TALL, False), (Muon(), matrix_bowl(), True), (Adam(), TALL, True)):
        assert (Ledger(run(rule, surface, 2)).coordinate.layout.display != "none") == shown


@pytest.mark.parametrize("t", [0, 1, 2, 11])
@pytest.mark.parametrize("rule", MATRIX_RULES)
def test_its_ledger_is_no_sentence(rule, t):
    page = ledger(run(rule(), TALL, 12), t)
    assert r"\begin{aligned}" in page
    assert "not shown" not in page
    assert "g_t" not in page  # a matrix is a capital


@named(r"\operatorname{half}(%s)")
def half(M):
    return M / 2


def unnamed(M):
    return M / 2


@dataclass(frozen=True)
class Halved(MatrixRule):
    learning_rate: Rate = 0.1

    def update(self, t, gradient, last) -> Record:
        step = -self.learning_rate * half(gradient) * gradient
        return Record(last.position + step, step)


@dataclass(frozen=True)
class Unnamed(MatrixRule):
    learning_rate: Rate = 0.1

    def update(self, t, gradient, last) -> Record:
        step = -self.learning_rate * unnamed(gradient)
        return Record(last.position + step, step)


@dataclass(frozen=True)
class Inverted(MatrixRule):
    def update(self, t, gradient, last) -> Record:
        step = -np.linalg.inv(gradient) @ gradient
        return Record(last.position + step, step)


def test_a_rule_of_ones_own_has_its_notation_or_a_sentence_that_names_the_line():
    assert formula(Halved())[0] == r"\Delta W_t = \left(-\eta\,\operatorname{half}(G_t)\right) \odot G_t"
    for rule, called in ((Unnamed(), r"unnamed\(gradient\)"), (Inverted(), r"np.linalg.inv\(gradient\)")):
        with pytest.raises(NoFormula, match=rf"its line 2, `step = .*`, has `{called}` in it, for which there is no"):
            formula(rule)
        assert "its line 2" in ledger(run(rule, TALL if rule == Unnamed() else matrix_bowl(3, 3), 1), 1)
