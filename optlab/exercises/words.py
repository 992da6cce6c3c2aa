"""An answer in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from optlab.exercises.catalogue import CATALOGUE
from optlab.exercises.compare import digits, how_much
from optlab.exercises.english import DERIVED, REPAIR, SEEN, WRONG
from optlab.exercises.exercise import Exercise
from optlab.exercises.findings import Finding, Place

WITH = {"typed", "times", "over", "is", "instead", "operator", "missing", "without", "function"}  # keys before a word
CODE = "    "  # a line of the learner's own code begins with this


def sentences(
    name: str, finding: Finding, place: Place | None, mistakes: Sequence[str], seen: Sequence[Finding]
) -> Iterator[str]:
    """All that is said, a line at a time."""
    exercise = CATALOGUE.get(name)
    if exercise is None:
        yield _no_exercise(finding)
        return
    if finding.key == "not attempted":
        yield f"Not attempted yet: {call_of(exercise)} is to return {_listed(exercise.returns)}."
        return
    if finding.key == "right":
        yield _right(exercise, **finding.facts)
        return
    first, *code = _wrong(exercise, finding).splitlines()
    yield " ".join(filter(None, ("Not right yet:", _where(place), first)))
    yield from code
    if mistakes:
        yield f"This is exactly what comes out when {', or when '.join(mistake_words(exercise, m) for m in mistakes)}."
    yield from (_seen(one) for one in seen)
    if place is not None:
        yield f"Hint: {exercise.hint}"


def mistake_words(exercise: Exercise, key: str) -> str:
    """What follows on "This is exactly what comes out when".

    >>> mistake_words(CATALOGUE["best_rate"], "square: smallest_curvature")
    'smallest_curvature is squared'
    """
    if " + " in key:
        return " and at the same time ".join(mistake_words(exercise, part) for part in key.split(" + "))
    if key in exercise.mistakes:
        return exercise.mistakes[key].words
    kind, _, target = key.partition(": ")
    first, _, by = kind.partition(" ")
    kind, by = (first, by) if first in WITH else (kind, "")
    if kind == "order":
        target = ", then ".join(exercise.returns[int(i)] for i in target.split())
    if target.startswith("#"):
        target = exercise.returns[int(target[1:])]
    return DERIVED[kind].format(name=target.replace(", ", " and ") if kind == "swapped" else target, by=by)


def call_of(exercise: Exercise) -> str:
    """How its function is called: name and arguments."""
    return f"{exercise.name}({', '.join(exercise.arguments)})"


def _no_exercise(finding: Finding) -> str:
    if finding.key == "no function":
        return "check wants a function, as in check(adam_step), and was given a value: {type}.".format(**finding.facts)
    known = ", ".join(CATALOGUE)
    if finding.facts["name"] in ("", "<lambda>"):
        return f'This function has no name: give the exercise\'s after it, as in check(…, "adam_step"). Known: {known}.'
    return f"There is no exercise called {finding.facts['name']}: it must be one of {known}."


def _right(exercise: Exercise, count: int, steps: bool) -> str:
    if count == 1:
        return f"Right: {_listed(exercise.returns)}."
    number = f"{'both' if count == 2 else f'all {count}'} {'steps' if steps else 'cases'}"
    verb = "agrees" if len(exercise.returns) == 1 else "agree"
    return f"Right: {_listed(exercise.returns)} {verb} with the formula in {number}."


def _wrong(exercise: Exercise, finding: Finding) -> str:
    facts = finding.facts
    if finding.key == "differs":
        return _differs(exercise, **facts)
    if finding.key == "raises":
        line = "" if facts["line"] is None else f", in line {facts['line']}"
        error = f"{facts['error']}: {facts['message']}" if facts["message"] else facts["error"]
        return f"it raises {error}{line}:\n{CODE}{facts['code']}" if facts["code"] else f"it raises {error}{line}."
    if finding.key == "count":
        values = "1 value" if facts["count"] == 1 else f"{facts['count']} values"
        return f"it returns {values}, and {facts['asked']} are asked for: {', then '.join(facts['names'])}."
    if finding.key == "type":
        kind = f"an array of {facts['dtype']}" if facts.get("dtype") else f"of the type {facts['type']}"
        why = f", which cannot be read as numbers ({facts['why']})," if facts.get("why") else ","
        return f"{facts['name']} is {kind}{why} and {_shape(facts['shape'])} is asked for."
    if finding.key == "shape":
        lost = " Is a mean, a sum or an index missing?" if facts["mine"] and not facts["shape"] else ""
        return f"{facts['name']} is {_shape(facts['mine'])}, and {_shape(facts['shape'])} is asked for.{lost}"
    return WRONG[finding.key].format(call=call_of(exercise), **facts)


def _differs(exercise: Exercise, value: int, mine: float, right: float, coordinate: int | None, of: int) -> str:
    said, rightly = (number.replace("nan", "NaN").replace("inf", "infinity") for number in digits(mine, right))
    which = "" if coordinate is None else f" (coordinate {coordinate + 1} of {of})"
    if exercise.hidden:
        return f"{exercise.returns[value]} is not {said}."
    return f"{exercise.returns[value]} is {said}{which}, and {rightly} is right: {how_much(mine, right)}."


def _seen(finding: Finding) -> str:
    facts = dict(finding.facts)
    if finding.key == "repair":
        where = f"line{'s' if len(facts['lines']) > 1 else ''} {_listed([*map(str, facts['lines'])])}"
        return f"One change in {where} makes it right: {REPAIR[facts['kind']].format(part=facts['part'])}."
    if finding.key == "power":
        base, _, power = facts["power"].rpartition("**")
        base, power = base.strip(), power.strip(" ()")
        facts |= {"power": f"{base}**{power}", "power_whole": f"{base}**({power}/{facts['below']})"}
    facts["list"] = _listed(facts.get("names", facts.get("arguments", ())))
    return SEEN[finding.key].format(**facts)


def _where(place: Place | None) -> str:
    if place is None or not (place.step or place.case):
        return ""
    if place.step is not None:
        return f"at step {place.step}"
    return "for " + ", ".join(f"{name} = {_written(value)}" for name, value in place.case.items())


def _written(value: Any) -> str:
    if callable(value):
        return value.__name__
    return f"[{', '.join(map(_written, value))}]" if np.ndim(value) else f"{value:g}"


def _listed(names: Sequence[str]) -> str:
    *first, last = names or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def _shape(shape: tuple[int, ...]) -> str:
    return f"an array of the shape {shape}" if shape else "one number"
