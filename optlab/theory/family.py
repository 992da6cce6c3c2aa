"""Which method contains which: with one setting, it takes the other's steps."""

from __future__ import annotations

from typing import NamedTuple


class Contains(NamedTuple):
    """``method`` takes the steps of ``other`` where ``when`` is so."""

    method: str
    other: str
    when: str


FAMILY = (
    Contains("momentum", "gradient descent", "μ = 0"),
    Contains("SAM", "gradient descent", "ρ = 0"),
    Contains("Polyak average", "gradient descent", "what moves"),
    Contains("Schedule-Free SGD", "Polyak average", "β = 0"),
    Contains("Adam", "momentum", "ε → ∞"),
    Contains("Adam", "RMSProp", "β₁ = 0"),
    Contains("AdamW", "Adam", "λ = 0"),
    Contains("SOAP", "Adam", "of 1 × 1"),
    Contains("Shampoo", "AdaGrad", "of 1 × 1"),
    Contains("Shampoo", "Muon", "no sum"),
)
"""An arrow for each, held by tests. "of 1 × 1": each number is a matrix of its own. "no sum": L and R are those of
this gradient alone, which makes U·Vᵀ of U·Σ·Vᵀ; Muon with μ = 0 is near that. "ε → ∞": with a rate that grows as
ε does. "ε → ∞" and "β₁ = 0": without the correction for the start."""

PLACES = {  # in a map, across and down: what contains stands to the right of what is contained
    "gradient descent": (-0.05, 1),
    "AdaGrad": (0, 4),
    "Muon": (0, 5),
    "SAM": (0.75, 0),
    "momentum": (1, 1),
    "RMSProp": (1, 2),
    "Polyak average": (1, 3),
    "Shampoo": (1, 4.5),
    "Adam": (2, 1),
    "Schedule-Free SGD": (2.25, 3),
    "AdamW": (3, 1),
    "SOAP": (3, 2),
}
