"""A function that does not end is stopped, whatever it catches; and all is as before."""

import contextlib
import signal
import sys
import threading
import time

import pytest

from optlab.exercises import check, limit
from tests.exercises.endless import ENDLESS, loops, loops_in_a_bare_except


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    assert limit.SECONDS == 5
    monkeypatch.setattr(limit, "SECONDS", 0.2)


def best_rate_that(endless):
    def best_rate(smallest_curvature, largest_curvature):
        endless()

    return best_rate


def state():
    """All that a limit borrows."""
    timer = (signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)) if limit.HAS_TIMER else None
    return sys.gettrace(), signal.getsignal(signal.SIGINT), timer, threading.active_count()


timed = pytest.mark.skipif(not limit.HAS_TIMER, reason="Windows has no timer that interrupts a function")
LEFT = ENDLESS if sys.version_info >= (3, 12) else ENDLESS[:5]  # 3.11 leaves one try, and not three within another


@timed
@pytest.mark.parametrize("endless", LEFT, ids=lambda function: function.__name__)
def test_it_is_stopped_and_all_is_as_before(endless):
    before, began = state(), time.monotonic()
    answer = check(best_rate_that(endless))
    assert time.monotonic() - began < 3
    assert "it was still running after 0.2 s, and was stopped. Does a loop never end?" in str(answer)
    assert answer.kind == "wrong"
    assert state() == before


BY_LINE = [loops, loops_in_a_bare_except] if sys.version_info >= (3, 12) else [loops]


@pytest.mark.parametrize("endless", BY_LINE, ids=lambda function: function.__name__)
def test_it_is_stopped_where_there_is_no_timer(monkeypatch, endless):
    """As on Windows and in a browser, where the clock is looked at on every line."""
    monkeypatch.setattr(limit, "HAS_TIMER", False)
    before = state()
    assert "and was stopped" in str(check(best_rate_that(endless)))
    assert state() == before


def test_the_limit_is_for_the_whole_check():
    def loss_after(steps, start, curvature, learning_rate):
        time.sleep(0.15)
        return curvature / 2 * ((1 - learning_rate * curvature) ** steps * start) ** 2

    answer = check(loss_after)
    assert str(answer).startswith("Not right yet: for steps = 3, start = -4, ")
    assert "it was still running after 0.2 s" in str(answer)


@pytest.mark.parametrize("has_timer", [pytest.param(True, marks=timed), False])
def test_a_stop_by_the_user_passes_through(monkeypatch, has_timer):
    monkeypatch.setattr(limit, "HAS_TIMER", has_timer)
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)  # nohup starts us with it ignored
    before = state()
    try:
        with pytest.raises(KeyboardInterrupt):
            check(best_rate_that(lambda: signal.raise_signal(signal.SIGINT)))
        assert state() == before
    finally:
        signal.signal(signal.SIGINT, handler)


@timed
def test_somebody_else_s_alarm_still_comes():
    heard = []
    before = signal.signal(signal.SIGALRM, lambda *_: heard.append(time.monotonic()))
    try:
        began = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, 0.4)
        assert "was stopped" in str(check(best_rate_that(loops)))
        assert not heard
        time.sleep(0.5)
        assert heard[0] - began == pytest.approx(0.4, abs=0.1)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_a_tracing_function_is_put_back():
    def tracer(frame, event, argument):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        check(best_rate_that(loops))
        after = sys.gettrace()
    finally:
        sys.settrace(before)
    assert after is tracer


def test_in_another_thread_there_is_a_limit_too():
    answers = []

    def best_rate(smallest_curvature, largest_curvature):
        return 2 / (smallest_curvature + largest_curvature)

    def ask():
        answers.extend(map(check, (best_rate, best_rate_that(loops))))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert [answer.kind for answer in answers] == ["right", "wrong"]
    assert "and was stopped" in str(answers[1])


class Slow:
    """What a function returns may have code of its own."""

    def __array__(self, dtype=None, copy=None):
        loops()


def test_reading_what_is_returned_is_limited_too():
    assert "and was stopped" in str(check(lambda smallest, largest: Slow(), "best_rate"))


@timed
def test_a_wait_that_ends_in_an_error_of_its_own_is_still_a_wait():
    assert "and was stopped" in str(check(best_rate_that(threading.Event().wait)))


def test_who_catches_it_and_returns_a_number_was_too_slow_nevertheless():
    def best_rate(smallest_curvature, largest_curvature):
        with contextlib.suppress(BaseException):
            loops()
        return 2 / (smallest_curvature + largest_curvature)

    assert "and was stopped" in str(check(best_rate))


def test_a_test_run_in_the_background_has_its_stop_ignored():
    """As with nohup: the signal of Ctrl-C is ignored, and stays so."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert "and was stopped" in str(check(best_rate_that(loops)))
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
