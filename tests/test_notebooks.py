"""Every notebook is a clean run of itself, short-celled, with a player; and nbval watches its digits."""

import ast
import json
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
from nbconvert import HTMLExporter

from tests.rerun_notebooks import LARGEST, LIVE, METADATA

ROOT = Path(__file__).parents[1]
COURSE = sorted((ROOT / "notebooks").glob("*.ipynb"))
CHAPTER = [
    "00_start_here",
    "01_gradient_descent",
    "02_stochastic_gradient_descent",
    "03_momentum",
    "04_adagrad",
    "05_rmsprop",
    "06_adam",
    "07_learning_rate",
    "08_your_first_network",
    "09_a_fair_race",
    "10_after_adam",
]
MACHINE = re.compile(r"/home/|/root/|/Users/|/tmp/|site-packages|[A-Z]:\\\\|" + re.escape(str(ROOT)) + r"\b")

every_notebook = pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)


def cells(path: Path, kind: str = "code") -> list[dict]:
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def outputs(path: Path) -> list[dict]:
    return [output for cell in cells(path) for output in cell["outputs"]]


def text(lines: str | list[str]) -> str:
    return "".join(lines)


def compared(output: dict) -> dict[str, str | list[str]]:
    """Where in an output nbval compares text: the dictionary, by its own keys."""
    return output if output["output_type"] == "stream" else output.get("data", {})


def with_another_digit(path: Path, target: Path, first: int | None = None) -> list[int]:
    """Copy the (first) cells of code with one digit changed in every one that shows any; return their numbers."""
    notebook, changed = json.loads(path.read_text(encoding="utf-8")), []
    notebook["cells"] = code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"][:first]
    for number, cell in enumerate(code):
        for output in cell["outputs"]:
            place, key = compared(output), "text" if output["output_type"] == "stream" else "text/plain"
            before = text(place.get(key, ""))
            after = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), before, count=1)
            if after != before:
                place[key] = after
                changed.append(number)
                break
    target.write_text(json.dumps(notebook), encoding="utf-8")
    return changed


def test_the_chapter_is_complete():
    """Else the tests of every notebook would pass where there is none."""
    assert set(CHAPTER) <= {path.stem for path in COURSE}


def test_the_readme_maps_every_notebook():
    mapped = re.findall(r"\]\(notebooks/(\w+)\.ipynb\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert sorted(set(mapped)) == [path.stem for path in COURSE]


@every_notebook
def test_it_was_run_in_order(path):
    assert [cell["execution_count"] for cell in cells(path)] == list(range(1, len(cells(path)) + 1))


@every_notebook
def test_it_has_no_error_and_no_warning(path):
    kinds = [output.get("name", output["output_type"]) for output in outputs(path)]
    assert "error" not in kinds
    assert "stderr" not in kinds


@every_notebook
def test_it_holds_a_player_that_needs_no_kernel_to_be_seen(path):
    digests = [text(o["data"]["text/plain"]) for o in outputs(path) if "image/png" in o.get("data", {})]
    assert any(re.match(r"Player: \w+\(.*\) on .+, \d+ steps from", digest) for digest in digests)


def is_one_call(source: str) -> bool:
    """Whether a cell is a single call: a chart or a player, whose arguments may take a line each."""
    body = ast.parse(source).body
    return len(body) == 1 and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Call)


@every_notebook
def test_its_cells_are_short(path):
    sources = [text(cell["source"]) for cell in cells(path)]
    lengths = [len(source.splitlines()) for source in sources]
    long = [source for source in sources if not 1 <= len(source.splitlines()) <= (12 if is_one_call(source) else 8)]
    assert long == []
    assert statistics.median(lengths) <= 4, lengths


DOORS = {"optlab", "optlab.lab", "optlab.optimizers", "optlab.training"}  # what a notebook may import from


@every_notebook
def test_it_imports_at_its_beginning_and_nothing_deeper(path):
    bodies = [ast.parse(text(cell["source"])).body for cell in cells(path)]
    imports = [[node for node in body if isinstance(node, ast.Import | ast.ImportFrom)] for body in bodies]
    where = [place for place, found in enumerate(imports) if found]
    assert where == list(range(len(where)))
    assert len(where) <= 2
    named = {node.module for found in imports for node in found if isinstance(node, ast.ImportFrom)}
    assert {name for name in named if name.startswith("optlab")} <= DOORS


@every_notebook
def test_it_begins_with_a_title(path):
    first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
    assert first["cell_type"] == "markdown"
    assert text(first["source"]).startswith("# ")


@every_notebook
def test_it_is_saved_as_the_rerun_saves_it(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert notebook["metadata"] == METADATA, "run python -m tests.rerun_notebooks"
    assert not any(LIVE in output.get("data", {}) for output in outputs(path)), "run python -m tests.rerun_notebooks"
    assert not any("execution" in cell["metadata"] for cell in cells(path)), "times are not for a commit"
    names = [cell["id"] for cell in notebook["cells"]]
    assert len(set(names)) == len(names)
    assert path.stat().st_size <= LARGEST


@every_notebook
def test_it_names_no_folder_of_the_machine_it_was_run_on(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    said = [text(cell["source"]) for cell in notebook["cells"]]
    said += [text(words) for o in outputs(path) for key, words in compared(o).items() if key.startswith("text")]
    assert [found for words in said for found in MACHINE.findall(words)] == []


@every_notebook
def test_its_links_lead_somewhere(path):
    found = [re.findall(r"\]\(([^)\s#:]+)(?:#[^)]*)?\)", text(cell["source"])) for cell in cells(path, "markdown")]
    assert [link for links in found for link in links if not (path.parent / link).is_file()] == []


@every_notebook
def test_nothing_in_it_escapes_nbval(path):
    tags = {tag for cell in cells(path) for tag in cell["metadata"].get("tags", [])}
    assert not {tag for tag in tags if tag.lower().startswith(("nbval", "raises"))}
    assert not any("nbval" in text(cell["source"]).lower() for cell in cells(path))


@every_notebook
def test_what_it_shows_has_digits_to_compare(path, tmp_path):
    assert with_another_digit(path, tmp_path / path.name)


@every_notebook
def test_an_exported_page_says_what_its_pictures_show(path):
    page, _ = HTMLExporter(template_name="classic").from_filename(str(path))  # its other template leaves it out
    pictures = re.findall(r"<img[^>]*>", page)
    assert pictures
    assert [picture[:80] for picture in pictures if not re.search(r'alt="[^"]', picture)] == []
    assert any('alt="Player: ' in picture for picture in pictures)


def test_a_changed_digit_turns_the_suite_red(tmp_path):
    """In what is printed, and in what a player says of itself: the first four cells of a notebook show both."""
    path = ROOT / "notebooks" / "00_start_here.ipynb"
    changed = with_another_digit(path, tmp_path / path.name, first=4)
    kinds = {output["output_type"] for output in outputs(tmp_path / path.name)}
    options = ["-c", ROOT / "pyproject.toml", "-p", "no:cacheprovider", "-p", "no:randomly", "-q", "-rf"]
    command = [sys.executable, "-m", "pytest", *options, tmp_path / path.name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    red = [int(number) for number in re.findall(r"^FAILED .*::Cell (\d+)", done.stdout, re.MULTILINE)]
    assert done.returncode == 1, done.stdout
    assert kinds == {"stream", "execute_result"}
    assert red == changed == [1, 2, 3]
