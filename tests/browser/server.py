"""A JupyterLab of its own for the tests: nobody's settings, and a copy of the notebooks."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    # All cells in the page, whether seen or not: a test may look at any of them.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    # A dialog or a save in the middle of a test would only be noise.
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}


class Server:
    """JupyterLab on a free port of this machine, writing below ``home`` only.

    Use it as a context manager; ``folder`` is what it serves, a copy of the notebooks.
    """

    def __init__(self, home: Path, notebooks: Path = NOTEBOOKS) -> None:
        self.home, self.token = home, secrets.token_hex(16)
        self.folder = home / "notebooks"
        skip = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__")
        shutil.copytree(notebooks, self.folder, ignore=skip)
        config = home / "config" / "labconfig"
        config.mkdir(parents=True)
        (config / "default_setting_overrides.json").write_text(json.dumps(SETTINGS))

    def __enter__(self) -> Server:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        folders = {
            name: str(self.home / folder)
            for name, folder in {
                "JUPYTER_CONFIG_DIR": "config",
                "JUPYTER_DATA_DIR": "data",
                "JUPYTER_RUNTIME_DIR": "runtime",
                "IPYTHONDIR": "ipython",
            }.items()
        }
        folders["JUPYTER_CONFIG_PATH"] = str(NOTEBOOKS.parent / "optlab" / "jupyter")  # as the command has it
        command = [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"),
            *(f"--port={self.port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={self.token}"),
            *(f"--ServerApp.root_dir={self.folder}", "--LabApp.expose_app_in_browser=True"),
        ]
        self.log = self.home / "server.log"
        with self.log.open("w") as log:
            environment = os.environ | folders | {"JUPYTER_WIDGETS_ECHO": "0"}
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def ask(self, path: str, method: str = "GET") -> bytes:
        """The answer of the server's own API."""
        request = urllib.request.Request(self.url + path, method=method)
        request.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.read()

    def close_kernels(self) -> None:
        """End every kernel, so that the next notebook starts with a fresh one."""
        for session in json.loads(self.ask("/api/sessions")):
            self.ask(f"/api/sessions/{session['id']}", "DELETE")

    def _wait(self, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            try:
                self.ask("/api/status")
            except urllib.error.URLError:
                time.sleep(0.1)
            else:
                return
        self.__exit__()
        raise RuntimeError(f"JupyterLab did not start:\n{self.log.read_text()}")
