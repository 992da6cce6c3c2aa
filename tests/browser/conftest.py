"""One JupyterLab and one browser for all the browser's tests."""

import os
from pathlib import Path

import pytest

from tests.browser.lab import Lab, browse, chromium
from tests.browser.server import Server


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A student at a JupyterLab of our own; skipped without a Chromium, unless one is required."""
    if chromium() is None:
        said = "no Chromium here: apt-get install chromium"
        required = os.environ.get("CI") == "true" or os.environ.get("OPTLAB_REQUIRE_BROWSER") == "1"
        (pytest.fail if required else pytest.skip)(said)
    with Server(tmp_path_factory.mktemp("jupyter")) as server, browse(server) as lab:
        yield lab


@pytest.fixture
def keep():
    """Save pictures of the page under a name, if OPTLAB_PICTURES names a folder for them."""

    def save(lab: Lab, name: str) -> None:
        if folder := os.environ.get("OPTLAB_PICTURES"):
            lab.pictures(Path(folder), name)

    return save
