"""The numbers in the ledger multiply out to the result beside them."""

import math
import re

import pytest

from optlab import Adam, GradientDescent, Momentum, bowl, rosenbrock, run
from optlab.controls.ledger import Ledger, ledger
from optlab.formula import formula, worked

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


def test_infinities_are_written():
    said = ledger(run(GradientDescent(learning_rate=5.0), rosenbrock, 20), 20)
    assert "undefined" in said or r"\infty" in said
