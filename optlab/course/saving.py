"""What a notebook is saved with: a player's film, and not the live view that ends with its kernel.

JupyterLab shows the view of a widget before anything else that an output holds, and for one whose kernel has
ended it shows "model not found" in the place of the film beside it. So the saved file holds the film alone.
It is an extension of the Jupyter server, switched on by optlab/jupyter/jupyter_server_config.d.
"""

from __future__ import annotations

from typing import Any

LIVE = "application/vnd.jupyter.widget-view+json"
STILL = "image/png"


def without_dead_views(model: dict[str, Any], **_: Any) -> None:
    """Before a notebook is written: of what has a picture as well, leave out the live view.

    >>> both = {"data": {LIVE: {"model_id": "a"}, STILL: "iVBO", "text/plain": "Player: …"}}
    >>> content = {"cells": [{"cell_type": "code", "outputs": [both, {"data": {LIVE: {"model_id": "b"}}}]}]}
    >>> without_dead_views({"type": "notebook", "content": content})
    >>> [sorted(output["data"]) for output in content["cells"][0]["outputs"]]
    [['image/png', 'text/plain'], ['application/vnd.jupyter.widget-view+json']]
    """
    if model.get("type") != "notebook" or not isinstance(model.get("content"), dict):
        return
    for cell in model["content"].get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if STILL in data:
                data.pop(LIVE, None)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "optlab.course.saving"}]


def _load_jupyter_server_extension(server: Any) -> None:
    server.contents_manager.register_pre_save_hook(without_dead_views)
