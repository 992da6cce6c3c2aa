"""The command: what it tells JupyterLab, what it copies, and once the real thing."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from optlab import cli


@pytest.fixture
def course(tmp_path):
    """Notebooks as a wheel brings them."""
    source = tmp_path / "source"
    (source / "images").mkdir(parents=True)
    (source / ".ipynb_checkpoints").mkdir()
    for name in (cli.FIRST, "images/player.png", ".ipynb_checkpoints/old.ipynb"):
        (source / name).write_text("ours")
    return source


def test_copies_are_made_once_and_never_written_over(course, tmp_path):
    folder = tmp_path / "mine" / "course"
    assert cli.bring(course, folder) == [folder / cli.FIRST, folder / "images" / "player.png"]
    (folder / cli.FIRST).write_text("typed by a student")
    (folder / "images" / "player.png").unlink()
    assert cli.bring(course, folder) == [folder / "images" / "player.png"]
    assert (folder / cli.FIRST).read_text() == "typed by a student"
    assert not (folder / ".ipynb_checkpoints").exists()


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


def test_a_clone_opens_its_own_notebooks_in_place(started, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cli.main([])
    (arguments,) = started
    assert f"--ServerApp.root_dir={cli.PACKAGE.parent / 'notebooks'}" in arguments
    assert os.environ["JUPYTER_WIDGETS_ECHO"] == "0"
    assert os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep) == [str(cli.PACKAGE / "jupyter"), "/etc/course"]
    assert list(tmp_path.iterdir()) == []


def test_an_installed_package_opens_copies(started, course, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "PACKAGE", tmp_path / "site-packages" / "optlab")
    (tmp_path / "site-packages" / "optlab").mkdir(parents=True)
    course.rename(tmp_path / "site-packages" / "optlab" / "notebooks")
    cli.main([])
    assert f"--ServerApp.root_dir={tmp_path / 'optlab-notebooks'}" in started[0]
    assert (tmp_path / "optlab-notebooks" / cli.FIRST).read_text() == "ours"


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
        found = re.search(rf"(http://127\.0\.0\.1:\d+)/lab/tree/{cli.FIRST}\?token=(\w+)", log.read_text())
        if found:
            return found.groups()
        time.sleep(0.1)
    raise AssertionError(f"no address was printed:\n{log.read_text()}")


def _ask(url, token):
    """What the server answers to one who brings this token, or none."""
    request = urllib.request.Request(url, headers={"Authorization": f"token {token}"} if token else {})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read())
