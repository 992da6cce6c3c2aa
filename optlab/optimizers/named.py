"""The notation of a function: how a formula writes it, said where the function is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def named(latex: str) -> Callable[[Any], Any]:
    r"""Give a function of a rule's file its notation: a decorator.

    A rule that calls the function then has a formula, in which the notation stands for the call.

    Args:
        latex: LaTeX with a ``%s`` for each argument; or with a single one, where all arguments are to stand.

    >>> @named(r"{%s}^{-1}")
    ... def inverse(M):
    ...     return np.linalg.inv(M)
    >>> inverse.latex
    '{%s}^{-1}'
    """

    def name(function: Any) -> Any:
        function.latex = latex
        return function

    return name
