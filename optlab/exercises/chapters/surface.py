"""The surface that steps are taken on."""

from optlab.objectives import tilted_bowl

VALLEY = tilted_bowl(condition_number=9, degrees=30)


def slope_at(t, state):
    """The gradient that step t is given, at its own x."""
    return {"gradient": VALLEY.gradient(state["x"])}
