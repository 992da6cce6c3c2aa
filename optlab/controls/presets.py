"""Settings to predict before they are played."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import ipywidgets as widgets

from optlab.formulas.notation import symbol
from optlab.optimizers.rule import Rule
from optlab.values import shown


class Presets(widgets.HBox):
    """Buttons that show a setting but not its name; the name comes with the answer.

    Args:
        rule: what the settings change.
        presets: from a name ("too slow") to a learning rate, or to a dictionary of hyperparameters.
        chosen: called with the rule that is chosen.
    """

    def __init__(self, rule: Rule, presets: Mapping[str, Any], chosen: Callable[[Rule], None]) -> None:
        settings, self.rules = _settings(rule, presets), preset_rules(rule, presets)
        self.labels = {name: _label(rule, setting) for name, setting in settings.items()}
        self.name: str | None = None
        self.chosen = chosen
        self.buttons = {name: widgets.Button(description=label) for name, label in self.labels.items()}
        for name, button in self.buttons.items():
            button.on_click(lambda _, name=name: self.choose(name))
        super().__init__(list(self.buttons.values()))
        self.add_class("optlab-choices")

    def choose(self, name: str | None) -> None:
        """Take a setting; None takes none, and hides the names again."""
        for other, button in self.buttons.items():
            (button.add_class if other == name else button.remove_class)("optlab-chosen")
            if name is None:
                button.description = self.labels[other]
        self.name = name
        if name is not None:
            self.chosen(self.rules[name])

    def reveal(self) -> str:
        """Show the name of the setting that was chosen, and return it."""
        if self.name is None:
            return ""
        self.buttons[self.name].description = f"{self.labels[self.name]}: {self.name}"
        return self.name


def preset_rules(rule: Rule, presets: Mapping[str, Any]) -> dict[str, Rule]:
    """The rule with each of the settings, by their names.

    Raises:
        ValueError: no settings, or one that the rule refuses.
    """
    return {name: replace(rule, **setting) for name, setting in _settings(rule, presets).items()}


def _settings(rule: Rule, presets: Any) -> dict[str, dict[str, Any]]:
    if not isinstance(presets, Mapping) or not presets or not all(isinstance(name, str) for name in presets):
        said = "it must be a dictionary from names to learning rates, or to dictionaries of hyperparameters"
        raise ValueError(f"presets is {shown(presets)}: {said}")
    found = {}
    for name, given in presets.items():
        found[name] = dict(given) if isinstance(given, Mapping) else {"learning_rate": given}
        for hyperparameter in found[name]:
            if hyperparameter not in rule.hyperparameters:
                known = ", ".join(rule.hyperparameters)
                said = f"a preset sets one or more of {known}"
                raise ValueError(f"{hyperparameter} is not in {type(rule).__name__}: {said}")
    return found


def _label(rule: Rule, setting: Mapping[str, Any]) -> str:
    parts = {symbol(rule, name) or name.replace("_", " "): value for name, value in setting.items()}
    return ", ".join(f"{name} = {_number(value)}" for name, value in parts.items())


def _number(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
