"""The site, built once from parts that the package registries hold, and a browser."""

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.lab import FLAGS, chromium
from tests.site.server import Site

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build" / "site-wheels"
# No registry has numpy and the others compiled for the browser one by one. This package carries
# Pyodide's own builds, unchanged: each is held to the SHA-256 in Pyodide's lock file. For the tests
# alone; what is published takes them from Pyodide itself.
CARRIER = "open-webui==0.12.4"


@pytest.fixture(scope="session")
def wheels():
    """A folder with Pyodide's compiled wheels; it stays for the next run."""
    if not KEPT.exists():
        part = KEPT.with_suffix(".part")
        part.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--ignore-requires-python", CARRIER]
        subprocess.run([*pip, "--only-binary", ":all:", "-d", part], check=True)
        (carrier,) = part.glob("open_webui-*.whl")
        with ZipFile(carrier) as whole:
            for name in whole.namelist():
                if name.startswith("open_webui/frontend/pyodide/") and name.endswith(".whl"):
                    (part / Path(name).name).write_bytes(whole.read(name))
        carrier.unlink()
        part.rename(KEPT)
    return KEPT


@pytest.fixture(scope="session")
def built(tmp_path_factory, wheels):
    """The site's folder, as `site/build.py` makes it."""
    folder = tmp_path_factory.mktemp("site") / "site"
    subprocess.run([sys.executable, ROOT / "site" / "build.py", folder, "--wheels", wheels], check=True)
    return folder


@pytest.fixture(scope="session")
def site(built):
    """The site, served; every cell of a live notebook is in its page, whether seen or not."""
    path = built / "live" / "jupyter-lite.json"
    config = json.loads(path.read_text())
    settings = config["jupyter-config-data"]["settingsOverrides"]
    settings["@jupyterlab/notebook-extension:tracker"] = {"windowingMode": "none"}
    path.write_text(json.dumps(config))
    with Site(built) as site:
        yield site


@pytest.fixture(scope="session")
def browser():
    """Chromium, from which nothing can leave the machine."""
    if chromium() is None:
        required = os.environ.get("CI") == "true" or os.environ.get("OPTLAB_REQUIRE_BROWSER") == "1"
        (pytest.fail if required else pytest.skip)("no Chromium here: apt-get install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()
