"""A student at a real JupyterLab: opens a notebook, runs it, moves a slider, looks.

In a test, the fixture ``lab`` is one. By hand, to see a notebook as a student does::

    python -m tests.browser.lab 01_gradient_descent pictures/ --dark --size 1280x720

runs all its cells, saves a picture of each page and of each player, and says what went wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, TimeoutError, sync_playwright

from tests.browser.scripts import APPEND, BEGIN, PIXELS, READY, UNRUN
from tests.browser.server import NOTEBOOKS, Server

LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # Nothing can leave the machine; what a page tries all the same is in `Lab.requests`.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
AT_RESTART = "Could not restore the debugger state"  # JupyterLab's own trouble, when a kernel restarts


def chromium() -> str | None:
    """Where the system's Chromium is, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Lab:
    """One page of JupyterLab, and what a student does with it."""

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server = page, server
        self.requests: list[str] = []
        self.console: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.console.append(str(error)))

    def open(self, name: str, theme: str = LIGHT) -> None:
        """Open a notebook by its name on a fresh kernel, and forget what was said before."""
        self.server.close_kernels()
        self.requests.clear()
        self.console.clear()
        self.page.goto(f"{self.server.url}/lab/tree/{Path(name).stem}.ipynb?reset&token={self.server.token}")
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for()
        self.theme(theme)
        self.page.evaluate(READY)
        self.page.wait_for_function("() => window.ready")
        self.idle()

    def command(self, name: str, arguments: dict | None = None, *, accept: bool = False, seconds: int = 120) -> None:
        """Do what a menu entry does, answer its question with yes if told to, and wait until it is done."""
        self.page.evaluate(BEGIN, [name, arguments or {}])
        if accept:
            self.page.locator(".jp-Dialog .jp-mod-accept").click()
        try:
            self.page.wait_for_function("() => window.done", timeout=seconds * 1000)
        except TimeoutError:
            asked = self.page.locator(".jp-Dialog").all_inner_texts()
            raise RuntimeError(f"{name} did not end in {seconds} s; dialogs open: {asked}") from None

    def theme(self, name: str) -> None:
        """Change the theme: "JupyterLab Light", "JupyterLab Dark" or "JupyterLab Dark High Contrast"."""
        self.command("apputils:change-theme", {"theme": name})
        self.page.locator(f"body[data-jp-theme-name='{name}']").wait_for(state="attached")

    def idle(self) -> None:
        """Wait until the kernel has nothing to do."""
        self.page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").first.wait_for(timeout=60_000)

    def run_all(self) -> None:
        """Clear every output, so that none is an old one; run every cell, and wait for the last."""
        self.command("notebook:clear-all-cell-outputs")
        self.command("notebook:run-all-cells")
        self._settle()

    def restart_and_run_all(self) -> None:
        """Restart the kernel (answering the question whether to), run every cell, and wait for the last."""
        self.command("notebook:restart-run-all", accept=True)
        self._settle()

    def errors(self) -> list[str]:
        """The errors and warnings under the cells, and of controls and timers; cells not run; errors of the console."""
        output = ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.{}']"
        kinds = f"{output.format('error')}, {output.format('stderr')}"
        unrun = [f"not run: {source}" for source in self.page.evaluate(UNRUN)]
        return self.page.locator(kinds).all_inner_texts() + self.page.evaluate("window.failed") + unrun + self.console

    def abroad(self) -> list[str]:
        """The requests that were meant to leave this machine."""
        parts = ((url, urlsplit(url)) for url in self.requests)
        return [url for url, part in parts if part.scheme not in ("data", "blob") and part.hostname != "127.0.0.1"]

    def players(self) -> list[Locator]:
        """The live players, from the top."""
        return self.page.locator(".optlab-player").all()

    def press(self, where: Locator, key: str, times: int = 1) -> None:
        """Focus something, a slider's handle say, and press a key."""
        where.focus()
        for _ in range(times):
            self.page.keyboard.press(key)
        self.idle()

    def pixels(self, picture: Locator) -> str:
        """A digest of what an image shows: the same for the same pixels."""
        return hashlib.sha256(picture.evaluate(PIXELS).encode()).hexdigest()

    def changed(self, picture: Locator, before: str, seconds: float = 5) -> bool:
        """Wait until an image shows other pixels than those of the digest ``before``; whether it came to."""
        end = time.monotonic() + seconds
        while (same := self.pixels(picture) == before) and time.monotonic() < end:
            self.page.wait_for_timeout(50)
        return not same

    def append_cell(self, source: str) -> None:
        """Add a code cell at the end."""
        self.page.evaluate(APPEND, source)

    def pictures(self, folder: Path, name: str) -> list[Path]:
        """Save what a student sees, page by page, and each player by itself; return the files."""
        folder.mkdir(parents=True, exist_ok=True)
        scroller = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-WindowedPanel-outer").first
        height, page = scroller.evaluate("e => [e.scrollHeight, e.clientHeight]")
        saved = []
        for i, top in enumerate(range(0, int(height), int(page) - 40), start=1):
            scroller.evaluate("(e, top) => e.scrollTo({top, behavior: 'instant'})", top)
            self.page.wait_for_timeout(150)
            self.page.screenshot(path=folder / f"{name}-page-{i:02}.png")
            saved.append(folder / f"{name}-page-{i:02}.png")
        for i, player in enumerate(self.players(), start=1):
            player.scroll_into_view_if_needed()
            saved.append(folder / f"{name}-player-{i}.png")
            player.screenshot(path=saved[-1])
        return saved

    def _settle(self) -> None:
        """Wait for what comes after a cell's own end: the widgets, and their pictures."""
        self.idle()
        self.page.wait_for_function("() => [...document.images].every(image => image.complete)")
        self.page.wait_for_timeout(500)  # a widget is drawn when its messages have come, and nothing says when

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(AT_RESTART):
            self.console.append(f"{message.text} ({message.location.get('url', '')})")


@contextmanager
def browse(server: Server, size: tuple[int, int] = (1280, 720), ratio: float = 1.0) -> Iterator[Lab]:
    """A browser with one page on the server, on a screen that has ``ratio`` pixels to each of the page's."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, device_scale_factor=ratio)
        page.set_default_timeout(30_000)
        yield Lab(page, server)
        browser.close()


def main() -> int:
    """Run one notebook in a browser and save its pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.lab", description=main.__doc__)
    parser.add_argument("notebook", type=Path, help="a name in notebooks/, or a path to any notebook")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--dark", action="store_true", help="JupyterLab's dark theme")
    parser.add_argument("--size", default="1280x720", help="of the window, in pixels (default: %(default)s)")
    asked = parser.parse_args()
    source = asked.notebook.parent if asked.notebook.parent != Path() else NOTEBOOKS
    width, _, height = asked.size.partition("x")
    with (
        tempfile.TemporaryDirectory() as home,
        Server(Path(home), source) as server,
        browse(server, (int(width), int(height))) as lab,
    ):
        lab.open(asked.notebook.name, DARK if asked.dark else LIGHT)
        lab.run_all()
        saved = lab.pictures(asked.folder, asked.notebook.stem + ("-dark" if asked.dark else ""))
        wrong = lab.errors() + [f"left the machine: {url}" for url in lab.abroad()]
        print(f"{len(saved)} pictures in {asked.folder}, {len(lab.players())} players")
    print("\n".join(wrong) or "no errors")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
