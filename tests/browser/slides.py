"""A notebook as a lecture: jupyterlab-slideshow walked from the first slide to the last.

By hand, to look at every screen of one::

    python -m tests.browser.slides 01_gradient_descent pictures/

saves a picture of each and names every cell that does not fit on a slide of 1280 × 720 pixels.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.lab import Lab, browse
from tests.browser.scripts import NEXT, SLIDE, SLIDES
from tests.browser.server import NOTEBOOKS, Server


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


def overflows(lab: Lab) -> list[str]:
    """What does not fit on its slide, of all the slides of the open notebook."""
    with presented(lab):
        seen = lab.page.evaluate(SLIDES)
    assert seen["shown"], "it has no slides"
    assert all(seen["shown"]), "a slide shows nothing"
    return seen["faults"]


def walk(lab: Lab, folder: Path, name: str) -> int:
    """Press on to the last slide, with a picture of every screen; return how many there were."""
    folder.mkdir(parents=True, exist_ok=True)
    with presented(lab):
        shown: list[str] = []
        while (active := lab.page.evaluate(SLIDE)["active"]) not in shown:
            shown.append(active)
            lab.page.wait_for_timeout(150)  # what appears fades in
            lab.page.screenshot(path=folder / f"{name}-{len(shown):03}.png")
            lab.page.evaluate(NEXT)
    return len(shown)


def main() -> int:
    """Run one notebook, present it, and save a picture of every screen."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.slides", description=main.__doc__)
    parser.add_argument("notebook", type=Path, help="a name in notebooks/, or a path to any notebook")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    asked = parser.parse_args()
    source = asked.notebook.parent if asked.notebook.parent != Path() else NOTEBOOKS
    with tempfile.TemporaryDirectory() as home, Server(Path(home), source) as server, browse(server) as lab:
        lab.open(asked.notebook.name)
        lab.run_all()
        faults = overflows(lab)
        screens = walk(lab, asked.folder, asked.notebook.stem)
    print(f"{screens} screens in {asked.folder}")
    print("\n".join(faults) or "all of it fits")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
