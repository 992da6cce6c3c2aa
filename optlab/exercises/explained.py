"""What an error of Python's means here."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

import numpy as np

from optlab.exercises.findings import Finding
from optlab.exercises.source import names_in

SHORT = {  # what learners call an argument when they think of the formula
    "lr": "learning_rate",
    "eta": "learning_rate",
    "rate": "learning_rate",
    "grad": "gradient",
    "g": "gradient",
    "mu": "momentum",
    "rho": "decay_rate",
    "eps": "epsilon",
    "lam": "curvature",
    "wd": "weight_decay",
    "w": "weight",
    "b": "bias",
}
PLAIN = {ZeroDivisionError: "by zero", RecursionError: "recursion", IndexError: "index"}
NUMBERS = ("int", "float", "bool", "float64", "int64")
TAKES = re.compile(r"(\w+)\(\) takes (\d+) positional arguments? but (\d+) w")


def explained(error: BaseException, function: Callable[..., Any], arguments: tuple[str, ...]) -> list[Finding]:
    """What to look for, where that is known; an empty list otherwise."""
    message = str(error.args[0]) if error.args and isinstance(error.args[0], str) else ""
    called = names_in(function)
    if isinstance(error, UnboundLocalError):
        return [Finding("too early", {"name": message.split("'")[1]})]
    if isinstance(error, NameError):
        return _unknown(error.name or "", arguments)
    if "truth value of an array" in message:
        pairs = sorted(called & {"max", "min"})
        return [Finding("largest", {"name": name}) for name in pairs] or [Finding("if")]
    if isinstance(error, TypeError):
        return _of_type(message, called)
    if isinstance(error, AttributeError) and (kind := type(error.obj).__name__) in NUMBERS:
        return [Finding("attribute", {"type": kind, "name": error.name})]
    if "broadcast" in message or "dimensions except" in message:
        return [Finding("shapes")]
    return [Finding(key) for kind, key in PLAIN.items() if isinstance(error, kind)][:1]


def _of_type(message: str, called: set[str]) -> list[Finding]:
    plain = sorted(name for name in called if name.startswith("math."))
    if plain and ("scalar" in message or "length-1" in message or "0-dim" in message):
        return [Finding("math", {"name": name.removeprefix("math.")}) for name in plain]
    for name in ("max", "min"):
        if f"np.{name}(,)" in called and ("integer" in message or "index" in message):
            return [Finding("axis", {"name": name})]
    if "unsupported operand" in message and ("'function'" in message or "'method'" in message):
        return [Finding("function")]
    if "not callable" in message:
        return [Finding("call", {"type": message.split("'")[1]})]
    if "not iterable" in message and ("'int'" in message or "'float'" in message):
        return [Finding("range")]
    if "NoneType" in message:
        return [Finding("none")]
    if found := TAKES.search(message):
        return [Finding("count of arguments", dict(zip(("name", "takes", "given"), found.groups(), strict=True)))]
    if "length-1" in message or "0-dim" in message or "scalar index" in message or "as an integer" in message:
        return [Finding("one number")]
    if "not subscriptable" in message or "item assignment" in message:
        return [Finding("no index")]
    return []


def _unknown(name: str, arguments: tuple[str, ...]) -> list[Finding]:
    if name in ("math", "numpy"):
        return [Finding("module", {"name": name})]
    if SHORT.get(name) in arguments:
        return [Finding("argument", {"name": name, "meant": SHORT[name]})]
    if near := get_close_matches(name, arguments, n=1):
        return [Finding("argument", {"name": name, "meant": near[0]})]
    if hasattr(np, name):
        return [Finding("numpy", {"name": name})]
    return [Finding("unknown", {"name": name, "arguments": arguments})]
