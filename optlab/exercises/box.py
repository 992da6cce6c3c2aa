"""The box that an answer stands in."""

LOOKS = {  # by kind: the sign, and JupyterLab's colour for it with one for other pages
    "right": ("✔", "var(--jp-success-color1, #388e3c)"),
    "not attempted": ("○", "var(--jp-warn-color1, #f57c00)"),
    "wrong": ("✘", "var(--jp-error-color1, #d32f2f)"),
}


def boxed(kind: str, page: str, style: str) -> str:
    """HTML in a box with the sign of its kind; only the bar beside it is coloured.

    >>> boxed("right", "It is.", "max-width: 60em").endswith('<b aria-hidden="true">✔</b> It is.</div>')
    True
    """
    sign, colour = LOOKS[kind]
    box = f"border: 1px solid {colour}; border-left-width: 6px; padding: 6px 12px; {style}"
    return f'<div role="status" style="{box}"><b aria-hidden="true">{sign}</b> {page}</div>'
