"""How a widget is closed."""

from __future__ import annotations

import ipywidgets as widgets


def close_all(widget: widgets.Widget) -> None:
    """Close a widget and all that it holds."""
    for child in getattr(widget, "children", ()):
        close_all(child)
    for part in ("layout", "style"):
        if widget.has_trait(part):
            getattr(widget, part).close()
    widgets.Widget.close(widget)
