"""A rule's formula, read from its own source: stated once, in ``update``, and never copied."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence

from optlab.formulas.helpers import helpers
from optlab.formulas.notation import Writer, letters_of
from optlab.formulas.program import NoFormula
from optlab.formulas.term_letters import coloured
from optlab.formulas.typesetter import Typesetter
from optlab.formulas.ways import Way, lines, ways
from optlab.optimizers.grouped import Grouped
from optlab.optimizers.part import Part
from optlab.optimizers.rule import Rule


class Formula:
    """A rule's formula for a notebook, typeset; or a sentence that names the line of its update that cannot be.

    Of a rule for each parameter, those of all, each below the names of the parameters that follow it. Of each, first
    the lines of most steps; then, of a rule that decides by the step, those that are others in some; then
    what a function of matrices does that repeats something. Of matrices, ⊙ and ∘ stand where each number is
    multiplied or raised; fractions and roots are taken number by number too.

    >>> from optlab.optimizers import GradientDescent
    >>> Formula(GradientDescent())
    the formula of GradientDescent(learning_rate=0.1)
    """

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    def __repr__(self) -> str:
        try:
            whole(self.rule)
        except NoFormula as why:
            return str(why)
        return f"the formula of {self.rule!r}"

    def _repr_latex_(self) -> str | None:
        try:
            return aligned(whole(self.rule))
        except NoFormula:
            return None  # then a notebook shows the sentence


def aligned(rows: Iterable[str]) -> str:
    """Lines of LaTeX, one under the other, as a notebook shows them."""
    return r"$$\begin{aligned} " + r" \\[4pt] ".join(rows) + r" \end{aligned}$$"


def whole(rule: Rule) -> list[str]:
    """All that `Formula` shows, as rows to be `aligned`."""
    if isinstance(rule, Grouped) and not isinstance(rule, Part):  # a part acts on all of a point
        parts = rule.rules.items()
        return [row for names, one in parts for row in (rf"&\text{{{', '.join(names)}: {one.title}}}", *whole(one))]
    usual, *others = ways(rule)
    rows = [line.replace("=", "&=", 1) for line in formula(rule)]
    for way in others:
        rows += [rf"&\text{{but where }} {_when(rule, usual, way)}\text{{:}}", *_other(rule, usual, way)]
    return rows + [row.replace(" = ", " &= ", 1) for row in repeated(rule)]


def repeated(rule: Rule) -> list[str]:
    """What a function of the formula repeats, as rows; none of most rules."""
    below = [line.replace(r" \leftarrow", r" &\leftarrow", 1) for line in helpers(rule)]
    return [r"&\text{with}", *below] if below else []


def formula(rule: Rule, colours: Sequence[str] = (), t: int | None = None) -> list[str]:
    r"""The lines of a rule's update as LaTeX, its options resolved.

    Args:
        rule: whose.
        colours: one for each of its `step_terms`, if the line that makes the step is to show them.
        t: of which step; by default those of most steps.

    Raises:
        NoFormula: a line that cannot be typeset; the message names it.

    >>> from optlab.optimizers import GradientDescent
    >>> for line in formula(GradientDescent()):
    ...     print(line)
    \Delta x_t = -\eta\,g_t
    x_t = x_{t-1} + \Delta x_t
    """
    write = letters_of(rule)
    return [f"{write(name, 'now')} = {text}" for name, text in _written(rule, write, r"\,", colours, t)]


def substituted(
    rule: Rule, numbers: Mapping[tuple[str, str], str], colours: Sequence[str] = (), t: int | None = None
) -> list[str]:
    """The same lines with numbers, written out, in the place of letters; keys are ``(name, place)``."""
    return [text for _, text in _written(rule, lambda name, place: numbers[name, place], r" \cdot ", colours, t)]


def _written(rule: Rule, write: Writer, times: str, colours: Sequence[str], t: int | None) -> list[tuple[str, str]]:
    found = lines(rule, t)
    texts = {name: Typesetter(rule, write, times)(tree) for name, tree in found}
    if colours and ast.unparse(dict(found)["step"]) == ast.unparse(dict(lines(rule))["step"]):
        texts |= dict([coloured(rule, colours, write, times)])
    return [*texts.items()]


def _when(rule: Rule, usual: Way, way: Way) -> str:
    """At which steps a way is taken: what decides otherwise than in most."""
    typeset = Typesetter(rule, letters_of(rule))
    most = {ast.unparse(test): outcome for test, outcome in usual.decisions}
    differ = [(test, outcome) for test, outcome in way.decisions if most.get(ast.unparse(test)) != outcome]
    said = [typeset(test) if outcome else rf"\text{{not }} {typeset(test)}" for test, outcome in differ]
    return r"\text{ and } ".join(said)


def _other(rule: Rule, usual: Way, way: Way) -> list[str]:
    """The lines of a way that are not those of the usual one, what is only kept then included."""
    write = letters_of(rule)
    typeset, most, found = Typesetter(rule, write), dict(usual.lines), dict(way.lines)
    named = {name: found.get(name) or way.unchanged[name] for name in {**most, **found}}
    new = {n: tree for n, tree in named.items() if n not in most or ast.unparse(tree) != ast.unparse(most[n])}
    return [f"{write(name, 'now')} &= {typeset(tree)}" for name, tree in new.items()]
