"""The exercises as an assignment of nbgrader's own: made, handed in, graded."""

import json
import os
import subprocess
import venv
from pathlib import Path

import pytest

from tests.browser.server import NOTEBOOKS

pytestmark = pytest.mark.site
ROOT = Path(__file__).parents[2]
TOOLS = ROOT / "build" / "grade-tools"
BEST_RATE = "def best_rate(smallest_curvature, largest_curvature):\n    {}\n"
SUBMITTED = {
    "right": "return 2 / (smallest_curvature + largest_curvature)",
    "wrong": "return 2 / largest_curvature",
    "endless": "while True: pass",
    "cheated": "return 0\n\ncheck = lambda _: type('', (), {'kind': 'right'})",
}


@pytest.fixture(scope="module")
def tools():
    if not (TOOLS / "bin" / "nbgrader").exists():
        venv.create(TOOLS, clear=True, with_pip=True)
        subprocess.run([TOOLS / "bin" / "pip", "install", "-q", "nbgrader==0.9.6", ROOT], check=True)
    return TOOLS


def test_points_for_what_is_right(tools, tmp_path):
    environment = os.environ | {"PATH": f"{tools / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}

    def run(*command):
        subprocess.run([tools / "bin" / command[0], *command[1:]], cwd=tmp_path, env=environment, check=True)

    name = "01_gradient_descent.ipynb"
    run("python", ROOT / "site" / "assignment.py", NOTEBOOKS / name, tmp_path / "source" / "one" / name)
    run("nbgrader", "generate_assignment", "one", "--CourseDirectory.course_id=course")
    released = json.loads((tmp_path / "release" / "one" / name).read_bytes())
    text = "".join("".join(cell["source"]) for cell in released["cells"])
    assert "YOUR CODE HERE" in text
    assert "2 / (smallest_curvature + largest_curvature)" not in text
    for student, body in SUBMITTED.items():
        (cell,) = [c for c in released["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == "best_rate"]
        cell["source"] = BEST_RATE.format(body)
        (tmp_path / "submitted" / student / "one").mkdir(parents=True)
        (tmp_path / "submitted" / student / "one" / name).write_text(json.dumps(released))
    run("nbgrader", "autograde", "one", "--CourseDirectory.course_id=course")
    run("nbgrader", "export", "--CourseDirectory.course_id=course")
    rows = [line.split(",") for line in (tmp_path / "grades.csv").read_text().splitlines()]
    scores = {row[rows[0].index("student_id")]: float(row[rows[0].index("score")]) for row in rows[1:]}
    assert scores == {"right": 1, "wrong": 0, "endless": 0, "cheated": 0}
