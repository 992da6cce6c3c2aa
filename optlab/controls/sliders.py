"""Sliders for numbers of several kinds: from 0 to 1 dense near 1, over powers of ten, whole."""

from __future__ import annotations

import math
from dataclasses import replace

import ipywidgets as widgets

from optlab.optimizers.rule import Rule

NEAR_ONE = [0.91, 0.92, 0.93, 0.94, 0.95, 0.96, 0.97, 0.98, 0.99, 0.995, 0.999, 0.9999]
DECAYS = [round(0.05 * i, 2) for i in range(19)] + NEAR_ONE
PARTS = [*DECAYS, 1.0]
LOWEST, HIGHEST = {"epsilon": -10, "weight_decay": -5}, {"epsilon": 1, "weight_decay": 0}
Slider = widgets.SelectionSlider | widgets.IntSlider | widgets.FloatLogSlider
FRACTIONS = {"factor", "rise"}  # numbers of a schedule that lie between 0 and 1


def rule_slider(rule: Rule, name: str) -> Slider:
    """For a hyperparameter: what may not reach 1 is a decay."""
    value = getattr(rule, name)
    return _choice(DECAYS) if value < 1 and not _allows(rule, name, 1.0) else _powers(name, value)


def schedule_slider(name: str, value: float, steps: int) -> Slider:
    """For a number of a schedule: whole ones count steps, and reach as far as twice the run."""
    name = name.rpartition(".")[2]
    if isinstance(value, int):
        return widgets.IntSlider(value, 1, max(2 * steps, value), readout=False)
    return _choice(PARTS) if name in FRACTIONS else _powers(name, value)


def place(slider: Slider, value: float) -> None:
    """Put the handle where a value is, or as near as it comes."""
    if isinstance(slider, widgets.SelectionSlider):
        known = [number for _, number in slider.options]
        slider.index = min(range(len(known)), key=lambda i: abs(known[i] - value))
    elif isinstance(slider, widgets.IntSlider):
        slider.value = min(max(int(value), slider.min), slider.max)
    else:
        slider.value = min(max(value, 10**slider.min), 10**slider.max)


def chosen(slider: Slider, position: float, value: float) -> float | None:
    """What a handle that was moved to a position says; None if the browser only moved it to its nearest notch."""
    if not isinstance(slider, widgets.FloatLogSlider):
        return position
    if value > 0 and abs(math.log10(position / value)) <= (slider.step or 0) / 2:
        return None
    return float(f"{position:.3g}")  # what the box shows is what the run uses


def _choice(numbers: list[float]) -> widgets.SelectionSlider:
    return widgets.SelectionSlider(options=[(f"{number:g}", number) for number in numbers], readout=False)


def _powers(name: str, value: float) -> widgets.FloatLogSlider:
    centre = math.floor(math.log10(value)) if value > 0 else -3
    low, high = LOWEST.get(name, min(-4, centre - 2)), HIGHEST.get(name, max(1, centre + 2))
    start = min(max(value, 10.0**low), 10.0**high)
    return widgets.FloatLogSlider(value=start, min=low, max=high, step=0.02, readout=False)


def _allows(rule: Rule, name: str, value: float) -> bool:
    try:
        replace(rule, **{name: value})
    except ValueError:
        return False
    return True
