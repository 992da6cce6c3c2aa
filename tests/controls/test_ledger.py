"""The numbers in the ledger multiply out to the result beside them."""

import math
import re

import pytest

from optlab import AdaGrad, Adam, GradientDescent, Momentum, Nesterov, RMSProp, bowl, parabola, rosenbrock, run
from optlab.controls.ledger import LINE, LONGEST, Ledger, ledger
from optlab.formulas.breadth import breadth
from optlab.formulas.formula import formula
from optlab.formulas.worked import worked
from optlab.lab import Player
from optlab.views.scene.arrows import term_colours
from optlab.views.style import DARK, LIGHT

NUMBER = r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?"


def value(latex):
    """What LaTeX of numbers comes to."""
    text = re.sub(r"(-?[\d.]+) \\times 10\^\{(-?\d+)\}", r"\1e\2", latex)
    text = re.sub(r"10\^\{(-?\d+)\}", r"1e\1", text)
    text = text.replace(r"\left", "").replace(r"\right", "").replace(r"\cdot", "*").replace(r"\,", "*")
    for _ in range(9):  # from the inside out
        text = re.sub(r"\\sqrt\{([^{}]*)\}", r"(math.sqrt(\1))", text)
        text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
        text = re.sub(r"\{([^{}]*)\}\^\{([^{}]*)\}", r"((\1)**(\2))", text)
    assert "\\" not in text, f"not read: {latex}"
    return eval(text, {"math": math})


@pytest.mark.parametrize("t", [1, 2, 7, 30])
@pytest.mark.parametrize("coordinate", [0, 1])
@pytest.mark.parametrize("objective", [bowl, rosenbrock], ids=lambda o: o.name)
@pytest.mark.parametrize(
    "rule",
    [
        GradientDescent(learning_rate=0.001),
        Momentum(learning_rate=0.001),
        Momentum(learning_rate=0.001, learning_rate_place="outside"),
        Adam(),
        Adam(epsilon=0.3, epsilon_place="inside"),
        Adam(epsilon=0.3, epsilon_place="corrected"),
        Adam(bias_correction=False),
    ],
    ids=str,
)
def test_the_numbers_multiply_out(rule, objective, coordinate, t):
    trace = run(rule, objective, 30)
    rows = worked(trace, t, coordinate)
    found = dict(zip([letters.partition(" = ")[0] for letters, _, _ in rows], rows, strict=True))
    assert value(found["x_t"][2]) == pytest.approx(trace["position"][t, coordinate], rel=5e-4)
    assert value(found[r"\Delta x_t"][2]) == pytest.approx(trace["step"][t, coordinate], rel=5e-4)
    for _, terms, result in rows:
        largest = max(abs(float(number)) for number in re.findall(NUMBER, terms.replace("10^", "")))
        # each number is written to four digits, so a sum is off by as much of its largest term
        room = 1e-3 * min(largest, 10 * abs(value(result)) + 1e-3)
        assert value(terms) == pytest.approx(value(result), rel=4e-3, abs=room)


def test_the_start_is_no_update():
    shown = ledger(run(Adam(), bowl, 3), 0)
    assert shown.startswith("Step 0 is the start.")
    assert all(line.replace("=", "&=", 1) in shown for line in formula(Adam()))


def test_it_follows_the_step_and_the_coordinate():
    trace = run(Adam(), bowl, 9)
    page = Ledger(trace, 4)
    assert page.page.value == ledger(trace, 4, 0)
    page.show(trace, 3)
    assert page.page.value == ledger(trace, 3, 0)
    page.coordinate.value = 1
    assert page.page.value == ledger(trace, 3, 1) != ledger(trace, 3, 0)
    page.close()


def test_a_long_row_has_its_numbers_below_its_letters_and_a_short_one_beside_them():
    trace = run(Adam(), rosenbrock, 30)
    rows = re.split(r" \\\\(?:\[4pt\])? ?", ledger(trace, 7))
    assert [row.count("=") for row in rows] == [1, 1, 2, 1, 2, 3, 3, 3, 3, 3]
    assert max(breadth(row.replace("&", "")) for row in rows[1:-1]) <= LINE


@pytest.mark.parametrize("rule", [Adam(0.5), RMSProp(0.1), Nesterov(0.05)], ids=lambda rule: rule.title)
def test_beside_the_picture_no_number_is_cut_off_and_on_a_slide_there_is_room_for_the_whole_row(rule):
    """In 400 pixels the last digits of Adam's v were not seen: 0.003554 stood there as 0.00355."""
    trace = run(rule, bowl, 40)
    for t in range(1, 41):
        page = ledger(trace, t)
        rows = re.split(r" \\\\(?:\[4pt\])? ?", page)
        left = max(breadth(row.partition("&")[0]) for row in rows[1:-1])
        assert max(left + breadth(row.partition("&")[2]) for row in rows[1:-1]) <= LONGEST
    assert ledger(trace, 6, slide=True).count(r"\\") == ledger(trace, 6).count(r"\\") - isinstance(rule, Adam)


def test_infinities_are_written():
    said = ledger(run(GradientDescent(learning_rate=5.0), rosenbrock, 20), 20)
    assert "undefined" in said or r"\infty" in said


def test_a_run_that_diverges_at_once_has_a_ledger_to_its_end():
    trace = run(Momentum(1e300), rosenbrock, 5)
    for t in range(6):
        assert ledger(trace, t).startswith("Step 0" if t == 0 else "$$")


@pytest.mark.parametrize("rule", [Momentum(learning_rate=0.05), Adam(learning_rate=0.3)], ids=lambda rule: rule.title)
def test_its_terms_have_the_colours_of_their_arrows_in_either_theme(rule):
    player = Player(rule, bowl, steps=5, arrows=True, ledger=True)
    for theme, paper in (("light", LIGHT), ("dark", DARK)):
        player.state.theme = theme
        for t in (0, 3):
            player.go(t)
            page = player.desk.ledger.page.value
            assert {*re.findall(r"textcolor\{(#\w+)\}", page)} == {*term_colours(rule, paper)}
    assert "textcolor" not in Player(rule, bowl, steps=5, ledger=True).desk.ledger.page.value


@pytest.mark.parametrize("rule", [AdaGrad(1.0), Momentum(0.1), RMSProp(0.1), Adam(0.1)], ids=str)
def test_on_a_slide_it_keeps_the_room_that_its_highest_step_takes_and_says_nothing_before(rule):
    trace = run(rule, parabola, steps=30)
    page = Ledger(trace, 0)
    assert page.reserve.value == ""
    page.keep_room(True)
    rows = [ledger(trace, t, slide=True).count(r"\\") for t in range(31)]
    assert page.reserve.value.count(r"\\") == max(rows) > rows[0]
    assert not re.search(r"[1-9](?!pt\])", page.reserve.value)
    page.keep_room(False)
    assert page.reserve.value == ""
    page.close()
