"""A class at a glance, from the notes of its checks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from optlab.exercises.catalogue import CATALOGUE, NOTEBOOKS
from optlab.exercises.words import mistake_words

SIGNS = {"right": "✔", "wrong": "✘", "not attempted": "○", None: "·"}
COMMON = 3  # as many of the commonest mistakes are named for an exercise
LONG = 100  # the words of a mistake are cut after as many letters


class Check(NamedTuple):
    """One note: whose, of which exercise, and what came of it."""

    student: str
    exercise: str
    outcome: str


def checks(folders: Iterable[Path]) -> tuple[list[Check], int]:
    """All checks noted in files below these folders, and how many lines or files could not be read.

    A line is somebody's word: what names no exercise of the course is left out. So is what only has the name
    of a file, such as a pipe, from which reading would never end.
    """
    found, unread = [], 0
    for path in sorted({path for folder in folders for path in folder.rglob("*.jsonl")}):
        try:
            lines = path.read_bytes().splitlines() if path.is_file() else [b""]
        except OSError:
            lines = [b""]
        for line in lines:
            one = _check(path.stem, line)
            found += [one] if one else []
            unread += one is None
    return found, unread


def table(found: Sequence[Check]) -> str:
    """Who has done what, a letter an exercise; then each exercise and its common mistakes.

    >>> print(table([Check("ada", "best_rate", "square: largest_curvature")]).splitlines()[-1])
      1 × largest_curvature is squared
    """
    students = sorted({check.student for check in found}, key=str.casefold)
    wide = max(map(len, ["student", *map(_plain, students)]))
    widths = [max(3, len(notebook.EXERCISES)) for notebook in NOTEBOOKS]
    heads = [f"{number:02}".ljust(width) for number, width in enumerate(widths, start=1)]
    lines = [f"{'student'.ljust(wide)}  {'  '.join(heads)}".rstrip()]
    best = {(check.student, check.exercise): check.outcome for check in sorted(found, key=_rank)}
    for student in students:
        signs = [
            "".join(_sign(best.get((student, exercise.name))) for exercise in notebook.EXERCISES).ljust(width)
            for notebook, width in zip(NOTEBOOKS, widths, strict=True)
        ]
        lines.append(f"{_plain(student).ljust(wide)}  {'  '.join(signs)}".rstrip())
    lines += ["", "✔ right   ✘ wrong   ○ not attempted   · no check", ""]
    return "\n".join([*lines, *_exercises(found)])


def _exercises(found: Sequence[Check]) -> list[str]:
    lines = []
    for name, exercise in CATALOGUE.items():
        mine = [check for check in found if check.exercise == name]
        if not mine:
            continue
        done = {check.student for check in mine if check.outcome == "right"}
        lines.append(f"{name}: right for {len(done)} of {len({check.student for check in mine})}, {len(mine)} checks")
        who = {(check.student, check.outcome) for check in mine if check.outcome not in SIGNS}
        common = Counter(outcome for _, outcome in who).most_common(COMMON)
        lines += [f"  {count} × {_plain(mistake_words(exercise, key))[:LONG]}" for key, count in common]
    return lines


def _check(student: str, line: bytes) -> Check | None:
    try:
        said: Any = json.loads(line)
        exercise, outcome = CATALOGUE[said["exercise"]], str(said["outcome"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if outcome not in SIGNS:
        try:
            mistake_words(exercise, outcome)
        except (KeyError, IndexError, ValueError, AttributeError, TypeError):
            outcome = "wrong"  # a wrong answer with a mistake that is not known
    return Check(student, exercise.name, outcome)


def _rank(check: Check) -> int:
    """The outcome that counts: right if it was right once, else the last one."""
    return check.outcome == "right"


def _sign(outcome: str | None) -> str:
    return SIGNS.get(outcome, SIGNS["wrong"])


def _plain(name: str) -> str:
    """What stands in notes, on a terminal: nothing that moves its cursor."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)
