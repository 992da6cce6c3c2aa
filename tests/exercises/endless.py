"""Functions that do not end, and what they do to go on."""

import contextlib
import time
import warnings


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
            MADE["with_a_finally"]()


MADE = {"time": time}
with warnings.catch_warnings():  # Python 3.14 warns of it
    warnings.simplefilter("ignore", SyntaxWarning)
    exec("def with_a_finally():\n    try:\n        time.sleep(60)\n    finally:\n        return None", MADE)


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
