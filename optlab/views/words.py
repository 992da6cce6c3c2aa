"""Numbers as they stand in a picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.ticker import Formatter

PLAIN = 1e-3, 1e4  # powers of ten between these are written out as numbers
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float, _: int | None = None) -> str:
    """A number for a tick or a sentence: a true minus, spaces between thousands, powers of ten if it is large or small.

    Typeset mathematics would take longer than all the rest of the figure.

    >>> print(*map(number, (-0.5, 1200, 0.001, 1e-8, 2.5e6)))
    −0.5 1200 0.001 10⁻⁸ 2.5·10⁶
    """
    if not np.isfinite(value):
        return "∞" if value > 0 else "−∞" if value < 0 else "undefined"
    size = abs(value)
    if size == 0 or 9.995e-4 <= size < 99_999.5:
        text = f"{value:,.0f}" if size >= 9_999.5 else f"{value:.0f}" if size >= 999.5 else f"{value:.3g}"
        return text.replace(",", "\N{THIN SPACE}").replace("-", "−")
    digits, power = f"{value:.2e}".split("e")
    digits = digits.rstrip("0").rstrip(".")
    ten = "10" + str(int(power)).translate(RAISED)
    return {"1": ten, "-1": "−" + ten}.get(digits, f"{digits}·{ten}".replace("-", "−"))


def power_of_ten(value: float, _: int | None = None) -> str:
    """A power of ten, however large or small it is.

    >>> power_of_ten(0.01)
    '10⁻²'
    """
    return "10" + str(round(np.log10(value))).translate(RAISED)


class Powers(Formatter):
    """The ticks of a logarithmic axis: all written out, or all as powers of ten.

    >>> Powers().format_ticks([0.01, 0.1, 1]), Powers().format_ticks([1e-6, 1e-3, 1])
    (['0.01', '0.1', '1'], ['10⁻⁶', '10⁻³', '10⁰'])
    """

    def __call__(self, value: float, pos: int | None = None) -> str:
        return number(value)

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        plain = not len(values) or PLAIN[0] * 0.999 <= min(values) <= max(values) <= PLAIN[1] * 1.001
        return [(number if plain or f"{value:e}"[0] != "1" else power_of_ten)(value) for value in values]
