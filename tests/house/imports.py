"""Owns who may import what, as far as import-linter ([tool.importlinter]) cannot say it; it must not import it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch

from tests.house.tree import FLOORS, MEASURES, Source

#: Where an outside package is at home: patterns of file names, `*` crosses folders. No pattern: nowhere.
#: Of the standard library, what would open a second wire or a second store.
HOMES: dict[str, tuple[str, ...]] = {
    "pydantic": ("contract/*", "services/*", "hub/*"),
    "snowballstemmer": ("search/*",),
    "sqlite3": ("services/local*.py", "search/*", "hub/core/*"),
    "httpx": ("services/hub.py", "hub/account/issuer.py", "hub/hsds/wire.py"),
    "keyring": ("services/secrets.py",),
    "babel": ("services/language.py",),
    "gettext": ("services/language.py",),
    "PIL": ("services/photo.py",),
    "segno": ("services/*", "hub/reading/*"),
    "jinja2": ("hub/reading/*",),
    "markupsafe": ("hub/reading/*",),
    "typst": ("hub/reading/paper.py",),
    "flet": ("views/*", "app/*"),
    "flet_web": ("app/client.py",),
    "brotli": ("app/static.py",),
    "uvicorn": ("app/run.py", "hub/__main__.py", "hub/door.py", "hub/workers.py"),
    "starlette": ("app/*", "hub/*"),
    "fastapi": ("hub/*",),
    "sqlalchemy": ("hub/*",),
    "alembic": ("hub/core/migration.py", "hub/migrations/*"),
    "anyio": ("hub/*",),
    "joserfc": ("hub/account/issuer.py",),
    # To read an IPv6 address in a tenth of the time of `ipaddress`.
    "socket": ("app/run.py", "hub/core/limits.py"),
    "http.client": (),
    "urllib.request": (),
    "ftplib": (),
    "smtplib": ("hub/account/mail.py",),
    "argon2": ("hub/account/passwords.py",),
}


def strangers(files: Iterable[Source]) -> Iterator[str]:
    """Outside packages away from home."""
    for file in files:
        if file.floor not in FLOORS:
            continue
        for line, name in file.imports():
            package = next((known for known in HOMES if f"{name}.".startswith(f"{known}.")), name.partition(".")[0])
            if package in HOMES:
                if not any(fnmatch(file.name, home) for home in HOMES[package]):
                    homes = ", ".join(HOMES[package]) or "nowhere: the wire is services/hub.py"
                    yield f"{file.name}:{line}: {package} is at home in {homes}; ask there for what you need"
            elif package not in FLOORS and package not in sys.stdlib_module_names:
                yield (
                    f"{file.name}:{line}: {package} has no home: do without it, or pin it in pyproject.toml "
                    "and name its one home in tests/house/imports.py"
                )


def eager_hubs(files: Iterable[Source]) -> Iterator[str]:
    """The hub in the app outside `app/house.py`, or there outside a function: a phone has no hub package."""
    for file in files:
        if file.floor != "app":
            continue
        inside = {
            id(node)
            for function in ast.walk(file.tree)
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            for node in ast.walk(function)
        }
        for node in ast.walk(file.tree):
            if not isinstance(node, ast.Import | ast.ImportFrom):
                continue
            named = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            lazy = file.name == "app/house.py" and id(node) in inside
            if any(f"{name}.".startswith("hub.") for name in named) and not lazy:
                yield f"{file.name}:{node.lineno}: import the hub in app/house.py only, in the function that needs it"


def low_ceilings(files: Iterable[Source]) -> Iterator[str]:
    """A shared file of views or services that knows a measure, and a kit that knows more than the kit."""
    for file in files:
        folder = file.name.split("/")
        if file.floor in ("views", "services") and (len(folder) == 2 or folder[1] == "examples"):
            closed = tuple(f"{file.floor}.{measure}." for measure in MEASURES)
            way = "what all share must know no measure: move it there, or hand the part in"
        elif file.name.startswith("views/kit/"):
            closed = tuple(f"{floor}." for floor in FLOORS)
            way = "the kit knows the kit and Flet only: let the caller hand it in"
        else:
            continue
        for line, name in file.imports():
            if f"{name}.".startswith(closed) and not name.startswith("views.kit"):
                yield f"{file.name}:{line}: {name}: {way}"
