"""Parts that fit around any rule: what is done to its gradient before its update, or to its position after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, NamedTuple

from optlab.optimizers.matrices import as_kind
from optlab.optimizers.rule import Array, Asked, Rule
from optlab.values import shown


class Part:
    """One part. Its fields are hyperparameters, as a rule's are; its ``act`` asks the rule for an update.

    `around` makes one class of both: a rule like any other, with the hyperparameters of both and a record
    of what both compute. So it can be swept, scheduled, tuned, and put into another part.
    """

    computes: ClassVar[tuple[str, ...]] = ()  # its own fields of the record, after the rule's
    gives: ClassVar[str] = "gradient"  # which of them the rule is given as its gradient
    made_of: ClassVar[tuple[Any, Any]]  # the part and the class of the rule
    words: ClassVar[str] = ""  # what a heading says of it, after the rule's title
    letters: ClassVar[Mapping[str, str]] = {}

    def act(self, t: int, gradient: Array, last: Any, update: Callable[[int, Array, Any], Any]) -> tuple[Any, ...]:
        """What the rule's update makes, and after it what the part computes, in the order of ``computes``."""
        raise NotImplementedError

    @property
    def inside(self) -> Rule:
        """The rule that the part is around."""
        _, inner = self.made_of
        return inner(**{field.name: getattr(self, field.name) for field in fields(inner)})


def around(part: type[Part], rule: Any, **settings: Any) -> Any:
    """The rule with a part around it.

    Raises:
        ValueError: what is no rule, a hyperparameter out of its range, or a part that is there already.
    """
    if not isinstance(rule, Rule):
        raise ValueError(f"rule is {shown(rule)}: it must be a Rule, such as Adam()")
    if isinstance(rule, part):
        raise ValueError(f"rule is {shown(rule)}: it must be one that is not {part.words} already")
    return joined(part, type(rule))(**rule.hyperparameters, **settings)


@cache
def joined(part: Any, inner: Any) -> Any:
    """The class of both."""
    name, theirs = f"{part.__name__}{inner.__name__}", inner.record_type()._fields
    record = NamedTuple(f"{name}Step", [(field, Array) for field in (*theirs, *part.computes)])  # type: ignore[misc]

    def update(self: Any, t: int, gradient: Array, last: Any, *second: Asked) -> Any:
        def one(t: int, changed: Array, last: Any) -> Any:
            if inner.asks_for == "step":
                return inner.update(self, t, gradient, last, second[0]._replace(gradient=changed))
            return inner.update(self, t, changed, last, *second)

        acted_on = second[0].gradient if inner.asks_for == "step" else gradient
        made, *own = part.act(self, t, acted_on, last, one)
        return record(*made[: len(theirs)], *own)

    own = {
        "update": update,
        "on": _on,
        "__doc__": f"{inner.title}, {part.words}.",
        "title": f"{inner.title}, {part.words}",
        "letters": {**inner.letters, **part.letters},
        "born_at_1": (*inner.born_at_1, *part.computes),
        "made_of": (part, inner),
        "record_type": classmethod(lambda cls: record),
        "__reduce__": _reduced,
        "conventions": (),
    }
    return dataclass(frozen=True)(type(name, (part, inner), own))


def _on(self: Any, parameters: Mapping[str, tuple[int, ...]]) -> Any:
    """The part around the rule for a point that is made of these parameters."""
    part, inner = self.made_of
    kind = type(self.inside.on(parameters))
    return self if kind is inner else as_kind(self, joined(part, kind))


def _reduced(self: Any) -> tuple:
    """So that it can be sent to another process, where its class is made again."""
    parts, rule = [], type(self)
    while "made_of" in vars(rule):
        part, rule = rule.made_of
        parts.append(part)
    return _again, (parts, rule, self.hyperparameters)


def _again(parts: list[Any], rule: Any, settings: dict[str, Any]) -> Any:
    for part in reversed(parts):
        rule = joined(part, rule)
    return rule(**settings)
