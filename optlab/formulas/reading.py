"""A rule's update, read: each line of its formula."""

from __future__ import annotations

import ast
from copy import deepcopy

from optlab.formulas.expander import Expander
from optlab.formulas.expressions import Expressions
from optlab.formulas.notation import GIVEN, SHAPE, usual
from optlab.formulas.program import NoFormula, at

Line = tuple[str, ast.expr]


class Update(Expressions):
    """Follows an update line by line, on one way through it; a name that is assigned to twice has two keys."""

    def lines(self) -> list[Line]:
        """Name and right-hand side of each line, the position last.

        A value that is not recorded is put in where it is used. A field that is only kept, or that
        repeats another one, has no line.

        Raises:
            NoFormula: a line that is no arithmetic, or has no notation.
        """
        self.made: dict[str, ast.expr] = {}  # the value of each assignment by its key, in the order of the program
        self.keys, self.sums = {}, []
        self.returned: dict[str, ast.expr] = {}
        if self.rule.asks_for:
            self.made["asked position"] = self.point()
            self.made["asked gradient"] = ast.Call(ast.Name("slope_at"), [ast.Name("asked position")], [])
            self.made["asked change"] = ast.BinOp(ast.Name("asked gradient"), ast.Sub(), ast.Name("gradient"))
        self.block(self.function.body)
        if not self.returned:
            self.refuse(self.function, "returns nothing")
        named = self.named()
        self.expand = Expander(self.made, named)
        found = {named[key]: self.expand.visit(deepcopy(tree)) for key, tree in self.made.items() if key in named}
        new = {field: tree for field, tree in self.returned.items() if self.is_new(field, tree, found)}
        found |= {field: self.expand.visit(deepcopy(tree)) for field, tree in new.items()}
        shown = {name: tree for name, tree in found.items() if not _is(tree, GIVEN)}
        for node in (node for tree in shown.values() for node in ast.walk(tree) if _is(node, GIVEN)):
            unkept = next(one for one in self.sums if one.lineno == node.lineno)  # type: ignore[attr-defined]
            self.refuse(unkept, f"has `{ast.unparse(unkept)}` in it, for which there is no notation")
        return [*(line for line in shown.items() if line[0] != "position"), ("position", shown["position"])]

    def complete(self, tree: ast.Compare) -> ast.Compare:
        return Expander(self.made, {}).visit(deepcopy(tree))

    def unchanged(self, name: str) -> ast.expr:
        """What a field is that has no line."""
        return self.expand.visit(deepcopy(self.returned[name]))

    def point(self) -> ast.expr:
        """Where the rule asks for its second gradient, if that is one line of arithmetic."""
        try:
            return _Point(self.rule, type(self.rule).asks_at).tree()
        except NoFormula:
            return ast.Name(GIVEN)

    def block(self, body: list[ast.stmt]) -> None:
        for node in body:
            if not self.returned:
                self.statement(node)

    def statement(self, node: ast.stmt) -> None:
        match node:
            case ast.Expr(ast.Constant()) | ast.Pass():  # a docstring
                pass
            case ast.Assign([ast.Tuple(targets)], value) if self.is_shape(value) and len(targets) == len(SHAPE):
                for target, name in zip(targets, SHAPE, strict=True):
                    self.assign(target, ast.Name(name))
            case ast.Assign([ast.Tuple(targets)], ast.Tuple(values)) if len(targets) == len(values):
                for target, value in zip(targets, [self.expression(value) for value in values], strict=True):
                    self.assign(target, value)
            case ast.Assign(targets, value):
                read = self.expression(value)
                for target in targets:
                    self.assign(target, read)
            case ast.AnnAssign(target, _, ast.expr() as value):
                self.assign(target, self.expression(value))
            case ast.AugAssign(ast.Name(name) as target, op, value):
                if not isinstance(self.made.get(self.keys.get(name, "")), ast.BinOp | ast.UnaryOp | ast.Call):
                    self.refuse(node, f"changes in place what {name} is only another name of")
                self.assign(target, self.expression(at(node, ast.BinOp(ast.Name(name), op, value))))
            case ast.If(test, body, orelse):
                self.block(body if self.decided(test) else orelse)
            case ast.Return(ast.Call(ast.Name(name)) as call) if name == self.rule.record_type().__name__:
                self.returned = self.fields_of(call)
            case ast.Return():
                self.refuse(node, f"does not return {self.rule.record_type().__name__}(…)")
            case ast.For() | ast.While():
                self.refuse(node, "is a loop")
            case _:
                self.refuse(node, "is no assignment")

    def assign(self, target: ast.expr, value: ast.expr) -> None:
        if not isinstance(target, ast.Name):
            self.refuse(target, f"assigns to `{ast.unparse(target)}`, which is no single name")
        key = self.keys[target.id] = f"{target.id} {len(self.made)}"  # no name of a program has a space in it
        self.made[key] = value

    def fields_of(self, call: ast.Call) -> dict[str, ast.expr]:
        given = [*zip(self.fields, call.args, strict=False), *((word.arg, word.value) for word in call.keywords)]
        if sorted(str(field) for field, _ in given) != sorted(self.fields) or len(call.args) > len(self.fields):
            self.refuse(call, f"does not give each of {', '.join(self.fields)}")
        return {field: self.expression(value) for field, value in sorted(given, key=lambda x: self.fields.index(x[0]))}

    def named(self) -> dict[str, str]:
        """The field that each assignment is recorded as: of its own name if there is one."""
        found: dict[str, str] = {}
        direct = [(field, tree.id) for field, tree in self.returned.items() if isinstance(tree, ast.Name)]
        for field, key in sorted(direct, key=lambda pair: pair[1].split()[0] != pair[0]):
            if key in self.made:
                found.setdefault(key, field)
        return found

    def is_new(self, field: str, tree: ast.expr, found: dict[str, ast.expr]) -> bool:
        """Whether a field that no line has made so far says more than another one."""
        trees = [*self.made.values(), *self.returned.values()]
        read = {ast.unparse(node) for one in trees for node in ast.walk(one) if isinstance(node, ast.Attribute)}
        kept = (isinstance(tree, ast.Attribute) and tree.attr == field) or (
            _is(tree, "gradient") and self.rule.letters.get(field) == usual(self.rule)["gradient"]
        )
        repeats = isinstance(tree, ast.Name) and tree.id in self.made and f"last.{field}" not in read
        return field not in found and (field in ("position", "step") or not (kept or repeats))

    def is_shape(self, value: ast.expr) -> bool:
        """Whether it is the shape of the gradient, a matrix or a stack of them."""
        return ast.unparse(value) in [f"{name}.shape[-2:]" for name, role in self.roles.items() if role == "gradient"]


def _is(tree: ast.AST, name: str) -> bool:
    return isinstance(tree, ast.Name) and tree.id == name


class _Point(Expressions):
    """Where a rule asks for a second gradient: one expression."""

    def tree(self) -> ast.expr:
        self.keys, self.sums = {}, []
        *others, last = self.function.body
        if others or not isinstance(last, ast.Return) or last.value is None:
            self.refuse(self.function, "is more than one line")
        return self.expression(last.value)
