"""The checker, tried on answers that are not on its list.

The answers were written from the tasks in the notebooks alone, 21 a function, before the list of mistakes
was looked at. The checker of that day named 303 of these 442, 69 %. With mistakes that need no list, with
pairs of mistakes and with the source read, and nothing added to its lists, it named 83 %; then the lists
were extended by what was still missing.
"""

from pathlib import Path

import pytest

from optlab.exercises import check
from optlab.exercises.catalogue import CATALOGUE
from tests.exercises.table import Written, answered, is_named, made, read

TABLE = Path(__file__).with_name("wrong_answers.txt")
MORE = Path(__file__).with_name("more_answers.txt")
TASKS = Path(__file__).with_name("tasks_answers.txt")
THIRD = Path(__file__).with_name("third_answers.txt")
READERS = Path(__file__).with_name("readers_answers.txt")


@pytest.fixture(scope="module")
def answers():
    return list(answered(TABLE))


def test_each_of_them_is_wrong(answers):
    assert [written for written, answer in answers if answer.kind != "wrong"] == []


def test_nearly_all_of_them_are_named(answers):
    unnamed = [written for written, answer in answers if not is_named(answer)]
    assert len(unnamed) <= 0.01 * len(answers), unnamed


def test_no_answer_has_words_that_are_not_filled_in(answers):
    for written, answer in answers:
        assert not set("{}`") & set(str(answer).replace(written.body, "")), answer
        assert answer.exercise == written.name
        assert str(answer).endswith(f"Hint: {CATALOGUE[written.name].hint}")


def test_answers_that_were_looked_for_beside_the_lists_are_mostly_named():
    """183 more, written to be on no list when the lists had 865 mistakes: 105 of them were named (57 %), with
    mistakes in one place of the solution 116 (63 %); then the plausible ones joined the lists.
    """
    answers = list(answered(MORE))
    assert [written for written, answer in answers if answer.kind != "wrong"] == []
    assert sum(is_named(answer) for _, answer in answers) >= 0.92 * len(answers)


@pytest.mark.parametrize(
    ("table", "count", "share"),
    [
        pytest.param(TASKS, 704, 0.95, id="from the tasks alone"),
        pytest.param(THIRD, 384, 0.90, id="once more, after the means were made"),
    ],
)
def test_nine_in_ten_of_what_is_on_no_list_are_named(table, count, share):
    """Two tables for all exercises of 01 to 09, written from the notebooks' tasks without a look at the lists.

    The first (20 and more a function) was there before changes of the learner's own code were tried
    (`optlab.exercises.repair`): 650 of 703 were named (92 %), and 670 with them (95 %); then nine of the others
    joined the lists. The second was written after that, and nothing was added to the lists for it: 348 of its
    384 are named (91 %; 300, 78 %, without).
    Of these 348 three are named by another mistake that gives the same numbers in the calls that are made.
    """
    answers = [answer for _, answer in answered(table)]
    wrong = [answer for answer in answers if answer.kind == "wrong"]
    assert len(answers) == count
    assert len(wrong) >= count - 1  # one is right after all: a loss that is equally low may be taken too
    assert sum(is_named(answer) for answer in wrong) >= share * len(wrong)


@pytest.mark.parametrize("name", sorted({written.name for written in read(READERS)}))
def test_what_readers_wrote_is_named_and_rightly(name):
    """Answers of first-time readers; behind each the keys of the mistakes and of what else is seen."""
    for head, line in read(READERS):
        written = Written(head, line.rpartition(" → ")[0])
        if written.name == name:
            answer = check(made(written))
            keys = [*answer.mistakes, *(finding.key for finding in answer.seen)]
            assert ", or ".join(keys) == line.rpartition(" → ")[2], written.body
