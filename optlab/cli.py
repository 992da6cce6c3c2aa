"""The command ``optlab``: JupyterLab, opened on copies of the course."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from optlab.course import place
from optlab.course.bring import Report, bring


def main(arguments: Sequence[str] | None = None) -> None:
    """Do what was asked; without a word more, start JupyterLab on the course."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")  # a file on Windows would take no ✔ and no Korean folder
    asked = _parser().parse_args(arguments)
    asked.do(asked)


def start(asked: argparse.Namespace) -> None:
    """Start JupyterLab on the course, for this machine alone and behind Jupyter's own token."""
    folder = asked.folder
    bring_to(folder)
    if prefix := os.environ.get("JUPYTERHUB_SERVICE_PREFIX"):
        print(f"optlab: a hub serves this terminal already. {_on_hub(prefix, folder)}")
        return
    os.environ.setdefault("JUPYTER_WIDGETS_ECHO", "0")  # before a kernel starts: half the traffic of a slider
    # Defaults below the user's own settings: no question about news over the player.
    paths = [str(place.PACKAGE / "jupyter"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    try:
        from jupyterlab.labapp import LabApp  # takes a second, and --help need not
    except ModuleNotFoundError as missing:
        raise SystemExit(f"optlab: this needs JupyterLab: pip install jupyterlab ({missing})") from None
    _settings_can_be_written()
    LabApp.launch_instance(lab_arguments(folder, asked.port, asked.browser))


def bring_alone(asked: argparse.Namespace) -> None:
    """Bring the course, and start nothing. A script learns from the exit code that a file could not be written."""
    if bring_to(asked.folder).trouble:
        raise SystemExit(1)


def bring_to(folder: Path) -> Report:
    """Bring the course there, and say in one line what that changed; a clone's own notebooks stay as they are."""
    if os.path.realpath(folder) == os.path.realpath(place.source()):
        return Report()
    try:
        said = bring(place.source(), folder)
    except OSError as mistake:
        raise SystemExit(f"optlab: folder is {str(folder)!r}: the notebooks cannot be put there ({mistake})") from None
    if str(said):
        print(f"optlab: {folder}: {said}", flush=True)
    if not os.path.isfile(folder / place.FIRST):  # without an error where the folder may not be looked into
        raise SystemExit(f"optlab: folder is {str(folder)!r}: the notebooks cannot be put there")
    return said


def progress(asked: argparse.Namespace) -> None:
    """Say who has done what, and which mistakes are common."""
    from optlab.exercises.progress import checks, table

    if missing := [str(folder) for folder in asked.folder if not folder.is_dir()]:
        raise SystemExit(f"optlab: folder is {missing[0]!r}: there is none of this name")
    found, unread = checks(asked.folder)
    print(table(found) if found else "no check was noted there")
    if unread:
        print(f"{unread} lines or files could not be read, and are left out")


def lab_arguments(folder: Path, port: int, browser: bool) -> list[str]:
    """What JupyterLab is told; where the port is taken, it tries the next ones by itself."""
    arguments = [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={folder.resolve()}",
        f"--LabApp.default_url=/lab/tree/{place.FIRST}",
    ]
    if not browser:
        arguments.append("--no-browser")
    if getattr(os, "geteuid", lambda: 1)() == 0:  # a container; Jupyter refuses root unless told
        arguments.append("--allow-root")
    return arguments


def _on_hub(prefix: str, folder: Path) -> str:
    """Where the hub shows the first notebook."""
    first, root = (folder / place.FIRST).resolve(), Path(os.environ.get("JUPYTER_SERVER_ROOT") or Path.home()).resolve()
    if not first.is_relative_to(root):
        return f"The notebooks are in {first.parent}, which is not below the folder that it shows, {root}."
    inside = first.relative_to(root).as_posix()
    return f"Open {inside} in its list of files, or the address {prefix}lab/tree/{quote(inside)}"


def _settings_can_be_written() -> None:
    from jupyter_core.paths import jupyter_config_dir, jupyter_data_dir, jupyter_runtime_dir

    for folder in (jupyter_config_dir(), jupyter_data_dir(), jupyter_runtime_dir()):
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
            writable = os.access(folder, os.W_OK)
        except OSError:
            writable = False
        if not writable:
            raise SystemExit(f"optlab: Jupyter must write to {folder}, and cannot: set HOME to a folder of your own")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="optlab", description="Open the course on optimizers in JupyterLab.")
    parser.set_defaults(do=start)
    parser.add_argument("--port", type=_port, default=8888, help="where to serve, or the next free one (default: 8888)")
    parser.add_argument("--no-browser", dest="browser", action="store_false", help="only print the address")
    parser.add_argument(
        "--folder",
        type=_folder,
        default=place.copies(),
        help=f"where your copies of the notebooks are (default: {place.COPIES}/); what you have typed is never "
        "overwritten, and the rest is renewed when the course is",
    )
    parser.add_argument("--version", action="version", version=f"optlab {version('optlab')}")
    commands = parser.add_subparsers(title="or, without JupyterLab", metavar="COMMAND")
    only = commands.add_parser("bring", help="only bring the notebooks, and renew them")
    only.add_argument("folder", nargs="?", type=_folder, default=place.copies(), help=f"default: {place.COPIES}/")
    only.set_defaults(do=bring_alone)
    glance = commands.add_parser("progress", help="a class at a glance, from the notes of its checks")
    glance.add_argument("folder", nargs="+", type=_folder, help="where the notes are: what OPTLAB_PROGRESS named")
    glance.set_defaults(do=progress)
    return parser


def _folder(words: str) -> Path:
    try:
        return Path(words).expanduser()  # a shell leaves the ~ in --folder=~/course
    except RuntimeError as mistake:
        raise argparse.ArgumentTypeError(f"folder is {words!r}: {mistake}") from None


def _port(words: str) -> int:
    if words.isdecimal() and 1 <= int(words) <= 65535:
        return int(words)
    raise argparse.ArgumentTypeError(f"port is {words!r}: it must be a whole number from 1 to 65535")
