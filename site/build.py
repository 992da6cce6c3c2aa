"""Build the site: the course live in the browser, and its notebooks as pages to read.

    python3 site/build.py

needs Python 3.11 or newer and npm, and writes to build/site. What it builds with goes to build/, too.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

SITE = Path(__file__).resolve().parent
ROOT = SITE.parent
TOOLS = ROOT / "build" / "site-tools"
PYTHON = TOOLS / ("Scripts" if os.name == "nt" else "bin") / "python"
INSTALLED = TOOLS / "requirements.txt"  # a copy of what was installed, so that it is not done twice


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the course as one static site.")
    parser.add_argument("output", nargs="?", type=Path, default=ROOT / "build" / "site", help="default: build/site")
    parser.add_argument(
        "--wheels",
        type=Path,
        help="a folder with Pyodide's own compiled wheels, to be served by the site itself; without it the "
        "browser takes them from Pyodide's address",
    )
    asked = parser.parse_args()
    tools()
    shutil.rmtree(asked.output, ignore_errors=True)  # JupyterLite's second build into one folder loses settings
    run("pages.py", asked.output.resolve())
    run("live.py", asked.output.resolve() / "live", *([asked.wheels.resolve()] if asked.wheels else []))
    print(f"the site: {asked.output}; to see it: python3 -m http.server --directory {asked.output}")


def tools() -> None:
    """An environment of its own: JupyterLite's kernel beside an ordinary JupyterLab makes that one log an error."""
    wanted = (SITE / "requirements.txt").read_bytes()
    if not INSTALLED.exists() or INSTALLED.read_bytes() != wanted:
        venv.create(TOOLS, clear=True, with_pip=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "-q", "-r", SITE / "requirements.txt"], check=True)
        INSTALLED.write_bytes(wanted)
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is needed, for Pyodide and MathJax, and is not here")
    shutil.copy(SITE / "package.json", TOOLS)
    shutil.copy(SITE / "package-lock.json", TOOLS)
    subprocess.run(
        [npm, "ci", "--loglevel=error", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=TOOLS, check=True
    )


def run(script: str, *arguments: Path) -> None:
    """One part of the site, in the environment above."""
    began = time.monotonic()
    subprocess.run([PYTHON, SITE / script, TOOLS, *arguments], check=True)
    print(f"{script}: {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
