"""A function that an update calls by its notation, written out below the formula if it is a loop."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from optlab.formulas.expressions import Expressions
from optlab.formulas.notation import USUAL, Call, letter, named_call
from optlab.formulas.typesetter import Typesetter
from optlab.formulas.ways import lines
from optlab.optimizers.rule import Rule

TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}


def helpers(rule: Rule) -> list[str]:
    r"""What each function of a rule's formula does that repeats something: lines of LaTeX; none of other rules.

    Raises:
        NoFormula: a line of the function that has no notation.

    >>> from optlab import Muon
    >>> for line in helpers(Muon()):
    ...     print(line)
    X = \frac{G}{\Vert G\Vert + \varepsilon}
    \text{five times: } A = X\,{X}^\top
    X \leftarrow 3.4445\,X + \left(-4.775\,A + 2.0315\,A\,A\right)\,X
    \operatorname{NS}_5(G, \varepsilon) = X
    """
    called = [node.function for _, tree in lines(rule) for node in ast.walk(tree) if isinstance(node, Call)]
    functions = {function.__name__: function for function in called}
    return [line for function in functions.values() for line in _Helper(rule, function).rows()]


class _Helper(Expressions):
    """Reads a function of matrices and numbers: every local name is a letter."""

    def __init__(self, rule: Rule, function: Callable[..., Any]) -> None:
        self.rule, self.named, self.mine = rule, function, ""
        self.title = f"{function.__name__} is not shown as a formula"
        self.read(function)
        self.parameters = [argument.arg for argument in self.function.args.args]
        self.keys, self.sums, self.roles = {name: name for name in self.parameters}, [], {}
        self.typeset = Typesetter(None, lambda name, _: USUAL.get(name) or letter(name))

    def rows(self) -> list[str]:
        """Its lines, if it has a loop."""
        *body, last = [node for node in self.function.body if not isinstance(node, ast.Expr)]
        if not any(isinstance(node, ast.For) for node in body):
            return []
        found = [line for node in body for line in self.statement(node)]
        if not isinstance(last, ast.Return) or last.value is None:
            self.refuse(last, "is no return")
        whole = named_call(self.named, [ast.Name(name) for name in self.parameters])
        return [*found, f"{self.typeset(whole)} = {self.typeset(self.expression(last.value))}"]

    def statement(self, node: ast.stmt) -> list[str]:
        """A line of it; none of a shorter way to the same: the function itself of another argument."""
        match node:
            case ast.If(_, [ast.Return(value)], []) if self.is_itself(value):
                return []
            case ast.Assign([ast.Name(name)], value):
                sign = r"\leftarrow" if name in self.keys else "="
                read = self.typeset(self.expression(value))
                self.keys[name] = name
                return [f"{self.typeset(ast.Name(name))} {sign} {read}"]
            case ast.For(ast.Name(name), ast.Call(ast.Name("range"), [ast.Constant(int(count))]), body) if name == "_":
                first, *others = [line for one in body for line in self.statement(one)]
                return [rf"\text{{{TIMES.get(count, f'{count} times')}: }} {first}", *others]
            case _:
                self.refuse(node, "is no assignment")

    def is_itself(self, value: ast.expr | None) -> bool:
        names = [node.id for node in ast.walk(value) if isinstance(node, ast.Name)] if value is not None else []
        return self.named.__name__ in names
