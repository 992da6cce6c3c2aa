"""Different rules, or different settings, for different parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

from optlab.optimizers.grouped import Span, grouped, span_of
from optlab.optimizers.rule import Rule
from optlab.values import shown


def PerParameter(rules: Mapping[str, Rule], parameters: Mapping[str, tuple[int, ...]]) -> Any:
    """One rule made of several, each for some of the parameters: decay for matrices, none for biases, for example.

    Args:
        rules: pattern -> rule; * in a pattern stands for anything. A parameter has the rule of the first
            pattern that fits it.
        parameters: name -> shape, in the order of a point: an objective's ``parameters``.

    Returns:
        A rule whose hyperparameters are those of all, each after the name of its pattern: ``weights_learning_rate``.
        They can be arrays and schedules, as everywhere. A state that a parameter's rule does not have is 0.

    The same elsewhere: the parameter groups of ``torch.optim``; ``optax.multi_transform``.

    Raises:
        ValueError: what is no rule, a rule that asks for a second gradient, a pattern that fits nothing, or a
            parameter that none fits.

    >>> from optlab import AdamW, run
    >>> from optlab.training import Network, spirals
    >>> net = Network([2, 8, 2], spirals().train)
    >>> mixed = PerParameter({"weights*": AdamW(weight_decay=0.1), "biases*": AdamW(weight_decay=0)}, net.parameters)
    >>> mixed.hyperparameters["weights_weight_decay"], mixed.hyperparameters["biases_weight_decay"]
    (0.1, 0.0)
    """
    if not isinstance(rules, Mapping) or not rules or not all(isinstance(rule, Rule) for rule in rules.values()):
        raise ValueError(f"rules is {shown(rules)}: it must hold a Rule for each pattern of names")
    asks = [type(rule).__name__ for rule in rules.values() if rule.asks_for]
    if asks:
        raise ValueError(f"rules has {asks[0]}: it must be rules that take one gradient a step; use {asks[0]} for all")
    where: dict[str, list[Span]] = {pattern: [] for pattern in rules}
    done = 0
    for name, shape in parameters.items():
        fit = next((pattern for pattern in rules if fnmatchcase(name, pattern)), None)
        if fit is None:
            raise ValueError(f"rules has {', '.join(map(repr, rules))}: one of them must fit the parameter {name!r}")
        where[fit].append(span := span_of(rules[fit], name, shape, done))
        done = span.stop
    for pattern, spans in where.items():
        if not spans:
            raise ValueError(f"rules has {pattern!r}: it must fit one of the parameters {', '.join(parameters)}")
    names = {pattern: re.sub(r"\W+", "", pattern) or "rest" for pattern in rules}
    if len({*names.values()}) < len(names):
        raise ValueError(f"rules has {', '.join(map(repr, rules))}: they must differ in their letters")
    groups = tuple((names[pattern], type(rule), tuple(where[pattern])) for pattern, rule in rules.items())
    settings = {f"{names[p]}_{k}": value for p, rule in rules.items() for k, value in rule.hyperparameters.items()}
    return grouped(groups)(**settings)
