"""check in a notebook: a box, a limit that holds, and a stop button that works."""

import nbformat
import pytest
from nbclient import NotebookClient

CELLS = [
    "import os, signal, time\nfrom optlab.exercises import check, limit\nlimit.SECONDS = 0.3",
    "def best_rate(smallest_curvature, largest_curvature):\n    ...",
    "check(best_rate)",
    """def best_rate(smallest_curvature, largest_curvature):
    while True:
        try:
            time.sleep(60)
        except:
            print("caught")""",
    "check(best_rate)",
    "def best_rate(smallest_curvature, largest_curvature):\n    return 2 / (smallest + largest)",
    "check(best_rate)",
    "def best_rate(smallest_curvature, largest_curvature):\n    os.kill(os.getpid(), signal.SIGINT); time.sleep(60)",
    "check(best_rate)",
    "def best_rate(mu, L):\n    return 2 / (mu + L)",
    "check(best_rate)",
]


@pytest.fixture(scope="module")
def outputs():
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    NotebookClient(notebook, timeout=60, allow_errors=True).execute()
    return [cell.outputs for cell in notebook.cells]


def said(outputs, number):
    (output,) = outputs[number]
    assert 'role="status"' in output.data["text/html"]
    return output.data["text/plain"]


def test_a_stub_is_not_attempted(outputs):
    asked = "best_rate(smallest_curvature, largest_curvature) is to return the rate."
    assert said(outputs, 2) == f"Not attempted yet: {asked}"


def test_a_function_that_does_not_end_is_stopped_in_its_sleep(outputs):
    assert "it was still running after 0.3 s, and was stopped." in said(outputs, 4)


def test_the_line_of_an_error_is_that_of_the_cell(outputs):
    first, code, meant, _ = said(outputs, 6).splitlines()
    assert first.endswith("it raises NameError: name 'smallest' is not defined, in line 2:")
    assert code == "    return 2 / (smallest + largest)"
    assert meant == "smallest is not the name of an argument: it is called smallest_curvature."


def test_the_stop_button_stops_it(outputs):
    (output,) = outputs[8]
    assert output.ename == "KeyboardInterrupt"


def test_and_the_kernel_goes_on(outputs):
    assert said(outputs, 10) == "Right: the rate agrees with the formula in all 3 cases."
