"""Work in parts: one after the other, or spread over an executor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, as_completed
from typing import Any, Protocol, TypeVar

from optlab.values import shown


class Part(Protocol):
    """Some of the work; to be spread over processes it must be one that can be pickled."""

    @property
    def steps(self) -> int: ...

    def run(self, progress: Callable[[int, int], None] | None = None) -> Any:
        """Do it; None if it was interrupted."""


P = TypeVar("P", bound=Part)


class Unfinished(RuntimeError):
    """Work whose executor failed; ``done`` has what was finished: a `Race`, or a `Trace` that is NaN elsewhere."""

    def __init__(self, message: str, done: Any) -> None:
        super().__init__(message)
        self.done = done


def as_executor(executor: Any) -> Any:
    """Anything with the interface of `concurrent.futures.Executor`, or None.

    >>> as_executor(2)
    Traceback (most recent call last):
    ValueError: executor is 2: it must have a method submit, as concurrent.futures has it
    """
    if executor is not None and not hasattr(executor, "submit"):
        raise ValueError(f"executor is {shown(executor)}: it must have a method submit, as concurrent.futures has it")
    return executor


def failed(failure: Exception, done: int, parts: int) -> str:
    """What to say of an executor that failed."""
    return f"executor failed after {done} of {parts} parts ({type(failure).__name__}: {shown(failure)})"


def alone(parts: list[P], progress: Callable[[int, int], None]) -> Iterator[tuple[P, Any]]:
    """One part after the other, here; until one is interrupted."""
    total = sum(part.steps for part in parts)
    for i, part in enumerate(parts):
        outcome = part.run(lambda t, _, before=i * part.steps: progress(before + t, total))
        if outcome is None:
            return
        yield part, outcome


def spread(parts: list[P], executor: Any, progress: Callable[[int, int], None]) -> Iterator[tuple[P, Any]]:
    """All parts, as the executor finishes them; a failure is raised when nothing more is to come."""
    failure = None
    futures: dict[Future, P] = {}
    try:
        for part in parts:
            futures[executor.submit(part.run)] = part
    except Exception as error:  # parts that it had begun before it broke are still waited for
        failure = error
    try:
        for i, future in enumerate(as_completed(futures), start=1):
            wrong = CancelledError("cancelled") if future.cancelled() else future.exception()
            failure = failure or wrong
            outcome = None if wrong else future.result()
            if outcome is not None:  # it is None where the part was interrupted
                yield futures[future], outcome
            progress(i * parts[0].steps, len(parts) * parts[0].steps)
    finally:
        for future in futures:
            future.cancel()
    if failure is not None:
        raise failure
