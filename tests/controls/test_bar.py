"""The bar of long work in a kernel: a page that has the notebook open sees it; what runs it as a check does not."""

import json
import subprocess
import sys
import warnings

import ipywidgets
import nbformat
import pytest
from jupyter_client.manager import start_new_kernel

from optlab.controls.bar import NotebookBar

WORK = """
from optlab import GradientDescent, parabola, sweep
import optlab.controls.bar
optlab.controls.bar.PATIENCE = 0.01
sweep(GradientDescent(), parabola, 3, progress=None)
from time import sleep
from optlab.runs.bar import bar
with bar("some work") as tell:
    for i in range(20):
        sleep(0.02)
        tell(i + 1, 20)
print("done")
"""
VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def client():
    manager, client = start_new_kernel(kernel_name="python3")
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def outputs(client, metadata):
    """The kinds of MIME type of each output that the work leaves in the cell, and what it prints."""
    content = {"code": WORK, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    message = client.session.msg("execute_request", content, metadata=metadata)
    client.shell_channel.send(message)
    shown, said = [], ""
    while True:
        heard = client.get_iopub_msg(timeout=60)
        if heard["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            continue
        kind, content = heard["msg_type"], heard["content"]
        assert kind != "error", content
        if kind == "display_data":
            shown.append(sorted(content["data"]))
        if kind == "stream":
            said += content["text"]
        if kind == "status" and content["execution_state"] == "idle":
            return shown, said


def test_a_page_sees_a_bar_that_leaves_no_text(client):
    assert outputs(client, {"cellId": "a-cell-that-is-open"}) == ([[VIEW]], "done\n")


def test_without_a_page_nothing_is_shown(client):
    assert outputs(client, {}) == ([], "done\n")


def test_nbval_does_not_mind_a_notebook_saved_with_a_bar(tmp_path):
    cell = nbformat.v4.new_code_cell("print('done')", execution_count=1)
    view = {VIEW: {"version_major": 2, "version_minor": 0, "model_id": "gone"}}
    cell.outputs = [
        nbformat.v4.new_output("display_data", data=view),
        nbformat.v4.new_output("stream", name="stdout", text="done\n"),
    ]
    path = tmp_path / "saved.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(json.dumps(nbformat.v4.new_notebook(cells=[cell], metadata=kernel)), encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "pytest", "--nbval", "-q", str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_a_bar_that_is_closed_leaves_no_widget():
    before = set(ipywidgets.widgets.widget._instances)
    bar = NotebookBar(lambda _: None, total=3, desc="run", delay=1e-9)
    bar.update(1)
    assert len(set(ipywidgets.widgets.widget._instances) - before) > 3
    bar.close()
    assert set(ipywidgets.widgets.widget._instances) == before


def test_a_bar_asks_for_no_thread(monkeypatch):
    """In a browser there is none, and tqdm says so under the cell."""

    def refuses(*_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("tqdm.std.TMonitor", refuses)
    monkeypatch.setattr("tqdm.std.tqdm.monitor", None)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        NotebookBar(lambda _: None, total=3, delay=1.0).close()
