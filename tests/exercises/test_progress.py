"""Notes of checks: off by default, a line each, no word of the student's; and a class at a glance."""

import json
import os

import pytest

from optlab import cli
from optlab.exercises.check import check
from optlab.exercises.notes import student
from optlab.exercises.progress import checks, table


def best_rate(smallest_curvature, largest_curvature):
    return 2 / largest_curvature


def right(smallest_curvature, largest_curvature):
    return 2 / (smallest_curvature + largest_curvature)


def empty(smallest_curvature, largest_curvature): ...


@pytest.fixture
def as_student(monkeypatch, tmp_path):
    """Check as somebody, with notes below a folder of the test."""

    def one(name, *functions):
        monkeypatch.setenv("OPTLAB_PROGRESS", str(tmp_path / "notes"))
        monkeypatch.setenv("JUPYTERHUB_USER", name)
        return [check(function, "best_rate") for function in functions]

    return one


def test_without_a_folder_nothing_is_noted(monkeypatch, tmp_path):
    monkeypatch.delenv("OPTLAB_PROGRESS", raising=False)
    monkeypatch.chdir(tmp_path)
    check(best_rate)
    assert list(tmp_path.rglob("*")) == []


def test_a_line_for_each_check(as_student, tmp_path):
    answers = as_student("ada", empty, best_rate, right)
    lines = [json.loads(line) for line in (tmp_path / "notes" / "ada.jsonl").read_text().splitlines()]
    assert [line["outcome"] for line in lines] == ["not attempted", answers[1].mistakes[0], "right"]
    assert all({*line} == {"when", "exercise", "outcome"} and line["exercise"] == "best_rate" for line in lines)


def test_what_is_no_exercise_is_not_noted(as_student, tmp_path):
    as_student("ada")
    check(3)
    check(best_rate, "nothing of this name")
    assert not (tmp_path / "notes").exists()


def test_a_folder_that_cannot_be_written_is_said_and_the_answer_comes(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("OPTLAB_PROGRESS", str(tmp_path / "file"))
    with pytest.warns(UserWarning, match="OPTLAB_PROGRESS is .*: no note of this check could be made"):
        answer = check(right, "best_rate")
    assert answer.kind == "right"


def test_where_nobody_has_a_name_it_is_said_and_the_answer_comes(monkeypatch, tmp_path):
    """In a container the user may have a number alone, and no home."""

    def nameless():
        raise KeyError("getpwuid(): uid not found: 54321")

    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    monkeypatch.setattr("getpass.getuser", nameless)
    for folder in (str(tmp_path / "notes"), "~nobody_of_that_name/notes"):
        monkeypatch.setenv("OPTLAB_PROGRESS", folder)
        with pytest.warns(UserWarning, match="no note of this check could be made"):
            assert check(right, "best_rate").kind == "right"


@pytest.mark.parametrize(("name", "file"), [("ada@uni.edu", "ada@uni.edu"), ("../../etc", "_.._etc"), ("..", "_")])
def test_a_name_stays_in_the_folder(monkeypatch, name, file):
    monkeypatch.setenv("JUPYTERHUB_USER", name)
    assert student() == file


def test_a_class_at_a_glance(as_student, tmp_path, capsys):
    as_student("ada", best_rate, right, best_rate)
    as_student("grace", empty, best_rate)
    as_student("Alan", empty)
    (tmp_path / "notes" / "mallory.jsonl").write_bytes(
        b'not a line\n{"exercise": "no such", "outcome": "right"}\n[1]\n{"exercise": "best_rate", "outcome": {}}\n'
        b'{"exercise": "best_rate", "outcome": "\\u001b[2J<script>"}\n'
        b'{"exercise": "best_rate", "outcome": "square: \\u001b[2J"}\n'
    )
    cli.main(["progress", str(tmp_path / "notes")])
    said = capsys.readouterr().out
    lines = said.splitlines()
    assert lines[0].split() == ["student", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10"]
    assert [(line.split()[0], line.split()[1].strip("·")) for line in lines[1:5]] == [
        ("ada", "✔"),
        ("Alan", "○"),
        ("grace", "✘"),
        ("mallory", "✘"),
    ]
    assert "best_rate: right for 1 of 4, 9 checks" in lines
    assert "  2 × only the largest curvature is used: 2/λmax is the limit, not the best rate" in lines
    assert lines[-1] == "3 lines or files could not be read, and are left out"
    assert "\x1b" not in said


def test_what_one_student_leaves_there_does_not_hide_the_others(as_student, tmp_path, capsys):
    as_student("ada", right)
    notes = tmp_path / "notes"
    (notes / "deep.jsonl").write_bytes(b"[" * 200_000)
    (notes / "folder.jsonl").mkdir()
    (notes / "nowhere.jsonl").symlink_to("gone")
    os.mkfifo(notes / "pipe.jsonl")
    cli.main(["progress", str(notes)])
    lines = capsys.readouterr().out.splitlines()
    assert "best_rate: right for 1 of 1, 1 checks" in lines
    assert lines[-1].startswith("4 ")


def test_no_notes_and_no_folder(tmp_path, capsys):
    cli.main(["progress", str(tmp_path)])
    assert capsys.readouterr().out == "no check was noted there\n"
    with pytest.raises(SystemExit, match="there is none of this name"):
        cli.main(["progress", str(tmp_path / "nowhere")])


def test_nothing_found_is_a_table_of_nobody():
    assert checks([]) == ([], 0)
    assert table([]).startswith("student")
