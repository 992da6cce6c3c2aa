"""The command ``optlab``: JupyterLab, opened on the course."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).parent
FIRST = "00_start_here.ipynb"
COPIES = Path("optlab-notebooks")
IGNORED = {".ipynb_checkpoints", "__pycache__"}


def main(arguments: Sequence[str] | None = None) -> None:
    """Start JupyterLab on the course, for this machine alone and behind Jupyter's own token."""
    asked = _parser().parse_args(arguments)
    folder = asked.folder
    if folder is None and not in_clone():
        folder = COPIES
    if folder is None:
        folder = source()
    else:
        try:
            bring(source(), folder)
        except OSError as mistake:
            raise SystemExit(
                f"optlab: folder is {str(folder)!r}: the notebooks cannot be put there ({mistake})"
            ) from None
    os.environ.setdefault("JUPYTER_WIDGETS_ECHO", "0")  # before a kernel starts: half the traffic of a slider
    # Defaults below the user's own settings: no question about news over the player.
    paths = [str(PACKAGE / "jupyter"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    from jupyterlab.labapp import LabApp  # takes a second, and --help need not

    LabApp.launch_instance(lab_arguments(folder, asked.port, asked.browser))


def in_clone() -> bool:
    """Whether this package lies in a clone of the repository, beside its notebooks."""
    return (PACKAGE.parent / "pyproject.toml").is_file() and (PACKAGE.parent / "notebooks").is_dir()


def source() -> Path:
    """The notebooks that came with this package: a clone's own, or those in the wheel."""
    return PACKAGE.parent / "notebooks" if in_clone() else PACKAGE / "notebooks"


def bring(notebooks: Path, folder: Path) -> list[Path]:
    """Copy what ``folder`` does not have yet, and never write over what it has; return the new files."""
    new = []
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(notebooks.rglob("*")):
        target = folder / path.relative_to(notebooks)
        if path.is_file() and not IGNORED.intersection(path.parts) and not target.exists():
            target.parent.mkdir(exist_ok=True, parents=True)
            shutil.copyfile(path, target)
            new.append(target)
    return new


def lab_arguments(folder: Path, port: int, browser: bool) -> list[str]:
    """What JupyterLab is told; where the port is taken, it tries the next ones by itself."""
    arguments = [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={folder.resolve()}",
        f"--LabApp.default_url=/lab/tree/{FIRST}",
    ]
    if not browser:
        arguments.append("--no-browser")
    if getattr(os, "geteuid", lambda: 1)() == 0:  # a container; Jupyter refuses root unless told
        arguments.append("--allow-root")
    return arguments


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="optlab", description="Open the course on optimizers in JupyterLab.")
    parser.add_argument("--port", type=_port, default=8888, help="where to serve, or the next free one (default: 8888)")
    parser.add_argument("--no-browser", dest="browser", action="store_false", help="only print the address")
    parser.add_argument(
        "--folder",
        type=Path,
        help=f"work on copies in this folder; what is there is never overwritten (default: a clone's own "
        f"notebooks, else {COPIES}/)",
    )
    parser.add_argument("--version", action="version", version=f"optlab {version('optlab')}")
    return parser


def _port(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(f"port is {text!r}: it must be a whole number from 1 to 65535")
