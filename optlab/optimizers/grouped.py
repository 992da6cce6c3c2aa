"""A rule that hands each group of parameters to a rule of its own."""

from __future__ import annotations

from dataclasses import field, fields, make_dataclass
from functools import cache
from math import prod
from typing import Any, ClassVar, NamedTuple

import numpy as np

from optlab.optimizers.hyperparameters import hints_of
from optlab.optimizers.rule import Array, Rule


class Span(NamedTuple):
    """Where a parameter lies in a point, and how many rows each field of its record has."""

    name: str
    shape: tuple[int, ...]
    start: int
    stop: int
    rows: tuple[tuple[str, int], ...]


Group = tuple[str, type[Rule], tuple[Span, ...]]  # its name, its rule, and where its parameters lie


class Grouped(Rule):
    """A rule that hands each group of parameters to a rule of its own."""

    groups: ClassVar[tuple[Group, ...]]
    kind: ClassVar[type]

    @classmethod
    def record_type(cls) -> type:
        return cls.kind

    @property
    def rules(self) -> dict[tuple[str, ...], Rule]:
        """The names of the parameters of each group, and the rule that they follow."""
        return {tuple(span.name for span in spans): self._own(name, rule) for name, rule, spans in self.groups}

    def begin(self, position: Array) -> Any:
        size = max(span.stop for _, _, spans in self.groups for span in spans)
        if len(position) != size:
            raise ValueError(
                f"rules are for parameters of {size} numbers: they must be {len(position)}, as a point has"
            )
        return self._each(position, lambda rule, span, _: rule.begin(position[span.start : span.stop]))

    def update(self, t: int, gradient: Array, last: Any) -> Any:
        def one(rule: Rule, span: Span, at: dict[str, slice]) -> Any:
            kind: Any = rule.record_type()
            before = kind(*(getattr(last, name)[at[name]] for name in kind._fields))
            return rule.update(t, gradient[span.start : span.stop], before)

        return self._each(last.position, one)

    def _each(self, position: Array, make: Any) -> Any:
        """A record put together from what is made for each parameter."""
        kind: Any = self.kind
        at, size = placed(self.groups, kind._fields)
        whole = kind(*(np.zeros_like(position, shape=(size[name], *position.shape[1:])) for name in kind._fields))
        for name, rule, spans in self.groups:
            own = self._own(name, rule)
            for span in spans:
                made = make(own.on({span.name: span.shape}), span, at[span.name])
                for part, value in made._asdict().items():
                    getattr(whole, part)[at[span.name][part]] = value
        return whole

    def _own(self, name: str, rule: type[Rule]) -> Rule:
        """The rule of a group, its settings not checked again."""
        own = object.__new__(rule)
        for setting in fields(rule):
            object.__setattr__(own, setting.name, getattr(self, f"{name}_{setting.name}"))
        return own

    def __reduce__(self) -> tuple:
        return _again, (self.groups, self.hyperparameters)


def span_of(rule: Rule, name: str, shape: tuple[int, ...], start: int) -> Span:
    """The span of a parameter.

    Raises:
        ValueError: the rule is one for matrices, and the parameter is none.
    """
    first: Any = rule.on({name: shape}).begin(np.zeros(prod(shape)))
    rows = tuple((field, len(value)) for field, value in first._asdict().items())
    return Span(name, shape, start, start + prod(shape), rows)


@cache
def placed(groups: tuple[Group, ...], states: tuple[str, ...]) -> tuple[dict[str, dict[str, slice]], dict[str, int]]:
    """For each parameter, where its part of each field is; and how many rows each field has.

    A field that a parameter's rule does not have is as long as the parameter, and 0.
    """
    at: dict[str, dict[str, slice]] = {}
    size = dict.fromkeys(states, 0)
    for span in sorted((span for _, _, spans in groups for span in spans), key=lambda span: span.start):
        rows = dict.fromkeys(states, span.stop - span.start) | dict(span.rows)
        at[span.name] = {name: slice(size[name], size[name] + rows[name]) for name in states}
        size = {name: size[name] + rows[name] for name in states}
    return at, size


@cache
def grouped(groups: tuple[Group, ...]) -> Any:
    """The class of a rule for these groups."""
    settings = [
        (f"{name}_{one.name}", hints_of(rule)[one.name], field(default=one.default))
        for name, rule, _ in groups
        for one in fields(rule)
    ]
    states = dict.fromkeys(state for _, rule, _ in groups for state in rule.record_type()._fields)  # type: ignore
    title = " and ".join(dict.fromkeys(rule.title for _, rule, _ in groups))
    own = {
        "__doc__": f"{title}, by the name of the parameter.",
        "title": title,
        "groups": groups,
        "kind": NamedTuple("GroupedStep", [(state, Array) for state in states]),  # type: ignore[misc]
        "letters": {key: letter for _, rule, _ in groups for key, letter in rule.letters.items()},
        "born_at_1": tuple(dict.fromkeys(born for _, rule, _ in groups for born in rule.born_at_1)),
    }
    return make_dataclass("Grouped", settings, bases=(Grouped,), namespace=own, frozen=True)


def _again(groups: tuple[Group, ...], settings: dict[str, Any]) -> Any:
    return grouped(groups)(**settings)
