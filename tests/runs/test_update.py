"""An update may compute as it likes; the run keeps its shape and its precision, or says what does not fit."""

from dataclasses import dataclass

import numpy as np
import pytest

from optlab import bowl, run, sweep
from optlab.formulas.formula import formula
from optlab.optimizers import RAdam, Record, Rule


def test_radam_as_its_paper_runs():
    trace = run(RAdam(learning_rate=0.1), bowl, 30)
    # by hand: ρ∞ = 1999; ρ₁ = 1999 − 2·0.999/0.001 = 1; ρ₂ = 1999 − 4·0.998001/0.001999
    assert trace["rho"][1:3, 0] == pytest.approx([1, 1999 - 3.992004 / 0.001999])
    assert trace["step"][3] == pytest.approx(-0.1 * trace["m_hat"][3])
    assert np.isfinite(trace["position"]).all()
    assert trace["loss"][-1] < trace["loss"][0]


def test_radam_keeps_single_precision():
    trace = run(RAdam(), bowl, 9, start=np.float32([3, -2]))
    assert {name: trace[name].dtype for name in trace.names} == dict.fromkeys(trace.names, np.dtype(np.float32))


@pytest.mark.parametrize("start", [None, np.float32([3, -2])])
def test_radams_sweep_is_its_runs(start):
    rates, kept = np.array([[0.01], [0.1]]), np.array([0.5, 0.9, 0.999])
    together = sweep(RAdam(learning_rate=rates, beta2=kept), bowl, 20, ("position", "rho", "r"), start)
    for i, rate in enumerate(rates[:, 0]):
        for j, beta2 in enumerate(kept):
            alone = run(RAdam(learning_rate=rate, beta2=beta2), bowl, 20, start)
            for name in ("position", "rho", "r"):
                assert np.array_equal(together[name][:, :, i, j], alone[name], equal_nan=True), (name, rate, beta2)


def test_radams_formula_is_typeset():
    lines = formula(RAdam())
    assert lines[4].startswith(r"\rho_t = \frac{2}{1 - \beta_2} - 1 - ")
    assert lines[-2].startswith(r"\Delta x_t = -\eta\,\begin{cases} \frac{r_t\,\hat m_t}{\sqrt{\hat v_t}")
    assert r" & \text{if } \rho_t \gt 4 \\ \hat m_t & \text{else} \end{cases}" in lines[-2]


def own(update, record=Record):
    """A rule with this update."""
    update.__annotations__["return"] = record
    return dataclass(frozen=True)(type("Mine", (Rule,), {"update": update}))()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("return None", r"Mine.update returned None: it must return Record\(…\)"),
        ("return last.position, last.step", r"Mine.update returned \(array.*: it must return Record\(…\)"),
        ("return Record(last.position, [1, 2, 3])", r"Mine.update returned step as \[1, 2, 3\]: it must fit \(2,\), "),
        ("return Record(last.position, np.ones((2, 2)))", r"returned step of the shape \(2, 2\): it must fit \(2,\)"),
        ("return Record(last.position, 'down')", r"Mine.update returned step as 'down': it must fit"),
        (
            "return Record(last.position, -1 if gradient > 0 else 1)",
            r"Mine.update decides by an array: write np.where\(",
        ),
        (
            "p = last.position; p += 1; return Record(p, p)",
            "Mine.update changes the gradient or the last position in",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_a_sentence(line, said):
    made = {}
    exec(f"def update(self, t, gradient, last): {line}", {"np": np, "Record": Record}, made)
    with pytest.raises(ValueError, match=f"^{said}" if said.startswith("Mine") else said):
        run(own(made["update"]), bowl, 3)


def test_another_mistake_in_an_update_is_shown_as_it_is():
    def update(self, t, gradient, last):
        raise ValueError("mine")

    with pytest.raises(ValueError, match=r"^mine$"):
        run(own(update), bowl, 3)
