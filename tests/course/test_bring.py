"""The course brought to a folder, while the disk is full, the power goes off and two starts meet."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from optlab.course import bring as bringing
from optlab.course import put as putting
from optlab.course.bring import bring
from optlab.course.put import put
from optlab.course.record import read
from tests.course.test_merge import cell, notebook

FIRST = "00_start_here.ipynb"


def release(folder, *sources, picture="picture"):
    """A course of two notebooks and a picture, whose cells hold these sources."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    (folder / ".ipynb_checkpoints").mkdir(exist_ok=True)
    (folder / ".ipynb_checkpoints" / "old.ipynb").write_text("{}")
    (folder / "images" / "player.png").write_text(picture)
    for name in (FIRST, "01_next.ipynb"):
        book = notebook(*(cell(f"c{number}", source) for number, source in enumerate(sources)))
        (folder / name).write_text(json.dumps(book))
    return folder


def sources(path):
    return [cell["source"] for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]


def edit(path, number, source):
    book = json.loads(path.read_text(encoding="utf-8"))
    book["cells"][number]["source"] = source
    path.write_text(json.dumps(book), encoding="utf-8")


@pytest.fixture
def course(tmp_path):
    return release(tmp_path / "course", "a", "b", "c")


@pytest.fixture
def hers(course, tmp_path):
    """Her copies of a first release."""
    bring(course, tmp_path / "hers")
    return tmp_path / "hers"


def test_all_is_brought_once_and_then_left(course, tmp_path):
    folder = tmp_path / "mine" / "course"
    assert str(bring(course, folder)) == "brought 3 files"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {path.name for path in before} == {FIRST, "01_next.ipynb", "player.png", ".optlab.json"}
    assert str(bring(course, folder)) == ""
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_one_line_says_what_was_renewed_and_what_was_kept(course, hers):
    edit(hers / FIRST, 1, "her solution")
    release(course, "a", "b!", "c!", picture="a better picture")
    assert str(bring(course, hers)) == (
        "renewed 3 cells in 00_start_here, 01_next; kept 1 cell of yours in 00_start_here"
    )
    assert sources(hers / FIRST) == ["a", "her solution", "c!"]
    assert sources(hers / "01_next.ipynb") == ["a", "b!", "c!"]
    assert (hers / "images" / "player.png").read_text() == "a better picture"
    assert str(bring(course, hers)) == ""


def test_a_notebook_that_she_deletes_or_renames_comes_anew(course, hers):
    edit(hers / FIRST, 1, "her solution")
    (hers / FIRST).rename(hers / "old.ipynb")
    assert str(bring(course, hers)) == "brought 1 file"
    assert sources(hers / FIRST) == ["a", "b", "c"]
    assert sources(hers / "old.ipynb") == ["a", "her solution", "c"]


def test_a_picture_of_hers_and_a_file_of_hers_stay(course, hers):
    (hers / "images" / "player.png").write_text("painted over")
    (hers / "notes.txt").write_text("mine")
    release(course, "a", "b", "c", picture="a better picture")
    assert str(bring(course, hers)) == ""
    assert (hers / "images" / "player.png").read_text() == "painted over"
    assert (hers / "notes.txt").read_text() == "mine"


BROKEN = [
    b"",
    b'{"cells": [',
    b"<<<<<<< HEAD\n{}",
    b"[]",
    b'{"cells": 1, "metadata": {}}',
    b'{"cells": [{}]}',
    b"\xff\xfe\x00",
]


@pytest.mark.parametrize("content", BROKEN)
def test_a_notebook_that_is_none_is_set_aside_and_comes_anew(course, hers, content):
    for name in (f"{FIRST}.unreadable", f"{FIRST}.unreadable2"):
        (hers / FIRST).write_bytes(content)
        said = f"brought 1 file; {FIRST} could not be read, and is now called {name}"
        assert str(bring(course, hers)) == said
        assert (hers / name).read_bytes() == content
        assert sources(hers / FIRST) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "content", ["", "[", "[" * 200_000, "[]", '{"images/player.png": [{}]}', '{"images/player.png": 1}']
)
def test_a_record_that_is_none_is_made_anew(course, hers, content):
    (hers / ".optlab.json").write_text(content)
    release(course, "a", "b", "c!", picture="another")
    assert "renewed 2 cells" in str(bring(course, hers))
    assert (hers / "images" / "player.png").read_text() == "picture", "it may be hers"


def test_half_a_character_is_kept(course, hers):
    edit(hers / FIRST, 1, "\ud83d and 한")
    release(course, "a!", "b", "c")
    bring(course, hers)
    assert sources(hers / FIRST) == ["a!", "\ud83d and 한", "c"]


def test_trouble_with_one_file_is_told_and_the_others_are_renewed(course, hers):
    (hers / FIRST).unlink()
    (hers / FIRST).mkdir()
    release(course, "a", "b!", "c")
    assert "renewed 1 cell in 01_next" in str(bring(course, hers))
    assert f"{FIRST} is as it was: Is a directory" in str(bring(course, hers))


def test_what_is_saved_in_between_is_merged_too(course, hers, monkeypatch):
    """She saves between the reading and the writing: her newer text is the one that is kept."""
    release(course, "a!", "b", "c")
    real, calls = bringing.put, []

    def saved_first(target, content, before):
        if target.name == FIRST and not calls:
            edit(target, 2, "typed in this moment")
        calls.append(target)
        return real(target, content, before)

    monkeypatch.setattr(bringing, "put", saved_first)
    bring(course, hers)
    assert sources(hers / FIRST) == ["a!", "b", "typed in this moment"]


def test_a_file_that_never_stands_still_is_given_up_in_words(course, hers, monkeypatch):
    release(course, "a!", "b", "c")
    monkeypatch.setattr(bringing, "put", lambda *_: False)
    assert str(bring(course, hers)) == f"{FIRST}, 01_next.ipynb are as they were: something else is writing it"


@pytest.mark.parametrize("links", [True, False])
def test_two_starts_at_once(course, tmp_path, monkeypatch, links):
    def none(*_):
        raise PermissionError("no links here")

    if not links:
        monkeypatch.setattr(os, "link", none)
    for round in range(10):
        folder = tmp_path / f"hers{round}"
        with ThreadPoolExecutor(4) as starts:
            reports = list(starts.map(lambda _, folder=folder: bring(course, folder), range(4)))
        assert all(not report.trouble and not report.aside for report in reports)
        assert sources(folder / FIRST) == ["a", "b", "c"]
        assert [path.name for path in folder.rglob("*.part")] == []


class PowerOff(BaseException):
    """Nothing is done any more, no tidying up either."""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ends=st.integers(0, 12), edits=st.lists(st.integers(0, 2), max_size=2))
def test_the_power_goes_off_at_any_moment(tmp_path_factory, ends, edits):
    """Whatever was written by then, her work is there, and the next start does the rest."""
    folder = tmp_path_factory.mktemp("power")
    course = release(folder / "course", "a", "b", "c")
    bring(course, folder / "hers")
    for number in edits:
        edit(folder / "hers" / FIRST, number, "hers")
    release(course, "a!", "b!", "c!", picture="better")
    left = [ends]

    def counted(real):
        def step(*arguments, **named):
            left[0] -= 1
            if left[0] < 0:
                raise PowerOff
            return real(*arguments, **named)

        return step

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", counted(os.fsync))
        patch.setattr(os, "link", counted(os.link))
        patch.setattr(Path, "replace", counted(Path.replace))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        try:
            bring(course, folder / "hers")
        except PowerOff:
            assert ends < 12
    for path in (folder / "hers").glob("*.ipynb"):
        assert len(sources(path)) == 3
        assert read(json.loads(path.read_text()))
    report = bring(course, folder / "hers")
    assert not report.aside
    expected = ["hers" if number in edits else name for number, name in enumerate(["a!", "b!", "c!"])]
    assert sources(folder / "hers" / FIRST) == expected
    assert sources(folder / "hers" / "01_next.ipynb") == ["a!", "b!", "c!"]
    assert (folder / "hers" / "images" / "player.png").read_text() == "better"


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 256 kB of its own; only the administrator can make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True)
    if made.returncode:
        pytest.skip("only an administrator of a Linux can mount a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="a small disk is mounted as on Linux")
@pytest.mark.parametrize("free", [0, 1, 2, 4, 8, 20])
def test_a_full_disk(course, small_disk, free):
    """However many pages are left: a notebook is the old one or the new one, hers is in it, and it is said."""
    hers = small_disk / "hers"
    release(course, "a" * 20_000, "b", "c")
    bring(course, hers)
    edit(hers / FIRST, 1, "her solution")
    before = {path.name: path.read_bytes() for path in hers.rglob("*") if path.is_file()}
    release(course, "a" * 20_000, "b!", "c!" * 5_000, picture="better" * 500)
    size = os.statvfs(small_disk)
    (small_disk / "ballast").write_bytes(bytes(size.f_bavail * size.f_bsize))
    with (small_disk / "ballast").open("ab") as ballast:
        ballast.truncate(max(0, ballast.tell() - free * 4096))
    report = bring(course, hers)
    assert bool(report.trouble) == (free < 20), "a full disk, or one with room"
    assert all(why == "No space left on device" for why in report.trouble.values())
    for path in hers.glob("*.ipynb"):
        old, new = before[path.name], sources(path)[2] == "c!" * 5_000
        assert new or path.read_bytes() == old
    assert sources(hers / FIRST)[1] == "her solution"
    assert not list(hers.rglob("*.part"))
    (small_disk / "ballast").unlink()
    assert not bring(course, hers).trouble
    assert sources(hers / FIRST) == ["a" * 20_000, "her solution", "c!" * 5_000]
    assert (hers / "images" / "player.png").read_text() == "better" * 500


def test_put_leaves_nothing_behind_when_it_cannot_write(tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(putting.os, "fsync", full)
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(OSError, match="No space left"):
        put(tmp_path / "file", b"new", b"old")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("file", b"old")]


def test_a_link_stays_a_link_and_a_mode_stays_a_mode(course, hers, tmp_path):
    (hers / FIRST).rename(tmp_path / "elsewhere.ipynb")
    (hers / FIRST).symlink_to(tmp_path / "elsewhere.ipynb")
    (tmp_path / "elsewhere.ipynb").chmod(0o640)
    release(course, "a!", "b", "c")
    bring(course, hers)
    assert (hers / FIRST).is_symlink()
    assert (tmp_path / "elsewhere.ipynb").stat().st_mode & 0o777 == 0o640
    assert sources(hers / FIRST) == ["a!", "b", "c"]
