"""The course live: JupyterLite, with Python in the browser, and optlab and all that it needs beside it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parents[1]
CORE = ["pyodide.mjs", "pyodide.js", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"]
EXTENSION = "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension/static/pypi"
OWN = ("ipykernel-*", "piplite-*", "pyodide_kernel-*")  # of that extension
# The kernel starts with these; what a package needs is loaded with it, and nothing is asked of an index.
FIRST = ["micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython", "optlab"]
# What is not used there: the site serves the notebooks itself, and nobody imports Django.
UNUSED = {
    "optlab": ("optlab/notebooks/",),
    "jedi": ("jedi/third_party/django-stubs/", "jedi/third_party/typeshed/stubs/"),
}
SERVERS = {"jupyterlab-widgets", "widgetsnbextension", "pexpect"}  # asked for, and of no use in a browser
IN_BROWSER = {"python_version": "3.14", "sys_platform": "emscripten", "platform_system": "Emscripten", "extra": ""}
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
SETTINGS = {
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},  # light or dark, as the reader's system is
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}


def main(tools: Path, output: Path, wheels: Path | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lite = Path(folder)
        distribution(tools, lite / "static" / "pyodide", wheels)
        options = {"packages": FIRST}
        kernel = {"disablePyPIFallback": True, "loadPyodideOptions": options}
        config = {"appName": "optlab", "exposeAppInBrowser": True, "litePluginSettings": {KERNEL: kernel}}
        (lite / "jupyter-lite.json").write_text(
            json.dumps({"jupyter-lite-schema-version": 0, "jupyter-config-data": config})
        )
        (lite / "overrides.json").write_text(json.dumps(SETTINGS))
        shutil.copytree(ROOT / "notebooks", lite / "course", ignore=shutil.ignore_patterns(".*", "__pycache__"))
        command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", lite, "--contents", lite / "course"]
        subprocess.run(
            [*command, "--output-dir", output, "--apps", "lab", "--apps", "notebooks", "--no-sourcemaps"],
            check=True,
            cwd=lite,
        )


def distribution(tools: Path, folder: Path, wheels: Path | None) -> None:
    """Pyodide's core, every wheel, and the lock file in which the kernel finds them by name."""
    folder.mkdir(parents=True)
    pyodide = tools / "node_modules" / "pyodide"
    for name in CORE:
        shutil.copy(pyodide / name, folder)
    lock = json.loads((pyodide / "pyodide-lock.json").read_text())
    address = f"https://cdn.jsdelivr.net/pyodide/v{json.loads((pyodide / 'package.json').read_text())['version']}/full/"
    pure(folder)
    packages = {
        name: entry(path, lock["packages"]) for path in sorted(folder.glob("*.whl")) for name in [name_of(path)]
    }
    known, needed = lock["packages"] | packages, {}
    waiting = list(FIRST)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed[name] = known[name]
            waiting += known[name]["depends"]
    for name, package in needed.items():
        if name in packages:
            continue
        if wheels is None:
            package["file_name"] = address + package["file_name"]
        else:
            serve(wheels / package["file_name"], folder, package["sha256"])
    lock["packages"] = needed
    (folder / "pyodide-lock.json").write_text(json.dumps(lock))


def pure(folder: Path) -> None:
    """The wheels that run anywhere: optlab's, the kernel's, and those in kernel.txt."""
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, ROOT], check=True)
    listed = ["-r", ROOT / "site" / "kernel.txt", "--python-version", "3.14", "--only-binary", ":all:"]
    anywhere = ["--platform", "any", "--implementation", "py", "--abi", "none"]
    subprocess.run([*pip, "download", "--no-deps", *listed, *anywhere, "-d", folder], check=True)
    for pattern in OWN:
        (path,) = (Path(sys.prefix) / EXTENSION).glob(pattern)
        shutil.copy(path, folder)
    for name, parts in UNUSED.items():
        (wheel,) = folder.glob(f"{name}-*.whl")
        without(wheel, parts)


def without(wheel: Path, parts: tuple[str, ...]) -> None:
    """The same wheel, less some of its folders."""
    slim = wheel.with_suffix(".slim")
    with ZipFile(wheel) as whole, ZipFile(slim, "w") as less:
        for name in whole.namelist():
            if not name.startswith(parts):
                less.writestr(name, whole.read(name), compress_type=ZIP_DEFLATED)
    slim.replace(wheel)


def entry(path: Path, known: dict[str, dict]) -> dict:
    """A wheel as the lock file lists it."""
    with ZipFile(path) as wheel:
        (metadata,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
        lines = wheel.read(metadata).decode().partition("\n\n")[0].splitlines()
        tops = {name.split("/")[0].removesuffix(".py") for name in wheel.namelist() if ".dist-info" not in name}
    asked = [Requirement(line.partition(":")[2].strip()) for line in lines if line.startswith("Requires-Dist:")]
    asked = [each for each in asked if each.marker is None or each.marker.evaluate(IN_BROWSER)]
    names = {canonicalize_name(each.name) for each in asked} - SERVERS
    if missing := names - {name_of(other) for other in path.parent.glob("*.whl")} - known.keys():
        raise SystemExit(
            f"{path.name} needs {', '.join(sorted(missing))}: add what runs in a browser to site/kernel.txt"
        )
    version = str(parse_wheel_filename(path.name)[1])
    return {
        "name": name_of(path),
        "version": version,
        "file_name": path.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(top for top in tops if top.isidentifier()),
        "depends": sorted(names),
        "unvendored_tests": False,
    }


def name_of(path: Path) -> str:
    return str(parse_wheel_filename(path.name)[0])


def serve(path: Path, folder: Path, sha256: str) -> None:
    """Copy a wheel, if it is the one that Pyodide's own lock file names."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise SystemExit(f"{path.name} is not the file that Pyodide's lock file names")
    shutil.copy(path, folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
