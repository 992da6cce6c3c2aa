"""A function that does not end is stopped, whatever it catches; and all is as before."""

import contextlib
import signal
import sys
import threading
import time

import pytest

from optlab.exercises import check, limit


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    assert limit.SECONDS == 5
    monkeypatch.setattr(limit, "SECONDS", 0.2)


def loops():
    while True:
        pass


def sleeps():
    time.sleep(60)


def loops_in_a_bare_except():
    while True:
        try:
            while True:
                pass
        except:  # noqa: E722
            pass


def sleeps_in_a_bare_except():
    while True:
        try:  # noqa: SIM105
            time.sleep(60)
        except:  # noqa: E722
            pass


def keeps_what_it_catches(kept=[]):  # noqa: B006
    while True:
        try:
            time.sleep(60)
        except BaseException as error:
            kept.append(error)


def sleeps_in_three_of_them():
    while True:
        try:
            while True:
                try:
                    while True:
                        try:
                            time.sleep(60)
                        except:  # noqa: E722
                            time.sleep(60)
                except:  # noqa: E722
                    pass
        except:  # noqa: E722
            pass
        finally:
            time.sleep(60)


def suppresses_everything():
    while True:
        with contextlib.suppress(BaseException):
            sleeps_in_a_bare_except()


def returns_from_a_finally():
    while True:
        with contextlib.suppress(BaseException):
            _with_a_finally()


def _with_a_finally():
    try:
        time.sleep(60)
    finally:
        return None  # noqa: B012


ENDLESS = [
    loops,
    sleeps,
    loops_in_a_bare_except,
    sleeps_in_a_bare_except,
    keeps_what_it_catches,
    sleeps_in_three_of_them,
    suppresses_everything,
    returns_from_a_finally,
]


def best_rate_that(endless):
    def best_rate(smallest_curvature, largest_curvature):
        endless()

    return best_rate


def state():
    """All that a limit borrows."""
    handlers = (signal.getsignal(signal.SIGALRM), signal.getsignal(signal.SIGINT))
    return sys.gettrace(), handlers, signal.getitimer(signal.ITIMER_REAL), threading.active_count()


@pytest.mark.parametrize("endless", ENDLESS, ids=lambda function: function.__name__)
def test_it_is_stopped_and_all_is_as_before(endless):
    before, began = state(), time.monotonic()
    answer = check(best_rate_that(endless))
    assert time.monotonic() - began < 3
    assert "it was still running after 0.2 s, and was stopped. Does a loop never end?" in answer
    assert answer.kind == "wrong"
    assert state() == before


@pytest.mark.parametrize("endless", [loops, loops_in_a_bare_except], ids=lambda function: function.__name__)
def test_it_is_stopped_where_there_is_no_timer(monkeypatch, endless):
    """As on Windows, where a thread sends the signal of Ctrl-C."""
    monkeypatch.setattr(limit, "HAS_TIMER", False)
    before = state()
    assert "and was stopped" in check(best_rate_that(endless))
    assert state() == before


def test_the_limit_is_for_the_whole_check():
    def loss_after(steps, start, curvature, learning_rate):
        time.sleep(0.15)
        return curvature / 2 * ((1 - learning_rate * curvature) ** steps * start) ** 2

    answer = check(loss_after)
    assert answer.startswith("Not right yet: for steps = 3, start = -4, ")
    assert "it was still running after 0.2 s" in answer


@pytest.mark.parametrize("has_timer", [True, False])
def test_a_stop_by_the_user_passes_through(monkeypatch, has_timer):
    monkeypatch.setattr(limit, "HAS_TIMER", has_timer)
    before = state()
    with pytest.raises(KeyboardInterrupt):
        check(best_rate_that(lambda: signal.raise_signal(signal.SIGINT)))
    assert state() == before


def test_somebody_else_s_alarm_still_comes():
    heard = []
    before = signal.signal(signal.SIGALRM, lambda *_: heard.append(time.monotonic()))
    try:
        began = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, 0.4)
        assert "was stopped" in check(best_rate_that(loops))
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


def test_in_another_thread_it_works_without_a_limit():
    answers = []

    def best_rate(smallest_curvature, largest_curvature):
        return 2 / (smallest_curvature + largest_curvature)

    thread = threading.Thread(target=lambda: answers.append(check(best_rate)))
    thread.start()
    thread.join()
    assert answers[0].kind == "right"
