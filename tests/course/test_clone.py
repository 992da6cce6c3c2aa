"""A clone: opening the course leaves it clean, and what README says about ``git pull`` works."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.course.test_bring import FIRST, edit, release, sources

ROOT = Path(__file__).parents[2]
OPTLAB = f'{sys.executable} -c "from optlab.cli import main; main()"'
SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
SETTINGS |= {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def shell(command, folder):
    """Run it in a clone, whose own package is the one that is imported."""
    environment = os.environ | SETTINGS | {"PYTHONPATH": f"{folder}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def clones(tmp_path):
    """The course's own repository, and a student's clone of it."""
    if shutil.which("git") is None or shutil.which("bash") is None:
        pytest.skip("no git here")
    upstream, clone = tmp_path / "upstream", tmp_path / "clone"
    upstream.mkdir()
    shutil.copytree(ROOT / "optlab", upstream / "optlab", ignore=shutil.ignore_patterns("__pycache__", "notebooks"))
    for name in ("pyproject.toml", ".gitignore"):
        shutil.copyfile(ROOT / name, upstream / name)
    release(upstream / "notebooks", "a", "b", "c")
    assert shell("git init -q -b main . && git add -A && git commit -qm 1", upstream)[0] == 0
    assert shell(f"git clone -q {upstream} {clone}", tmp_path)[0] == 0
    return upstream, clone


def correct(upstream):
    release(upstream / "notebooks", "a!", "b!", "c")
    assert shell("git commit -qam 2", upstream)[0] == 0


def test_copies_leave_the_clone_clean_and_a_pull_reaches_them(clones):
    upstream, clone = clones
    assert shell(f"{OPTLAB} bring", clone)[0] == 0
    edit(clone / "optlab-notebooks" / FIRST, 1, "her solution")
    assert shell("git status --porcelain", clone) == (0, "")
    correct(upstream)
    code, said = shell(f"git pull -q && {OPTLAB} bring", clone)
    assert code == 0
    assert "renewed 3 cells in 00_start_here, 01_next; kept 1 cell of yours in 00_start_here" in said
    assert sources(clone / "optlab-notebooks" / FIRST) == ["a!", "her solution", "c"]


def test_what_readme_says_to_who_has_worked_in_the_clone_itself(clones):
    upstream, clone = clones
    edit(clone / "notebooks" / FIRST, 1, "her solution")
    correct(upstream)
    assert shell("git pull -q", clone)[0] != 0
    (said,) = re.findall(r"`(mv notebooks [^`]*git pull)`", (ROOT / "README.md").read_text(encoding="utf-8"))
    code, output = shell(f"{said.replace('.venv/bin/optlab', OPTLAB)} -q && {OPTLAB} bring", clone)
    assert code == 0, output
    assert sources(clone / "optlab-notebooks" / FIRST) == ["a!", "her solution", "c"]
    assert json.loads((clone / "notebooks" / FIRST).read_text())["cells"][1]["source"] == "b!"
