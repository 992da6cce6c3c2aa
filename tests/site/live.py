"""A student at the live site: the same hands as at a JupyterLab, another way in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator

from tests.browser.lab import Lab
from tests.browser.scripts import READY
from tests.site.server import Site

OUTPUTS = """() => Object.fromEntries(window.jupyterapp.shell.currentWidget.content.model.toJSON().cells
    .filter(cell => cell.cell_type === "code").map(cell => [cell.id, cell.outputs]))"""


class Live(Lab):
    """One page of the site's JupyterLite."""

    server: Site

    def open(self, name: str, theme: str | None = None, app: str = "lab") -> None:
        """Open a notebook in an app of the site's, in the theme that the site chooses by itself if none is given."""
        self.began = time.monotonic()
        self.page.goto(f"{self.server.url}/live/{app}/index.html?path={name}.ipynb")
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        self.shown = self.since()
        self.page.evaluate(READY)
        self.page.wait_for_function("() => window.ready", timeout=120_000)
        self.idle()
        self.started = self.since()
        if theme is not None:
            self.theme(theme)

    def command(self, name: str, arguments: dict | None = None, *, accept: bool = False, seconds: int = 900) -> None:
        """As at a JupyterLab, with patience: "Run all" is done when the last cell is, and how long that takes
        in a browser on a machine that does other things too is no claim of the course's."""
        super().command(name, arguments, accept=accept, seconds=seconds)

    def idle(self) -> None:
        """Wait until the kernel has nothing to do; here it computes four times as long, and a phone hides the sign."""
        ready = self.page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']")
        ready.first.wait_for(state="attached", timeout=900_000)

    def since(self) -> float:
        """Seconds since the page was asked for."""
        return time.monotonic() - self.began

    def moves(self, player: Locator) -> bool:
        """Whether a player's picture changes: at an answer, where it asks for a prediction, else at two steps."""
        player.scroll_into_view_if_needed()
        picture, answers = player.locator(".optlab-picture"), player.locator(".optlab-answers button")
        before = self.pixels(picture)
        if answers.count():
            if not answers.first.is_visible():  # it is asked about a setting, which is chosen first
                player.locator(".optlab-prediction .optlab-choices button").first.click()
            answers.first.click()
        else:
            self.press(player.locator(".optlab-step .noUi-handle"), "ArrowRight", times=2)
        return self.changed(picture, before, seconds=20)

    def outputs(self) -> dict[str, list[dict]]:
        """What stands under each code cell, by its id."""
        return self.page.evaluate(OUTPUTS)


@contextmanager
def visit(browser: Browser, site: Site, size: tuple[int, int] = (1280, 720), **options: object) -> Iterator[Live]:
    """A page of somebody who has never been here."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield Live(page, site)
    context.close()
