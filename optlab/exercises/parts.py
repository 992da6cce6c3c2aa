"""What may stand in place of a part of a formula, if one mistake is made or one is taken away."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
OTHERS = {ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**"}  # looked for, never put in: a power may become huge
ALIKE = (  # functions of a row are often confused
    ("min", "max", "minimum", "maximum", "clip"),
    ("mean", "sum", "max"),
    ("argmin", "argmax", "min"),
    ("exp", "log", "log2", "log10", "sqrt"),
    ("cos", "sin"),
)
BESIDE = {  # by key: what may be missing at a part {0}
    "minus": ("-{0}",),
    "square": ("{0}**2", "{0}**0.5"),
    "one minus": ("1 - {0}",),
    "by one": ("{0} + 1", "{0} - 1"),
    "factor": ("2*{0}", "{0}/2"),
    "size": ("abs({0})",),
    "mean": ("{0}.mean()", "{0}.sum()"),
}
OF_NAMES = {"factor": ("{0}*{1}", "{0}/{1}"), "term": ("{0} + {1}", "{0} - {1}")}


class Part(NamedTuple):
    """Another part, by the kind of mistake; ``same`` is equal where several places need the same change."""

    key: str
    new: ast.expr
    same: str


def instead_of(part: ast.expr, names: list[str]) -> Iterator[Part]:
    """All that may stand there: other names and numbers, other operators, more or fewer parts."""
    text = ast.unparse(part)
    if isinstance(part, ast.Name) and part.id in names:
        yield from (Part("name", ast.Name(name, ast.Load()), f"{text} {name}") for name in names if name != text)
        yield from (Part("value", ast.Constant(number), f"{text} {number}") for number in (0, 1, 2))
    if isinstance(part, ast.BinOp):
        yield from _of_operation(part)
    if isinstance(part, ast.Constant) and isinstance(part.value, int | float):
        for number in (part.value + 1, part.value - 1, 2 * part.value, part.value / 2, -part.value):
            yield Part("number", ast.Constant(number), f"{text} {number}")
        yield from (Part("argument", ast.Name(name, ast.Load()), f"{text} {name}") for name in names)
    if isinstance(part, ast.UnaryOp):
        yield Part("too much", part.operand, "-")
    if isinstance(part, ast.Call):
        yield from _of_call(part)
    if isinstance(part, ast.Tuple | ast.List | ast.Slice | ast.GeneratorExp):
        return
    for key, forms in BESIDE.items():
        yield from (Part(key, _parsed(form.format(f"({text})")), f"{text} {form}") for form in forms)
    for key, forms in OF_NAMES.items():
        for name in names:
            yield from (Part(key, _parsed(form.format(f"({text})", name)), f"{text} {form} {name}") for form in forms)


def _of_operation(part: ast.BinOp) -> Iterator[Part]:
    kind, left, right = type(part.op), part.left, part.right
    sign = OPERATORS.get(kind) or OTHERS.get(kind, "")
    for operator, other in OPERATORS.items():
        if operator is not kind:
            yield Part("operator", ast.BinOp(left, operator(), right), f"{sign} {other}")
    for number, squared in ((right, left), (left, right)):  # 2 * a, and a ** 2
        if kind is ast.Mult and isinstance(number, ast.Constant) and number.value == 2:
            yield Part("operator", ast.BinOp(squared, ast.Pow(), number), "* **")
    yield Part("too much", left, f"{sign} {ast.unparse(right)}")
    yield Part("too much", right, f"{ast.unparse(left)} {sign}")
    yield Part("sides", ast.BinOp(right, part.op, left), sign)
    if isinstance(left, ast.BinOp):  # (a · b) · c, and a · (b · c)
        new = ast.BinOp(left.left, left.op, ast.BinOp(left.right, part.op, right))
        yield Part("parentheses", new, f"left {type(left.op).__name__} {sign}")
    if isinstance(right, ast.BinOp):
        new = ast.BinOp(ast.BinOp(left, part.op, right.left), right.op, right.right)
        yield Part("parentheses", new, f"right {type(right.op).__name__} {sign}")
    if isinstance(left, ast.Call) and len(left.args) == 1:  # f(a) · b, and f(a · b)
        yield Part("parentheses", _call(left, ast.BinOp(left.args[0], part.op, right)), f"call {sign}")
    if isinstance(right, ast.Call) and len(right.args) == 1:
        yield Part("parentheses", _call(right, ast.BinOp(left, part.op, right.args[0])), f"call {sign}")


def _of_call(call: ast.Call) -> Iterator[Part]:
    name = ast.unparse(call.func).rpartition(".")[2]
    for other in sorted({other for group in ALIKE if name in group for other in group} - {name}):
        owner = call.func.value if isinstance(call.func, ast.Attribute) else None
        func = ast.Name(other, ast.Load()) if owner is None else ast.Attribute(owner, other, ast.Load())
        yield Part("function", ast.Call(func, call.args, call.keywords), f"{name} {other}")
    if len(call.args) == 1:
        yield Part("too much", call.args[0], name)
        if isinstance(call.args[0], ast.BinOp):  # f(a · b), and f(a) · b, and a · f(b)
            inside = call.args[0]
            yield Part("parentheses", ast.BinOp(_call(call, inside.left), inside.op, inside.right), name)
            yield Part("parentheses", ast.BinOp(inside.left, inside.op, _call(call, inside.right)), name)
    if [keyword.arg for keyword in call.keywords] == ["axis"]:
        kept = ast.keyword("keepdims", ast.Constant(True))
        yield Part("keepdims", ast.Call(call.func, call.args, [*call.keywords, kept]), name)


def _call(call: ast.Call, argument: ast.expr) -> ast.Call:
    return ast.Call(call.func, [argument], call.keywords)


def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body
