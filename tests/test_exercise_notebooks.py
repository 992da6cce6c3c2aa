"""Three or four exercises in every notebook of a method; unsolved as they are saved, and right with their solutions."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from nbclient import NotebookClient

from optlab.exercises.catalogue import NOTEBOOKS as CHAPTERS
from tests.rerun_notebooks import NOTEBOOKS

ROOT = Path(__file__).parents[1]
NUMBERS = range(1, len(CHAPTERS) + 1)
every_chapter = pytest.mark.parametrize("number", NUMBERS)


class Found(NamedTuple):
    """An exercise in a notebook: where its function stands, and what its four cells hold."""

    place: int
    number: int
    name: str  # that is checked
    stub: str
    solution: str


def notebook_of(number: int) -> Path:
    (path,) = NOTEBOOKS.glob(f"{number:02}_*.ipynb")
    return path


def cells_of(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def source(cell: dict) -> str:
    return "".join(cell["source"])


def exercises_in(cells: list[dict]) -> list[Found]:
    """A task, a stub, a check, and a solution that can be unfolded: four cells in a row."""
    found = []
    for i in range(len(cells) - 3):
        task, stub, check, folded = (source(cell) for cell in cells[i : i + 4])
        kinds = [cell["cell_type"] for cell in cells[i : i + 4]]
        named = re.fullmatch(r"check\((\w+)\)", check)
        solution = re.search(
            r"<details>.*<summary>.*?</summary>\s*```python\n(.*?)\n```.*</details>", folded, re.DOTALL
        )
        title = re.search(r"^### Exercise (\d): ", task, re.MULTILINE)
        shaped = kinds == ["markdown", "code", "code", "markdown"] and stub.startswith("def ")
        if shaped and title and named and solution:
            found.append(Found(i + 1, int(title[1]), named[1], stub, solution[1]))
    return found


def solved(path: Path, target: Path, said: list) -> None:
    """A copy with its solutions put in, and what was said to them in the place of what is said to a stub."""
    notebook = nbformat.read(path, as_version=4)
    for exercise, output in zip(exercises_in(notebook.cells), said, strict=True):
        notebook.cells[exercise.place].source = exercise.solution
        check = notebook.cells[exercise.place + 1]
        check.outputs = [nbformat.from_dict({**output, "execution_count": check.execution_count})]
    nbformat.write(notebook, target)


def imports_only(cell: dict) -> bool:
    lines = source(cell).splitlines()
    return cell["cell_type"] == "code" and all(line.startswith(("import ", "from ")) for line in lines if line)


def answers(path: Path) -> list[str]:
    """What every check says in a notebook that was run."""
    checks = [cell for cell in cells_of(path) if cell["cell_type"] == "code" and source(cell).startswith("check(")]
    return ["".join(output["data"]["text/plain"]) for cell in checks for output in cell["outputs"]]


@every_chapter
def test_its_exercises_are_those_that_check_knows(number):
    found = exercises_in(cells_of(notebook_of(number)))
    assert [exercise.name for exercise in found] == [exercise.name for exercise in CHAPTERS[number - 1].EXERCISES]
    assert [exercise.number for exercise in found] == list(range(1, len(found) + 1))
    assert len(found) in (3, 4)


@every_chapter
def test_its_functions_are_still_to_be_written_and_take_what_the_solutions_take(number):
    for exercise, known in zip(
        exercises_in(cells_of(notebook_of(number))), CHAPTERS[number - 1].EXERCISES, strict=True
    ):
        head = f"def {known.name}({', '.join(known.arguments)}):"
        first, body = exercise.stub.split("\n", 1)
        assert first == exercise.solution.splitlines()[0] == head
        assert re.fullmatch(r"(    # .*\n)?    \.\.\.", body)


@every_chapter
def test_it_is_saved_unsolved(number):
    said = answers(notebook_of(number))
    assert len(said) == len(CHAPTERS[number - 1].EXERCISES)
    assert all(answer.startswith("Not attempted yet: ") for answer in said)


@pytest.fixture(scope="module")
def said_to_solutions():
    """What the checks of each notebook say, with its imports and nothing else before it, in one kernel for all."""
    cells, said = [], {}
    for number in NUMBERS:
        own = cells_of(notebook_of(number))
        cells.append(code("%reset -f"))
        cells += [code(source(cell)) for cell in own if imports_only(cell)]
        for exercise in exercises_in(own):
            cells += [code(exercise.solution), code(f"check({exercise.name})")]
            said.setdefault(number, []).append(cells[-1])
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, timeout=60, allow_errors=True).execute()
    return {number: [cell.outputs[0] for cell in checks] for number, checks in said.items()}


def code(source: str) -> nbformat.NotebookNode:
    return nbformat.v4.new_code_cell(source)


@every_chapter
def test_its_solutions_are_right(number, said_to_solutions):
    answers = [output.data["text/plain"] for output in said_to_solutions[number]]
    assert {answer.partition(":")[0] for answer in answers} == {"Right"}, answers
    assert len(answers) == len(CHAPTERS[number - 1].EXERCISES)


@pytest.mark.heavy
@every_chapter
def test_the_whole_notebook_with_its_solutions_is_green(number, said_to_solutions, tmp_path):
    """Every check says right, and nbval finds all the rest as it was saved."""
    path = tmp_path / notebook_of(number).name
    solved(notebook_of(number), path, said_to_solutions[number])
    assert [answer.partition(":")[0] for answer in answers(path)] == ["Right"] * len(CHAPTERS[number - 1].EXERCISES)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-c",
        ROOT / "pyproject.toml",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        "-q",
        path,
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert "passed" in done.stdout


def test_a_notebook_with_an_exercise_too_few_is_seen():
    cells = cells_of(notebook_of(1))
    whole = exercises_in(cells)
    assert len(exercises_in(cells[: whole[-1].place])) == len(whole) - 1
    unfolded = [{**cell, "source": source(cell).replace("<details>", "")} for cell in cells]
    assert exercises_in(unfolded) == []
