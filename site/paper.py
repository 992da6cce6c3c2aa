"""A handout on paper: films as their last pictures, and the page printed."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
import tempfile
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def last_picture(film: str) -> str:
    """The end of a film, as a picture of its own; both in base64. What is no picture stays as it is."""
    from PIL import Image

    still = io.BytesIO()
    try:
        with Image.open(io.BytesIO(base64.b64decode(film))) as moving:
            moving.seek(getattr(moving, "n_frames", 1) - 1)
            moving.convert("RGB").save(still, "PNG", optimize=True)
    except (OSError, ValueError):
        return film
    return base64.b64encode(still.getvalue()).decode()


def print_to(target: Path, page: str) -> None:
    """Print a page, by a Chromium of this machine."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise SystemExit("a PDF is printed by Chromium or Chrome; there is none here: make an .html, and print that")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        flags = ["--headless", "--disable-gpu", "--no-sandbox", f"--user-data-dir={folder}/profile"]
        printed = ["--no-pdf-header-footer", f"--print-to-pdf={folder}/page.pdf", source.as_uri()]
        said = subprocess.run([browser, *flags, *printed], check=True, capture_output=True, timeout=300).stderr
        if not (made := Path(folder) / "page.pdf").is_file():  # though its exit code is 0
            raise SystemExit(f"{browser} has printed no PDF, and says: {said.decode(errors='replace')[-500:]}")
        shutil.copyfile(made, target)
