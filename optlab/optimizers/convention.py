"""How one rule has several formulas, each written out: its options choose."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from optlab.optimizers.rule import Rule

Update = Callable[..., Any]


def convention(rule: type[Rule], **options: Any) -> Callable[[Update], Update]:
    """Give a rule another formula, which it follows where its options are these: a decorator.

    No option of an update's own formula is then decided inside of it.

    >>> from optlab.optimizers import Adam
    >>> written_as(Adam(epsilon_place="inside")).__doc__
    'Optax, with ``eps_root``.'
    """

    def register(update: Update) -> Update:
        if "conventions" not in vars(rule):
            setattr(rule, "update", _choosing(rule.update))  # noqa: B010
            rule.conventions = ()
        rule.conventions = (*rule.conventions, (options, update))
        return update

    return register


def written_as(rule: Rule) -> Update:
    """The formula that a rule's options choose, as a function of the rule, t, the gradient and the last record."""
    owner = next(cls for cls in type(rule).__mro__ if "update" in vars(cls) and "made_of" not in vars(cls))
    for options, update in vars(owner).get("conventions", ()):
        if all(getattr(rule, name) == value for name, value in options.items()):
            return update
    return getattr(owner.update, "__wrapped__", owner.update)


def _choosing(paper: Update) -> Update:
    @wraps(paper)  # so that its source is the paper's
    def update(self: Rule, t: int, gradient: Any, last: Any, *second: Any) -> Any:
        return written_as(self)(self, t, gradient, last, *second)

    return update
