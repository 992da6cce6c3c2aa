import numpy as np
import pytest
from matplotlib.colors import to_hex

from optlab.schedules import constant, cosine, one_cycle, step_decay, warmup
from optlab.views.charts.schedules import MOST, plot_schedules


def test_a_curve_is_its_schedule():
    schedules = {"cosine": cosine(0.1, steps=40), "one-cycle": one_cycle(0.3, steps=50), "mine": lambda t: 1 / t}
    axes = plot_schedules(schedules, steps=50).axes[0]
    assert [line.get_label() for line in axes.lines] == list(schedules)
    for line, schedule in zip(axes.lines, schedules.values(), strict=True):
        assert line.get_xdata().tolist() == list(range(1, 51))
        assert line.get_ydata().tolist() == [schedule(t) for t in range(1, 51)]


def test_its_words():
    schedules = {"steps": step_decay(0.5, every=2, factor=0.5), "ramp": warmup(constant(0.4), 2), "number": 0.1}
    assert str(plot_schedules(schedules, steps=4, name="momentum")).splitlines() == [
        "momentum over 4 steps",
        "steps: 0.5 at step 1, at most 0.5 (step 1), 0.25 at step 4",
        "ramp: 0.2 at step 1, at most 0.4 (step 2), 0.4 at step 4",
        "number: 0.1 at step 1, at most 0.1 (step 1), 0.1 at step 4",
    ]


def test_no_two_look_alike():
    axes = plot_schedules({str(i): i for i in range(MOST)}, steps=3).axes[0]
    looks = {(to_hex(line.get_color()), str(line._dash_pattern)) for line in axes.lines}
    assert len(looks) == len(axes.lines) == MOST


def test_one_step_is_seen():
    (line,) = plot_schedules({"one": 0.1}, steps=1).axes[0].lines
    assert line.get_marker() == "o"


@pytest.mark.parametrize(
    ("schedules", "said"),
    [
        ({}, "schedules is {}: it must be a dict of 1 to 24 schedules"),
        (cosine(0.1, 9), "schedules is cosine.*: it must be a dict"),
        ({"bad": lambda t: np.nan if t == 3 else 1.0}, "bad at step 3 is nan: it must be a number from 0 up, finite"),
        ({"many": constant([0.1, 0.2])}, r"many at step 1 is array.*: it must be a number from 0 up, finite"),
        ({"none": None}, "none at step 1 is None: it must be a number"),
    ],
)
def test_what_cannot_be_drawn(schedules, said):
    with pytest.raises(ValueError, match=said):
        plot_schedules(schedules, steps=9)


def test_steps_must_be_a_whole_number():
    with pytest.raises(ValueError, match="steps is 0: it must be a whole number from 1 up"):
        plot_schedules({"cosine": cosine(0.1, 9)}, steps=0)
