"""The course brought to a folder: what is missing comes, what was left alone is renewed, the rest is kept."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from optlab.course import files
from optlab.course.merge import fresh, merge
from optlab.course.put import put, set_aside
from optlab.course.record import digest

IGNORED = {".ipynb_checkpoints", "__pycache__"}
TRIES = 5  # a notebook that is saved while it is merged is merged again, at most as many times


@dataclass
class Report:
    """What was done, file by file; as a text, one line for the student, empty if there is nothing to say."""

    new: list[str] = field(default_factory=list)
    renewed: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    aside: dict[str, str] = field(default_factory=dict)
    trouble: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        said = [f"brought {len(self.new)} {'file' if len(self.new) == 1 else 'files'}"] if self.new else []
        for verb, counts, of in (("renewed", self.renewed, ""), ("kept", self.kept, " of yours")):
            if total := sum(counts.values()):
                said.append(f"{verb} {total} {'cell' if total == 1 else 'cells'}{of} in {', '.join(counts)}")
        said += [f"{name} could not be read, and is now called {other}" for name, other in self.aside.items()]
        for why in dict.fromkeys(self.trouble.values()):  # a full disk is one sentence, not one for each file
            names = [name for name, reason in self.trouble.items() if reason == why]
            said.append(f"{', '.join(names)} {'is as it was' if len(names) == 1 else 'are as they were'}: {why}")
        return "; ".join(said)


def bring(notebooks: Path, folder: Path) -> Report:
    """Bring every file of the course to ``folder``.

    A notebook that is there is merged by `optlab.course.merge.merge`. Another file is renewed if it is
    as it was delivered. A file that is not in the course is never touched, and none is ever deleted.

    Raises:
        OSError: there is no such folder, and it cannot be made. Trouble with one file is in the report.
    """
    report = Report()
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(notebooks.rglob("*")):
        inside = path.relative_to(notebooks)
        if not path.is_file() or IGNORED.intersection(inside.parts):
            continue
        step = _notebook if path.suffix == ".ipynb" else _other
        try:
            (folder / inside).parent.mkdir(parents=True, exist_ok=True)
            if not any(step(path, folder, inside, report) for _ in range(TRIES)):
                report.trouble[inside.as_posix()] = "something else is writing it"
        except OSError as mistake:
            report.trouble[inside.as_posix()] = mistake.strerror or str(mistake)
    return report


def _notebook(path: Path, folder: Path, inside: Path, report: Report) -> bool:
    course, target = json.loads(path.read_bytes()), files.target(folder / inside)  # a link stays a link
    before = files.read(target)
    hers = None if before is None else files.notebook(before)
    if hers is None:
        if before is not None:
            report.aside[inside.as_posix()] = set_aside(target).name
        return _put_new(target, files.content(fresh(course)), inside, report)
    merged = merge(hers, course)
    if merged.notebook == hers:
        return True
    if not put(target, files.content(merged.notebook), before):
        return False
    for counts, count in ((report.renewed, merged.renewed), (report.kept, merged.kept)):
        if count:
            counts[inside.with_suffix("").as_posix()] = count
    return True


def _other(path: Path, folder: Path, inside: Path, report: Report) -> bool:
    content, target, name = path.read_bytes(), files.target(folder / inside), inside.as_posix()
    before, kept = files.read(target), files.read(folder / files.RECORD)
    record = files.delivered(kept)
    if before == content or (before is not None and digest(before) not in record.get(name, [])):
        return True  # it is the same already, or it is the student's own
    record[name] = sorted({*record.get(name, []), digest(content)})
    # The record comes first: if the program ends here, the old file still counts as delivered.
    if not put(folder / files.RECORD, json.dumps(record, indent=1).encode(), kept):
        return False
    if before is None:
        return _put_new(target, content, inside, report)
    return put(target, content, before)


def _put_new(target: Path, content: bytes, inside: Path, report: Report) -> bool:
    done = put(target, content, None)
    if done:
        report.new.append(inside.as_posix())
    return done
