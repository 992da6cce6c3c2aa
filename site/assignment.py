"""A notebook of the course as nbgrader's assignment: its checks give points.

    python3 site/assignment.py notebooks/06_adam.ipynb source/06_adam/06_adam.ipynb

The course must be installed where this runs, and where it is graded. An empty function becomes a solution
that is the student's to change, and its check a test of one point that nbgrader locks.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import textwrap
from pathlib import Path
from typing import Any

from optlab.exercises.catalogue import CATALOGUE

CHECK = re.compile(r"\s*check\((\w+)\)\s*")
GRADED = """from optlab.lab import check  # whatever has been given that name before

answer = check({name})
print(answer)
assert answer.kind == 'right', 'not right yet'
"""


def main() -> None:
    parser = argparse.ArgumentParser(description="Make nbgrader's source of a notebook.")
    parser.add_argument("notebook", type=Path)
    parser.add_argument("target", type=Path)
    asked = parser.parse_args()
    notebook = json.loads(asked.notebook.read_bytes())
    count = assign(notebook["cells"])
    if not count:
        parser.error(f"notebook is {str(asked.notebook)!r}: it has no exercises")
    notebook["cells"] = [cell for cell in notebook["cells"] if "<summary>Solution" not in "".join(cell["source"])]
    asked.target.parent.mkdir(parents=True, exist_ok=True)
    asked.target.write_text(json.dumps(notebook, indent=1, ensure_ascii=False), encoding="utf-8")
    print(f"{count} exercises of one point each")


def assign(cells: list[dict[str, Any]]) -> int:
    """Give the cells of every exercise what nbgrader asks for; return how many exercises there are."""
    found = 0
    for cell in cells:
        name = (CHECK.fullmatch("".join(cell["source"])) or [None, None])[1]
        if cell["cell_type"] != "code" or name not in CATALOGUE:
            continue
        (answer,) = [one for one in cells if one["cell_type"] == "code" and defines(one, name)]
        answer["source"] = solved(name)
        mark(answer, name, grade=False, points=None)
        cell["source"], cell["outputs"] = GRADED.format(name=name), []
        mark(cell, f"check_{name}", grade=True, points=1)
        found += 1
    return found


def defines(cell: dict[str, Any], name: str) -> bool:
    return "".join(cell["source"]).startswith(f"def {name}(")


def solved(name: str) -> str:
    """The solution, between the marks of what a student does not get."""
    head, _, body = inspect.getsource(CATALOGUE[name].solution).partition(":\n")
    body = textwrap.indent(textwrap.dedent(body).rstrip(), "    ")
    return f"{head}:\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION\n"


def mark(cell: dict[str, Any], name: str, *, grade: bool, points: int | None) -> None:
    settings = {"schema_version": 3, "grade_id": name, "grade": grade, "solution": not grade, "locked": grade}
    cell["metadata"]["nbgrader"] = settings | {"task": False} | ({"points": points} if points else {})


if __name__ == "__main__":
    main()
