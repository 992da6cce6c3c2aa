"""A table of what was measured, ours beside theirs, on the screen and in a file."""

import argparse
import json
import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("numpy", "matplotlib", "ipywidgets", "anywidget", "jupyterlab", "pillow", "ipympl")


class Table:
    """Prints a row as soon as it is known; `end` says how busy the machine was, and whether all limits were kept."""

    def __init__(self, title: str) -> None:
        parser = argparse.ArgumentParser(description=title)
        parser.add_argument("--json", metavar="FILE", type=Path, help="write the numbers there too")
        self.file: Path | None = parser.parse_args().json
        self.rows: list[dict] = []
        print(f"{'what':<66}{'ours':>10}{'theirs':>10}{'ratio':>9}{'limit':>10}  ok")

    def row(self, what: str, ours: float, theirs: float | None, limit: float | None, unit: str, least=False) -> None:
        """What counts against the limit is the ratio, or ours where there is no theirs; ``least``: it is a minimum."""
        ratio = None if theirs is None else ours / theirs
        counted = ours if ratio is None else ratio
        ok = None if limit is None else bool(counted >= limit if least else counted <= limit)
        self.rows.append(
            {"what": what.strip(), "ours": ours, "theirs": theirs, "unit": unit}
            | {"ratio": ratio, "limit": limit, "ok": ok}
        )
        numbers = [f"{x:.4g}" if x is not None else "–" for x in (ours, theirs, ratio)]
        bound = "–" if limit is None else f"{'≥' if least else '≤'} {limit:.3g}"
        said = {None: "", True: "yes", False: "NO"}[ok]
        left = f"{what}, {unit}" if unit else what
        print(f"{left:<66}{numbers[0]:>10}{numbers[1]:>10}{numbers[2]:>9}{bound:>10}  {said}", flush=True)

    def end(self) -> int:
        """The footer, the file, and the exit code."""
        load, versions = os.getloadavg(), {name: version(name) for name in PACKAGES}
        print(f"load average {load[0]:.1f} on {os.cpu_count()} processors, {platform.platform()}")
        if self.file:
            made_by = {"versions": versions, "machine": platform.platform(), "load average": load}
            self.file.write_text(json.dumps(made_by | {"results": self.rows}, indent=1, ensure_ascii=False))
        return 0 if all(row["ok"] is not False for row in self.rows) else 1
