"""The command: what it tells JupyterLab, what it copies, and once the real thing."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

from optlab import cli
from optlab.course import place


@pytest.fixture
def started(monkeypatch):
    """What JupyterLab would be started with."""
    from jupyterlab.labapp import LabApp

    monkeypatch.setenv("JUPYTER_WIDGETS_ECHO", "1")  # so that monkeypatch puts back what was there
    monkeypatch.delenv("JUPYTER_WIDGETS_ECHO")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/etc/course")
    calls = []
    monkeypatch.setattr(LabApp, "launch_instance", calls.append)
    return calls


def test_a_clone_opens_copies_and_stays_clean(started, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    course = place.source()
    cli.main([])
    (arguments,) = started
    assert f"--ServerApp.root_dir={tmp_path / 'optlab-notebooks'}" in arguments
    assert {path.name for path in tmp_path.glob("*/*.ipynb")} == {path.name for path in course.glob("*.ipynb")}
    assert os.environ["JUPYTER_WIDGETS_ECHO"] == "0"
    assert os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep) == [str(place.PACKAGE / "jupyter"), "/etc/course"]
    assert capsys.readouterr().out.startswith("optlab: optlab-notebooks: brought ")


def test_who_changes_the_course_opens_it_in_place(started, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    before = {path: path.read_bytes() for path in place.source().glob("*.ipynb")}
    cli.main([f"--folder={place.source()}"])
    assert f"--ServerApp.root_dir={place.source()}" in started[0]
    assert {path: path.read_bytes() for path in place.source().glob("*.ipynb")} == before
    assert capsys.readouterr().out == ""


def test_within_the_copies_no_others_are_made(started, tmp_path, monkeypatch):
    """A terminal of JupyterLab's starts in the folder whose files are listed."""
    monkeypatch.chdir(tmp_path)
    cli.main(["bring"])
    monkeypatch.chdir(tmp_path / "optlab-notebooks")
    cli.main([])
    cli.main(["bring"])
    assert f"--ServerApp.root_dir={tmp_path / 'optlab-notebooks'}" in started[0]
    assert not (tmp_path / "optlab-notebooks" / "optlab-notebooks").exists()


def test_an_installed_package_opens_copies_of_what_it_brought(started, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    package = tmp_path / "site-packages" / "optlab"
    shutil.copytree(place.source(), package / "notebooks")
    monkeypatch.setattr(place, "PACKAGE", package)
    cli.main([])
    assert f"--ServerApp.root_dir={tmp_path / 'optlab-notebooks'}" in started[0]
    assert (tmp_path / "optlab-notebooks" / place.FIRST).is_file()


def test_the_home_sign_is_understood(started, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    cli.main(["--folder=~/course"])
    assert (tmp_path / "home" / "course" / place.FIRST).is_file()
    assert not (tmp_path / "~").exists()
    with pytest.raises(SystemExit):
        cli.main(["--folder=~nobody_of_that_name/course"])
    assert "folder is '~nobody_of_that_name/course'" in capsys.readouterr().err


def test_in_a_hub_the_notebooks_come_and_no_second_server_starts(started, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JUPYTERHUB_SERVICE_PREFIX", "/user/ada/")
    monkeypatch.setenv("JUPYTER_SERVER_ROOT", str(tmp_path))
    cli.main([])
    assert started == []
    assert (tmp_path / "optlab-notebooks" / place.FIRST).is_file()
    assert f"/user/ada/lab/tree/optlab-notebooks/{place.FIRST}" in capsys.readouterr().out
    cli.main(["--folder=my copies"])
    assert f"the address /user/ada/lab/tree/my%20copies/{place.FIRST}" in capsys.readouterr().out
    monkeypatch.setenv("JUPYTER_SERVER_ROOT", str(tmp_path / "elsewhere"))
    cli.main([])
    assert f"The notebooks are in {tmp_path / 'optlab-notebooks'}, which is not below" in capsys.readouterr().out


def test_bring_alone_starts_nothing(started, tmp_path):
    cli.main(["bring", str(tmp_path / "course")])
    assert started == []
    assert (tmp_path / "course" / place.FIRST).is_file()


def test_what_could_not_be_written_is_one_sentence_and_an_exit_code(started, tmp_path, monkeypatch, capsys):
    """A script stops there; the command alone opens what there is, so that her work can be saved elsewhere."""
    monkeypatch.chdir(tmp_path)
    cli.main(["bring"])
    last = sorted(tmp_path.glob("*/*.ipynb"))[-2:]
    for path in last:
        path.unlink()
        path.mkdir()
    capsys.readouterr()
    with pytest.raises(SystemExit) as ended:
        cli.main(["bring"])
    said = capsys.readouterr().out
    assert ended.value.code == 1
    assert re.fullmatch(f"optlab: optlab-notebooks: {last[0].name}, {last[1].name} are as they were: [^;]+\n", said)
    cli.main([])
    assert (len(started), capsys.readouterr().out) == (1, said)


def test_links_that_lead_round_in_a_circle_are_answered_in_a_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(SystemExit, match="folder is 'loop': the notebooks cannot be put there"):
        cli.main(["bring", "loop"])
    name = "01_gradient_descent.ipynb"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / name).symlink_to(name)
    with pytest.raises(SystemExit):
        cli.main(["bring", "mine"])
    assert f"{name} is as it was: " in capsys.readouterr().out
    assert (tmp_path / "mine" / place.FIRST).is_file()


def test_a_folder_that_may_not_be_looked_into_is_answered_in_a_sentence(tmp_path):
    (tmp_path / "closed").mkdir(mode=0)
    if os.access(tmp_path / "closed", os.R_OK):
        pytest.skip("an administrator may look into everything")
    with pytest.raises(SystemExit, match="the notebooks cannot be put there"):
        cli.main(["bring", str(tmp_path / "closed")])


def test_what_is_said_can_be_put_in_a_file(tmp_path):
    """A file on Windows takes few letters, unless it is told."""
    (tmp_path / "ada.jsonl").write_text('{"exercise": "best_rate", "outcome": "right"}\n')
    command = [sys.executable, "-c", "from optlab.cli import main; main()", "progress", tmp_path]
    done = subprocess.run(command, env=os.environ | {"PYTHONIOENCODING": "cp1252"}, capture_output=True, check=True)
    assert "✔ right" in done.stdout.decode("utf-8")


def test_without_jupyterlab_a_sentence_says_so(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "jupyterlab.labapp", None)
    with pytest.raises(SystemExit, match="optlab: this needs JupyterLab"):
        cli.main([])


def test_a_home_that_cannot_be_written_is_answered_in_a_sentence(started, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home").write_text("a file")
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "home" / ".jupyter"))
    with pytest.raises(SystemExit, match=r"Jupyter must write to .*, and cannot: set HOME to a folder of your own"):
        cli.main([])
    assert started == []


def test_no_echo_however_the_kernel_was_started():
    """Every move of a slider would come back to the page that sent it."""
    asked = "import optlab.lab; from ipywidgets.widgets import widget; print(widget.JUPYTER_WIDGETS_ECHO)"
    alone = {name: value for name, value in os.environ.items() if name != "JUPYTER_WIDGETS_ECHO"}
    done = subprocess.run([sys.executable, "-c", asked], env=alone, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("port", ["0", "65536", "-1", "8888.5", "http", ""])
def test_a_bad_port_is_answered_in_a_sentence(port, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main([f"--port={port}"])
    assert ended.value.code == 2
    assert f"port is {port!r}: it must be a whole number from 1 to 65535" in capsys.readouterr().err


def test_a_folder_that_cannot_be_is_answered_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SystemExit, match=r"folder is .*: the notebooks cannot be put there"):
        cli.main(["--folder", str(tmp_path / "file" / "below")])


def test_root_is_allowed_only_to_root(monkeypatch, tmp_path):
    for user, allowed in ((0, True), (1000, False)):
        monkeypatch.setattr(os, "geteuid", lambda user=user: user, raising=False)
        assert ("--allow-root" in cli.lab_arguments(tmp_path, 8888, browser=True)) == allowed


def test_the_real_thing_with_its_port_taken_and_no_browser(tmp_path):
    """Started from an empty folder, it prints an address with a token, and answers nobody without it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        home = {name: str(tmp_path / name) for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")}
        log = tmp_path / "log"
        with log.open("w") as out:
            process = subprocess.Popen(
                [sys.executable, "-c", "from optlab.cli import main; main()", "--no-browser", f"--port={port}"],
                cwd=tmp_path,
                stdout=out,
                stderr=out,
                env=os.environ | home,
            )
        try:
            url, token = _address(process, log)
            assert url != f"http://127.0.0.1:{port}"
            _until_it_listens(url)
            assert "started" in _ask(f"{url}/api/status", token)
            news = _ask(f"{url}/lab/api/settings/@jupyterlab/apputils-extension:notification", token)["schema"]
            assert news["properties"]["fetchNews"]["default"] == "false"
            with pytest.raises(urllib.error.HTTPError, match="403") as refused:
                _ask(f"{url}/api/status", "")
            refused.value.close()
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _address(process, log):
    """Wait for the line with the address; return the server's and the token."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        found = re.search(rf"(http://127\.0\.0\.1:\d+)/lab/tree/{place.FIRST}\?token=(\w+)", log.read_text())
        if found:
            return found.groups()
        time.sleep(0.1)
    raise AssertionError(f"no address was printed:\n{log.read_text()}")


def _until_it_listens(url, seconds=30):
    """The address is printed a moment before."""
    end = time.monotonic() + seconds
    where = urllib.parse.urlsplit(url)
    while time.monotonic() < end:
        try:
            socket.create_connection((where.hostname, where.port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def _ask(url, token):
    """What the server answers to one who brings this token, or none."""
    request = urllib.request.Request(url, headers={"Authorization": f"token {token}"} if token else {})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read())
