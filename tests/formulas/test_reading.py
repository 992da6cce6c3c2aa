"""Rules of one's own, as people write them: each runs, and has its formula or one sentence that names the line."""

# ruff: noqa: E501  (a table, with a row for each rule)

import ast
import importlib.util
import re
import sys
from textwrap import indent
from types import SimpleNamespace

import numpy as np
import pytest

from optlab import bowl, run
from optlab.controls import Player
from optlab.controls.ledger import ledger
from optlab.formulas import Formula
from optlab.formulas.formula import formula
from optlab.formulas.program import NoFormula
from optlab.formulas.ways import lines
from optlab.formulas.worked import worked
from optlab.optimizers import Record, Rule

HEAD = """
import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from optlab.optimizers import Array, Decay, Rate, Record, Rule

GAMMA = 0.5
WORD = "half"


def halved(x):
    return x / 2


class Moving(NamedTuple):
    position: Array
    step: Array
    m: Array


@dataclass(frozen=True)
class Base(Rule):
    learning_rate: Rate = 0.1
    beta: Decay = 0.9
    bias: float = -0.01
    times: int = 2
    double: bool = False
    side: Literal["left", "right"] = "right"

    HALF = 0.5

    def half(self, x):
        return x / 2
"""
STEP, END = "step = -self.learning_rate * gradient\n", "return Record(last.position + step, step)"
FORMULA = {  # the lines of update, and of its formula: \Delta x and m alone
    "plain": (STEP + END, [r"-\eta\,g_t"]),
    "a docstring": ('"""Down."""\n' + STEP + END, [r"-\eta\,g_t"]),
    "a comment and a bare constant": ("# down\n...\n" + STEP + END, [r"-\eta\,g_t"]),
    "keywords of the record": (STEP + "return Record(step=step, position=last.position + step)", [r"-\eta\,g_t"]),
    "all in the return": ("return Record(last.position - 0.1 * gradient, -0.1 * gradient)", [r"-0.1\,g_t"]),
    "another name": ("move = -self.learning_rate * gradient\nreturn Record(last.position + move, move)", [r"-\eta\,g_t"]),
    "a step assigned to twice": ("step = gradient\nstep = -self.learning_rate * step\n" + END, [r"-\eta\,g_t"]),
    "a gradient assigned to": (
        "gradient = gradient + self.bias * last.position\n" + STEP + END,
        [r"-\eta\,\left(g_t + \mathrm{bias}\,x_{t-1}\right)"],
    ),
    "+=": ("step = -self.learning_rate * gradient\nstep += self.bias\n" + END, [r"-\eta\,g_t + \mathrm{bias}"]),
    "two at once": ("step, other = -0.1 * gradient, gradient\n" + END, [r"-0.1\,g_t"]),
    "a swap": ("a, b = gradient, 0.1\na, b = b, a\nstep = -a * b\n" + END, [r"-0.1\,g_t"]),
    "a chain": ("step = move = -self.learning_rate * gradient\n" + END, [r"-\eta\,g_t"]),
    "an annotation": ("step: Array = -self.learning_rate * gradient\n" + END, [r"-\eta\,g_t"]),
    "tanh": ("step = -self.learning_rate * np.tanh(gradient)\n" + END, [r"-\eta\,\tanh(g_t)"]),
    "exp": ("step = -self.learning_rate * gradient * np.exp(-t)\n" + END, [r"-\eta\,g_t\,\exp(-t)"]),
    "log": ("step = -self.learning_rate * gradient / np.log(1 + t)\n" + END, [r"\frac{-\eta\,g_t}{\ln(1 + t)}"]),
    "clip": ("step = -self.learning_rate * np.clip(gradient, -1, 1)\n" + END, [r"-\eta\,\operatorname{clip}(g_t, -1, 1)"]),
    "where": (
        "step = np.where(gradient > 0, -self.learning_rate, self.learning_rate)\n" + END,
        [r"\begin{cases} -\eta & \text{if } g_t \gt 0 \\ \eta & \text{else} \end{cases}"],
    ),
    "math": ("step = -self.learning_rate / math.sqrt(t) * gradient\n" + END, [r"\frac{-\eta}{\sqrt{t}}\,g_t"]),
    "abs": ("step = -self.learning_rate * gradient / (abs(gradient) + 1e-8)\n" + END, None),
    "a number of the file": ("step = -GAMMA * gradient\n" + END, [r"-0.5\,g_t"]),
    "a number of the class": ("step = -self.HALF * gradient\n" + END, [r"-0.5\,g_t"]),
    "a plain float": ("step = -self.learning_rate * gradient + self.bias\n" + END, [r"-\eta\,g_t + \mathrm{bias}"]),
    "an if on an option": (
        'if self.side == "left":\n    step = gradient\nelse:\n    step = -self.learning_rate * gradient\n' + END,
        [r"-\eta\,g_t"],
    ),
    "a return in an if": (
        "if self.double:\n    return Record(last.position, 0 * gradient)\n" + STEP + END, [r"-\eta\,g_t"],
    ),
    "a choice in a line": ("step = -(2 if self.double else self.learning_rate) * gradient\n" + END, [r"-\eta\,g_t"]),
    "the last gradient kept": (
        "step = -self.learning_rate * (2 * gradient - last.m)\nreturn Moving(last.position + step, step, gradient)",
        [r"-\eta\,\left(2\,g_t - m_{t-1}\right)", "g_t"],
    ),
    "a modulo": ("step = -0.1 * (t % 2) * gradient\n" + END, [r"-0.1\,\left(t \bmod 2\right)\,g_t"]),
    "a condition on t": ("step = -0.1 * gradient if t > 1 else 0 * gradient\n" + END, [r"-0.1\,g_t"]),
    "an if on t": ("step = -0.1 * gradient\nif t > 2:\n    step = step / 2\n" + END, [r"\frac{-0.1\,g_t}{2}"]),
    "an if on what t makes": ("late = t - 1\nif late % 3 == 0:\n    gradient = 2 * gradient\n" + STEP + END, [r"-\eta\,g_t"]),
    "an end on t": ("if t == 2:\n    return Record(last.position, 0 * gradient)\n" + STEP + END, [r"-\eta\,g_t"]),
    "a state under another name": (
        "m = last.m\nif t % 2 == 1:\n    m = m + gradient\nstep = -0.1 * m\nreturn Moving(last.position + step, step, m)",
        [r"-0.1\,m_t", "m_{t-1}"],
    ),
    "one value under two names": (
        "m = self.beta * last.m - self.learning_rate * gradient\nreturn Moving(last.position + m, m, m)",
        [r"m_t", r"\beta\,m_{t-1} - \eta\,g_t"],
    ),
    "a state assigned to twice": (
        "m = self.beta * last.m\nm = m + gradient\nstep = -self.learning_rate * m\n"
        "return Moving(last.position + step, step, m)",
        [r"-\eta\,m_t", r"\beta\,m_{t-1} + g_t"],
    ),
}  # fmt: skip
SENTENCE = {  # the lines of update, and what is said of which of them
    "a for loop": ("step = 0 * gradient\nfor _ in range(2):\n    step = step - 0.1 * gradient\n" + END, "line 3.*is a loop"),
    "a while loop": ("n = 0\nwhile n < 2:\n    n = n + 1\n" + STEP + END, "line 3, `while n < 2:`, is a loop"),
    "a helper": ("step = -halved(gradient)\n" + END, r"line 2, `step = -halved\(gradient\)`, has `halved\(gradient\)` in"),
    "a method": ("step = -self.half(gradient)\n" + END, r"line 2, .* `self.half\(gradient\)` in it, for which"),
    "a condition on the slope": ("step = -0.1 * gradient if gradient[0] > 1 else 0 * gradient\n" + END, r"line 2, .* `gradient\[0\]` in it"),
    "many ways": ("step = -0.1 * gradient\n" + "".join(f"if t > {n}:\n    step = step / 2\n" for n in range(5)) + END, "line 1, .* more than 8 ways"),
    "an unknown function": ("step = -0.1 * np.sinc(gradient)\n" + END, r"`np.sinc\(gradient\)` in it, for which"),
    "a norm": ("step = -0.1 * gradient / np.linalg.norm(gradient, axis=0)\n" + END, r"`np.linalg.norm\(gradient, axis=0\)`"),
    "coordinates": ("step = -0.1 * np.stack([gradient[0], gradient[1]])\n" + END, "line 2, .* for which there is no not"),
    "a change in place": ("step = last.step\nstep *= 0\nstep -= 0.1 * gradient\n" + END, r"line 3, `step \*= 0`, changes in place what step"),
    "a part of it changed": ("step = -0.1 * gradient\nstep[0] = 0\n" + END, r"line 3, .* assigns to `step\[0\]`"),
    "a print": ("print(t, end='')\n" + STEP + END, "line 2, .* is no assignment"),
    "unpacked from a call": ("a, b = divmod(t, 2)\n" + STEP + END, r"line 2, .* `divmod\(t, 2\)`"),
    "a record made before": ("step = -0.1 * gradient\nmade = Record(last.position + step, step)\nreturn made", "line 3, "),
    "a record replaced": ("step = -0.1 * gradient\nreturn last._replace(position=last.position + step, step=step)", "line 3"),
    "a star": ("both = [last.position - 0.1 * gradient, -0.1 * gradient]\nreturn Record(*both)", "line 2, .* no notation"),
    "a number as text": ("step = -0.1 * len(WORD) * gradient\n" + END, r"line 2, .* `len\(WORD\)` in it"),
    "a whole division": ("step = -0.1 * (t // 2) * gradient\n" + END, "line 2, .* `t // 2` in it, for which there is no notation"),
    "a comparison as a number": ("step = -0.1 * (gradient > 0) * gradient\n" + END, "line 2, .* `gradient > 0` in it"),
    "an option as a number": ("step = -0.1 * (1 + self.double) * gradient\n" + END, "`self.double` in it, which is no num"),
    "a lambda": ("down = lambda g: -0.1 * g\nstep = down(gradient)\n" + END, "line 2, "),
    "a try": ("try:\n    step = -0.1 * gradient\nfinally:\n    pass\n" + END, "line 2, `try:`, is no assignment"),
    "two conditions": ("step = np.where((gradient > 0) & (t > 1), -0.1, 0.1)\n" + END, "which is no single comparison"),
}  # fmt: skip

NEITHER = {  # which no run takes either
    "a condition on a number": ("step = -0.1 * gradient\nif np.sqrt(last.step) > 2:\n    step = step / 2\n" + END, "line 3, .* decides by last, np, and not by a setting of the rule or by the step"),
    "a state that decides": ("size = last.step\nstep = -0.1 * gradient if size > 1 else 0 * gradient\n" + END, "line 3, .* decides by size, and not"),
    "a transpose of no matrix": ("step = -0.1 * gradient.mT\n" + END, r"line 2, .* `gradient.mT` in it"),
}  # fmt: skip


def named(title):
    return "".join(word.title() for word in re.findall(r"\w+", title)) or "Plus"


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    """Every rule of the table, from a file as somebody would write it."""
    text = HEAD
    for title, (body, _) in (FORMULA | SENTENCE | NEITHER).items():
        record = "Moving" if "Moving(" in body else "Record"
        text += f"\n\n@dataclass(frozen=True)\nclass {named(title)}(Base):\n"
        text += indent(f"def update(self, t, gradient, last) -> {record}:\n" + indent(body, "    "), "    ") + "\n"
    path = tmp_path_factory.mktemp("elsewhere") / "rules_as_people_write_them.py"
    path.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield lambda title: getattr(module, named(title))()
    del sys.modules[path.stem]


def value(tree, rule, t, trace):
    """What a line's right-hand side comes to in update t."""
    tree = ast.parse(ast.unparse(tree), mode="eval")
    functions = {name: getattr(np, name) for name in ("sqrt", "abs", "exp", "log", "tanh", "clip", "where")}
    now = {name: trace[name][t] for name in trace.names}
    last = SimpleNamespace(**{name: trace[name][t - 1] for name in trace.names})
    return eval(compile(tree, "<line>", "eval"), {**functions, **now, "t": t, "last": last, "self": rule})


@pytest.mark.parametrize("title", FORMULA)
def test_what_can_be_typeset_is_and_is_true(rules, title):
    rule = rules(title)
    trace = run(rule, bowl, 4)
    found = lines(rule)
    assert {name for name, _ in found} == {*rule.record_type()._fields}
    for t in (1, 2, 3, 4):
        for name, tree in lines(rule, t):
            assert value(tree, rule, t, trace) == pytest.approx(trace[name][t], rel=1e-14), (name, t)
    if FORMULA[title][1] is not None:
        written = dict(line.split(" = ", 1) for line in formula(rule))
        assert [written[left] for left in (r"\Delta x_t", "m_t") if left in written] == FORMULA[title][1]
    assert len(worked(trace, 2)) == len(lines(rule, 2))
    more = title in (
        "a condition on t",
        "an if on t",
        "an if on what t makes",
        "an end on t",
        "a state under another name",
    )
    assert (
        (Formula(rule)._repr_latex_().count("&=") > len(found))
        == (r"\text{but where }" in Formula(rule)._repr_latex_())
        == more
    )


@pytest.mark.parametrize("title", SENTENCE)
def test_what_cannot_be_is_said_in_a_sentence_that_names_the_line(rules, title):
    rule = rules(title)
    assert np.isfinite(run(rule, bowl, 4)["position"]).all()
    with pytest.raises(NoFormula, match=SENTENCE[title][1]) as said:
        lines(rule)
    words = str(said.value)
    assert words.startswith(f"{type(rule).__name__}.update is not shown as a formula: its line ")
    assert "\n" not in words
    assert words.count(". ") == 0
    assert repr(Formula(rule)) == words
    assert Formula(rule)._repr_latex_() is None


@pytest.mark.parametrize("title", NEITHER)
def test_what_no_run_takes_has_a_sentence_too(rules, title):
    with pytest.raises(NoFormula, match=NEITHER[title][1]):
        lines(rules(title))


@pytest.mark.parametrize("title", [*FORMULA, *SENTENCE])
def test_its_ledger_has_either(rules, title):
    trace = run(rules(title), bowl, 4)
    for t in (0, 3):
        page = ledger(trace, t)
        assert (r"\begin{aligned}" in page) == (title in FORMULA)
        assert ("is not shown as a formula: its line" in page) == (title in SENTENCE)


@pytest.mark.parametrize("title", ["a plain float", "where", "a for loop", "a helper"])
def test_its_player_works(rules, title):
    player = Player(rules(title), bowl, steps=4, ledger=True)
    player.go(3)
    assert str(player).startswith(
        f"Player: {type(rules(title)).__name__}(learning_rate=0.1, beta=0.9, bias=-0.01, times=2"
    )
    assert player.desk.ledger.page.value == ledger(player.stage.traces[0], 3)
    player.desk.settings[0].controls["bias"].box.value = "-0.5"
    assert player.stage.traces[0].rule.bias == -0.5
    player.desk.settings[0].controls["bias"].slider.value = 0.1
    assert player.stage.traces[0].rule.bias == 0.1
    player.close()


def test_a_rule_without_a_source_says_so():
    names = {}
    exec(
        compile(
            HEAD + "\nclass Typed(Base):\n    def update(self, t, gradient, last) -> Record:\n        ...\n",
            "<>",
            "exec",
        ),
        names,
    )
    with pytest.raises(NoFormula, match=r"Typed.update is not shown as a formula: its source cannot be found\."):
        lines(names["Typed"]())


def test_an_update_that_is_no_def_says_so():
    move = lambda self, t, gradient, last: Record(last.position - gradient, -gradient)  # noqa: E731
    move.__annotations__["return"] = Record
    down = type("Down", (Rule,), {"update": move})
    with pytest.raises(NoFormula, match=r"its line 1, `move = lambda self, .*`, is not a def\."):
        lines(down())
