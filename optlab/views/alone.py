"""Drawing, one thread at a time.

JupyterLab has widgets answered in one thread (a subshell of the kernel) and cells run in another. Matplotlib's
settings are the whole process's and a canvas is drawn in many strokes, so two threads would draw over each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from threading import RLock
from typing import Any, ParamSpec, TypeVar

from matplotlib import rc_context

P = ParamSpec("P")
R = TypeVar("R")
_LOCK = RLock()


def alone(function: Callable[P, R]) -> Callable[P, R]:
    """Have a function wait until no other thread draws."""

    @wraps(function)
    def waiting(*args: P.args, **kwargs: P.kwargs) -> R:
        with _LOCK:
            return function(*args, **kwargs)

    return waiting


@contextmanager
def drawing(settings: dict[Any, Any]) -> Iterator[None]:
    """Draw with these settings of matplotlib, while no other thread draws."""
    with _LOCK, rc_context(settings):
        yield
