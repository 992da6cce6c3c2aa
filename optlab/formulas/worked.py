"""The lines of one step with that step's numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from optlab.formulas.blocks import blocks, place
from optlab.formulas.formula import formula, substituted
from optlab.formulas.notation import LENGTH, SHAPE, as_latex, letters_of
from optlab.formulas.sums import calls
from optlab.formulas.ways import lines
from optlab.optimizers.matrices import MatrixRule
from optlab.optimizers.norm import norm
from optlab.runs.trace import Trace
from optlab.values import Array

PUT_IN = 2  # matrices of up to as many rows and columns are put in for their letters
WHOLE = 4  # results of up to as many rows and columns are written out


def worked(trace: Trace, t: int, coordinate: int = 0, colours: Sequence[str] = ()) -> list[tuple[str, str, str]]:
    r"""Each line of update t: in letters, in that step's numbers, and what came out.

    Of a rule for matrices a line is that of a whole matrix. Of one too large for that, the letters stay, and
    what came out is said by its shape, its norm, and the number at the coordinate.

    Args:
        trace: a single run.
        t: from 1 to the run's steps.
        coordinate: which one; of a rule for matrices, of the matrix that it is in.
        colours: as in `formula`.

    Raises:
        NoFormula: as `formula`.

    >>> from optlab import parabola, run
    >>> from optlab.optimizers import GradientDescent
    >>> worked(run(GradientDescent(), parabola, steps=3), 1)[0]
    ('\\Delta x_t = -\\eta\\,g_t', '-0.1 \\cdot 20', '-2')
    """
    rule = trace.rule.at(t)
    values = _Matrices(trace, coordinate) if isinstance(rule, MatrixRule) else _Coordinate(trace, coordinate)
    numbers = {("t", "now"): str(t)} | {(k, "rule"): as_latex(v) for k, v in rule.hyperparameters.items() if _number(v)}
    numbers |= values.shape
    for name in trace.names:
        if name != "loss":
            for place_, row in ("now", t), ("last", t - 1):
                numbers[name, place_] = values.latex_of(name, row)
                numbers[LENGTH + name, place_] = as_latex(float(norm(trace[name][row])))
    rows = zip(
        formula(trace.rule, colours, t), substituted(trace.rule, numbers, colours, t), lines(trace.rule, t), strict=True
    )
    found = []
    for letters, terms, (name, tree) in rows:
        stays = values.stay or calls(tree, "slope_at")  # which takes all coordinates
        found.append((letters, letters.partition(" = ")[2] if stays else terms, numbers[name, "now"]))
    return found


def slope(trace: Trace, t: int, coordinate: int = 0) -> tuple[str, str]:
    """The gradient of update t: its letter, and its number or matrix as in `worked`."""
    values = _Matrices(trace, coordinate) if isinstance(trace.rule, MatrixRule) else _Coordinate(trace, coordinate)
    return letters_of(trace.rule)("gradient", "now"), values.latex_of("gradient", t)


def shows_all(trace: Trace) -> bool:
    """Whether `worked` says all of a run, whatever the coordinate: it has one matrix, and that is small."""
    shapes = [*trace.objective.parameters.values()]
    return isinstance(trace.rule, MatrixRule) and len(shapes) == 1 and max(shapes[0]) <= WHOLE


class _Coordinate:
    """One coordinate of a run."""

    stay = False  # whether letters stay letters
    shape: Mapping[tuple[str, str], str] = {}

    def __init__(self, trace: Trace, coordinate: int) -> None:
        self.trace, self.coordinate = trace, coordinate

    def latex_of(self, name: str, row: int) -> str:
        return as_latex(self.trace[name][row, self.coordinate])


class _Matrices:
    """The matrix of a run that a coordinate is in."""

    def __init__(self, trace: Trace, coordinate: int) -> None:
        k, *self.at = place(trace, coordinate)
        self.block, self.letters = blocks(trace)[k], letters_of(trace.rule)
        self.sizes = self.block["position"].shape[1:]
        self.stay = max(self.sizes) > PUT_IN
        self.shape = {(name, "now"): str(count) for name, count in zip(SHAPE, self.sizes, strict=True)}

    def latex_of(self, name: str, row: int) -> str:
        M = self.block[name][row]
        if self.letters(name, "now").lstrip("{").startswith(r"\Vert"):
            return as_latex(M.flat[0])  # a length has the same number everywhere
        if max(M.shape) <= WHOLE:
            return matrix(M)
        found = rf"{M.shape[0]} \times {M.shape[1]},\ \text{{norm }} {as_latex(float(np.linalg.norm(M)))}"
        if M.shape == self.sizes:
            found += rf",\ \text{{at }} [{self.at[0]}, {self.at[1]}]\text{{: }} {{{as_latex(M[tuple(self.at)])}}}"
        return rf"\left(\,{found}\,\right)"


def matrix(M: Array) -> str:
    r"""A matrix as LaTeX, its numbers to three digits; one of a single number is that number.

    >>> print(matrix(np.array([[1.0, 0.5], [0.0, -2.0]])))
    \begin{pmatrix} 1 & 0.5 \\ 0 & -2 \end{pmatrix}
    """
    if M.size == 1:
        return as_latex(float(M.item()))
    rows = [" & ".join(as_latex(float(f"{value:.3g}"), 6) for value in row) for row in M]
    return r"\begin{pmatrix} " + r" \\ ".join(rows) + r" \end{pmatrix}"


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
