"""A class's hub, from a wheel: two students at once, each with her own copies, and no second server."""

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
import venv
from pathlib import Path

import pytest

from tests.browser.scripts import READY
from tests.site.live import Live

pytestmark = pytest.mark.site
ROOT = Path(__file__).parents[2]
TOOLS = ROOT / "build" / "hub-tools"
FIRST = "optlab-notebooks/00_start_here.ipynb"
TYPE = """async words => {
    const session = await window.jupyterapp.serviceManager.terminals.startNew();
    window.said = "";
    session.messageReceived.connect((_, message) => {
        if (message.type === "stdout") window.said += message.content.join("");
    });
    await new Promise(resolve => setTimeout(resolve, 1000));
    session.send({ type: "stdin", content: [words + "\\r"] });
}"""


def pip(*what):
    subprocess.run([TOOLS / "bin" / "pip", "install", "-q", *what], check=True)


@pytest.fixture(scope="module")
def tools():
    """Python and the proxy as the recipe installs them, and the course from a wheel."""
    if not (TOOLS / "bin" / "jupyterhub").exists():
        venv.create(TOOLS, clear=True, with_pip=True)
        subprocess.run(
            [TOOLS / "bin" / "pip", "install", "-q", "-r", ROOT / "site" / "hub" / "requirements.txt"], check=True
        )
    subprocess.run([TOOLS / "bin" / "pip", "install", "-q", "--force-reinstall", "--no-deps", ROOT], check=True)
    subprocess.run([TOOLS / "bin" / "pip", "install", "-q", ROOT], check=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "site" / "hub" / name, TOOLS)
    subprocess.run(["npm", "ci", "--loglevel=error", "--no-audit", "--no-fund"], cwd=TOOLS, check=True)
    return TOOLS


def free_ports(count):
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [str(probe.getsockname()[1]) for probe in probes]


@pytest.fixture(scope="module")
def hub(tools, tmp_path_factory):
    """The hub's address, its password and where its students' homes are."""
    home, ports, word = tmp_path_factory.mktemp("hub"), free_ports(3), secrets.token_hex(8)
    path = os.pathsep.join([str(tools / "bin"), str(tools / "node_modules" / ".bin"), os.environ["PATH"]])
    asked = {"OPTLAB_HUB_HOME": str(home), "OPTLAB_HUB_PORTS": " ".join(ports), "OPTLAB_HUB_WORD": word, "PATH": path}
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | asked
    with (home / "log").open("w") as log:
        command = [tools / "bin" / "jupyterhub", "-f", ROOT / "tests" / "site" / "hub_config.py"]
        process = subprocess.Popen(command, cwd=home, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{ports[0]}"
            listens(address, process, home / "log")
            yield address, word, home
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def listens(address, process, log):
    end = time.monotonic() + 90
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError), urllib.request.urlopen(f"{address}/hub/health", timeout=5):
            return
        time.sleep(0.2)
    raise AssertionError(f"the hub did not start:\n{log.read_text()}")


class Hub:
    """What `Live` asks of a server."""

    def __init__(self, url):
        self.url = url


@contextlib.contextmanager
def student(browser, hub, name):
    """One who has entered, and whose first notebook is open."""
    address, word, _ = hub
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.set_default_timeout(240_000)
    live = Live(page, Hub(address))
    page.goto(f"{address}/hub/login")
    page.fill("#username_input", name)
    page.fill("#password_input", word)
    page.click("#login_submit")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.evaluate(READY)
    page.wait_for_function("() => window.ready")
    live.idle()
    yield live
    context.close()


def test_two_students_at_once(browser, hub):
    home = hub[2]
    with student(browser, hub, "ada") as ada, student(browser, hub, "grace") as grace:
        for live in (ada, grace):
            live.run_all()
        for live in (ada, grace):
            assert live.moves(live.players()[0])
            assert live.page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
            assert live.abroad() == []
            assert not live.page.get_by_text("Would you like to get notified").count()
        ada.append_cell("'typed by ada'")
        ada.command("docmanager:save")
    assert "typed by ada" in (home / "ada" / FIRST).read_text()
    assert "typed by ada" not in (home / "grace" / FIRST).read_text()


def test_her_work_is_there_when_she_comes_back_and_the_command_starts_nothing(browser, hub):
    with student(browser, hub, "ada") as ada:
        ada.page.evaluate(TYPE, "optlab --no-browser; echo en''ded")
        ada.page.wait_for_function("() => window.said.includes('ended')")
        said = " ".join(ada.page.evaluate("window.said").split())
        assert "a hub serves this terminal already" in said
        assert f"/user/ada/lab/tree/{FIRST}" in said
        cells = json.loads((hub[2] / "ada" / FIRST).read_text())["cells"]
        assert "typed by ada" in "".join(cells[-1]["source"])


ENTERS = """
import sys
from jupyterhub.auth import Authenticator, PAMAuthenticator
from traitlets.config import PyFileConfigLoader

config = PyFileConfigLoader(sys.argv[1]).load_config()
for kind in (PAMAuthenticator, Authenticator):
    door = kind(config=config)
    for name in ("ada", "root"):
        print(kind.__name__, name, bool(door.check_allowed(name, None) and door.check_blocked_users(name, None)))
"""


def test_the_recipe_lets_in_who_has_a_password_on_the_machine(tools):
    """JupyterHub's own choice is nobody. Of who has an account elsewhere, the class says who may enter."""
    recipe = ROOT / "site" / "hub" / "jupyterhub_config.py"
    done = subprocess.run([tools / "bin" / "python", "-c", ENTERS, recipe], capture_output=True, text=True, check=True)
    entered = [line.split() for line in done.stdout.splitlines()]
    assert [line for line in entered if line[2] == "True"] == [["PAMAuthenticator", "ada", "True"]]
    assert len(entered) == 4


def test_nobody_enters_without_the_password(hub):
    with pytest.raises(urllib.error.HTTPError, match="403") as refused:
        urllib.request.urlopen(f"{hub[0]}/hub/api/users", timeout=10)
    refused.value.close()
