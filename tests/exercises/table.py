"""Wrong answers as text: the head of a function, and below it bodies, one a line."""

import linecache
import math
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import numpy as np

from optlab.exercises import Answer, check
from optlab.exercises.catalogue import CATALOGUE

NUMBERS = count()
TELLING = {"nothing", "changed", "tuple", "count", "shape", "type", "slow"}  # findings that say what is wrong


class Written(NamedTuple):
    """A function's head, and a body."""

    head: str
    body: str

    @property
    def name(self) -> str:
        return self.head.partition("(")[0]


def read(path: Path) -> Iterator[Written]:
    head = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("    "):
            yield Written(head, line.strip().replace("\\n", "\n"))
        else:
            head = line


def made(answer: Written) -> Callable:
    """The function, whose source can be found as that of a notebook's cell can."""
    source = f"def {answer.head}:\n    " + answer.body.replace("\n", "\n    ") + "\n"
    file = f"<answer {next(NUMBERS)}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    names = {"np": np, "math": math, "adam_step": CATALOGUE["adam_step"].solution}
    exec(compile(source, file, "exec"), names)
    return names[answer.name]


def is_named(answer: Answer) -> bool:
    """Whether it says which mistake was made, and not only which number is wrong."""
    return bool(answer.mistakes or answer.seen) or answer.finding.key in TELLING


def answered(path: Path) -> Iterator[tuple[Written, Answer]]:
    for written in read(path):
        yield written, check(made(written))
