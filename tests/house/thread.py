"""Owns the threads: which files a measure or feature has on every floor, and where one is missing.

python -m tests.house.thread help/finder
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.house.tree import ROOT, Source, sources

#: What is no measure.
#: `reading` and `hsds` show the same records to browsers and programs: the app has no part in them.
SHARED = {
    "views": {"kit", "gallery", "examples"},
    "services": set(),
    "hub": {"core", "migrations", "seed", "reading", "hsds"},
}
#: Measures of which nothing is on the wire yet, and why.
OFF_THE_WIRE = {"account": "settings stay on the device until people can sign in"}
ORDER = ("contract", "hub", "services", "views", "app", "tests")


def measures(files: Sequence[Source]) -> set[str]:
    """Every word that is a folder on the floors of views, services or hub."""
    folders = {tuple(file.name.split("/")[:2]) for file in files if file.name.count("/") >= 2}
    return {folder for floor, folder in folders if floor in SHARED and folder not in SHARED[floor]}


def features(files: Sequence[Source]) -> set[tuple[str, str]]:
    """(measure, feature) of every folder with a picture."""
    parts = [file.name.split("/") for file in files]
    return {(path[1], path[2]) for path in parts if path[0] == "views" and len(path) == 4}


def stands(measure: str, files: Sequence[Source]) -> dict[str, bool]:
    """Whether the measure's word stands on each floor."""
    names = {file.name for file in files}
    found = {floor: any(name.startswith(f"{floor}/{measure}/") for name in names) for floor in ORDER if floor != "app"}
    return {**found, "contract": f"contract/{measure}.py" in names}


def holes(files: Sequence[Source]) -> Iterator[str]:
    """Where a thread is broken, each with the way out."""
    for measure in sorted(measures(files)):
        for floor, there in stands(measure, files).items():
            if not there and not (measure in OFF_THE_WIRE and floor in ("contract", "hub")):
                way = f"contract/{measure}.py" if floor == "contract" else f"{floor}/{measure}/"
                yield f"{measure} does not stand on the floor {floor}: add {way}"
    for measure, feature in sorted(features(files)):
        folder = f"views/{measure}/{feature}"
        names = {file.name for file in files}
        for role in ("screen", "samples"):
            if f"{folder}/{role}.py" not in names:
                yield f"{folder} has no {role}.py: add it (make new FEATURE=… shows how one looks)"
        module = folder.replace("/", ".")
        if not _named(module, files, "app"):
            yield f"{folder} is shown by no page: add it to app/pages.py and app/routes.py"
        if not _named(module, files, f"tests/{measure}"):
            yield f"{folder} is in no test: say in tests/{measure}/ what a person can do with it"
    questions = [file for file in files if file.floor == "services" and file.name.count("/") == 2]
    for file in questions:
        asked = any(_named(_module(file), files, floor) for floor in ("services", "views", "app"))
        if not asked and not file.name.endswith("__init__.py"):
            yield f"{file.name} is asked by no screen: use it, or take it out"


def _module(file: Source) -> str:
    return file.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _named(module: str, files: Sequence[Source], below: str) -> list[Source]:
    """Files below a folder that import from the module."""
    return [
        file
        for file in files
        if file.name.startswith(f"{below}/") and any(f"{name}.".startswith(f"{module}.") for _, name in file.imports())
    ]


def thread(measure: str, feature: str, files: Sequence[Source]) -> dict[str, list[str]]:
    """The feature's files on each floor, its own before those it shares with its measure."""
    own = [file for file in files if file.name.startswith(f"views/{measure}/{feature}/")]
    reached = {name for file in own for _, name in file.imports()}
    found: dict[str, list[str]] = {floor: [] for floor in ORDER}
    found["views"] = [file.name for file in own]
    for file in files:
        path = file.name.split("/")
        asked = any(f"{name}.".startswith(f"{_module(file)}.") for name in reached) or path[-1] == f"{feature}.py"
        inside = len(path) == 3 and path[1] == measure and path[2] != "__init__.py"
        if file.name == f"contract/{measure}.py" or (file.floor == "hub" and inside):
            found[file.floor].append(file.name)
        elif file.floor == "services" and inside and asked:
            found["services"].append(file.name)
    module = f"views.{measure}.{feature}"
    found["app"] = [file.name for file in _named(module, files, "app")]
    tests = {file.name for file in _named(module, files, "tests")}
    tests |= {file.name for file in files if file.name.startswith(f"tests/{measure}/") and feature in file.name}
    found["tests"] = sorted(tests)
    return found


def main(wish: str, root: Path = ROOT) -> int:
    """Prints the thread of `measure/feature`; without one, names all features."""
    files = sources(root)
    known = features(files)
    measure, _, feature = wish.strip("/").partition("/")
    if (measure, feature) not in known:
        print(f"No feature „{wish}“. There are: {', '.join(sorted('/'.join(pair) for pair in known))}")
        return 2
    for floor, names in thread(measure, feature, files).items():
        for number, name in enumerate(names or ["—"]):
            print(f"  {floor if number == 0 else '':9} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
