"""A notebook as a lecture: jupyterlab-slideshow walked from the first slide to the last.

By hand, to look at every screen of one::

    python -m tests.browser.slides 01_gradient_descent pictures/ --dark --size 1920x1080

saves a picture of each slide, and of each player before and after an answer. It names every cell that failed, and
what is wrong with a slide: a cell that does not fit or shows nothing, letters that are too small for the back row.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.lab import DARK, LIGHT, Lab, browse
from tests.browser.scripts import GO, PLACED, SLIDE, STARTS
from tests.browser.server import NOTEBOOKS, Server

SHOWN = ".jp-deck-mod-onscreen"
MOVED = "its picture moves, or is smaller, once it is answered"


@contextmanager
def presented(lab: Lab) -> Iterator[Lab]:
    """Show the open notebook as slides, from its first cell on, and leave them again."""
    lab.page.evaluate("() => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = 0 }")
    lab.command("deck:start")
    lab.page.locator("body[data-jp-deck-mode='presenting'] .jp-Deck .jp-deck-mod-visible").first.wait_for()
    try:
        yield lab
    finally:
        lab.command("deck:stop")
        lab.page.locator("body:not([data-jp-deck-mode])").wait_for(state="attached")


def walk(lab: Lab, folder: Path | None = None, name: str = "") -> tuple[int, list[str]]:
    """Go through all slides; return how many screens there were, and what is wrong with them.

    Args:
        folder: where a picture of each screen goes, if any is wanted.
        name: that the pictures' names begin with.
    """
    screens, faults = 0, []

    def look() -> None:
        nonlocal screens
        screens += 1
        faults.extend(fault for fault in lab.page.evaluate(SLIDE)["faults"] if fault not in faults)
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            lab.page.wait_for_timeout(120)  # what appears fades in
            lab.page.screenshot(path=folder / f"{name}-{screens:03}.png")

    with presented(lab):
        starts = lab.page.evaluate(STARTS)
        assert starts, "it has no slides"
        for _, last in starts:
            lab.page.evaluate(GO, last)
            players = lab.page.locator(f"{SHOWN} .optlab-player")
            if players.count():
                lab.page.wait_for_timeout(400)  # its picture is drawn for a slide when it is first seen on one
                lab.idle()
                faults += [f"{last}: {words}" for words in unplaced(lab)]
            look()
            before = lab.page.locator(f"{SHOWN} .optlab-picture").first.bounding_box() if players.count() else None
            if (silent := answer(lab)) is not None:
                look()
                moved = lab.page.locator(f"{SHOWN} .optlab-picture").first.bounding_box() != before
                faults += [f"{last}: {words}" for words in (silent, MOVED * moved) if words]
    return screens, faults


def unplaced(lab: Lab) -> list[str]:
    """What is said of a slide whose picture is not drawn for its place, though time has passed."""
    try:
        lab.page.wait_for_function(PLACED, timeout=5000)
    except PlaywrightTimeout:
        return ["its picture is not drawn for its place"]
    return []


def answer(lab: Lab) -> str | None:
    """Answer what the slide's player asks, and go to the end.

    Returns:
        Nothing if it says what is right, what it says instead if it does not; None where nothing is asked.
    """
    asking = lab.page.locator(f"{SHOWN} .optlab-player .optlab-prediction")
    if not asking.count():
        return None
    answers, settings = asking.locator(".optlab-answers button"), asking.locator(".optlab-choices:not(.optlab-answers)")
    chosen, right = asking.locator(".optlab-answers .optlab-chosen"), asking.locator(".optlab-answers .optlab-right")
    if chosen.count():  # it has been answered before
        return None
    if not answers.first.is_visible():  # it is asked about a setting, which is chosen first
        settings.locator("button").first.click()
        answers.first.wait_for()
    answers.first.click()
    chosen.first.wait_for()
    for _ in range(20):  # it plays by itself: to go to the end is to overtake it
        lab.press(lab.page.locator(f"{SHOWN} .optlab-picture").first, "End")
        lab.page.wait_for_timeout(500)
        if right.count():
            return ""
    player = lab.page.locator(f"{SHOWN} .optlab-player").first
    return f"it does not say which answer is right, but: {' | '.join(player.inner_text().split())}"


def main() -> int:
    """Run one notebook, present it, and save a picture of every slide."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.slides", description=main.__doc__)
    parser.add_argument("notebook", type=Path, help="a name in notebooks/, or a path to any notebook")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--dark", action="store_true", help="JupyterLab's dark theme")
    parser.add_argument("--size", default="1280x720", help="of the screen, in pixels (default: %(default)s)")
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
        wrong = lab.errors()
        screens, faults = walk(lab, asked.folder, asked.notebook.stem + ("-dark" if asked.dark else ""))
        wrong += faults
    print(f"{screens} screens in {asked.folder}")
    print("\n".join(wrong) or "no cell failed, and all of it fits")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
