"""The "In practice" tables of the notebooks: what each says of PyTorch, Keras and optax."""

import json
import re
from ast import literal_eval
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
HEADING = "| | PyTorch | Keras | optax |"
FRACTION = re.compile(r"\d+/\d+")


@dataclass(frozen=True)
class Claim:
    """That something has an argument, with a default or without one.

    Attributes:
        notebook: where it is said.
        path: the class or function, ``torch.optim.SGD`` say.
        name: the argument; "" where only the thing itself is claimed to exist.
        default: its value, or "required".
    """

    notebook: str
    path: str
    name: str
    default: Any

    def __str__(self) -> str:
        return f"{self.notebook[:2]} {self.path} {self.name}".strip()


def tables() -> Iterator[tuple[str, list[list[str]]]]:
    """Each table with the heading row, as rows of cells, and its notebook's name."""
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            lines = "".join(cell["source"]).splitlines()
            if cell["cell_type"] == "markdown" and HEADING in lines:
                below = lines[lines.index(HEADING) + 2 :]
                end = next((i for i, line in enumerate(below) if not line.startswith("|")), len(below))
                yield path.stem, [[part.strip() for part in line.strip("|").split("|")] for line in below[:end]]


def claims() -> list[Claim]:
    """Every claim of every table.

    A row "class" names the thing whose arguments the rows below it give; after a row "package"
    each row begins with a thing of its own. A row "convention" is prose.
    """
    found = []
    for notebook, rows in tables():
        kind, *homes = rows[0]
        for first, *cells in rows if kind == "class" else rows[1:]:
            for home, cell in zip(homes, cells, strict=True):
                words = re.findall(r"`([^`]+)`", cell) if first != "convention" else []
                path = home.strip("`")
                if kind == "package" and words:
                    path += f".{words[0]}"
                    found.append(Claim(notebook, path, "", None))
                found += [Claim(notebook, path, *argument(word)) for word in words[kind == "package" :] if word != path]
                if first == "class" and words:
                    found.append(Claim(notebook, path, "", None))
    return found


def argument(word: str) -> tuple[str, Any]:
    """The name and the default that a word in backticks gives: ``lr=0.01``, or ``lr`` alone."""
    name, equals, value = word.partition("=")
    if not equals:
        return name, "required"
    return name, float(Fraction(value)) if FRACTION.fullmatch(value) else literal_eval(value)
