"""What a phone gets: only what it needs, and nothing that cannot run there."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import babel
import pytest
from packaging.requirements import Requirement

from app.routes import ROUTES, find
from tests.house.tree import ROOT
from tests.house.words import tracked

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
FLET: dict[str, Any] = PROJECT["tool"]["flet"]
#: What stands at the root and goes along.
CARRIED = {
    "app",
    "assets",
    "contract",
    "locales",
    "main.py",
    "pyproject.toml",
    "search",
    "services",
    "views",
    "LICENSE",
}
#: Not pure Python, but built for Android and iOS by Flet's mobile-forge (flet.md §5); msgpack has a Python twin.
MOBILE_WHEELS = {"pydantic-core", "msgpack", "pillow"}
#: Which dependency would need a permission of the device.
NEEDS = {"location": "flet-geolocator", "camera": "flet-camera", "microphone": "flet-audio-recorder"}
#: What is not on a phone: packages of the server and of the hub, and what is excluded.
ABSENT = """
import sys
GONE = {"hub", "tests", "bench", "uvicorn", "starlette", "fastapi", "flet_web", "brotli", "websockets", "sqlalchemy",
        "alembic", "psycopg", "jinja2", "markupsafe", "typst"}
class Phone:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in GONE:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Phone())
"""
OFFLINE = """
import asyncio, main
from pathlib import Path
from app.house import House, HouseSettings
async def start():
    house = House(HouseSettings(Path(sys.argv[1])))
    await house.open()
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    house.sync.subscribe_status(lambda status: loop.call_soon_threadsafe(asked.set))
    if house.sync.status.problem is None:
        await asyncio.wait_for(asked.wait(), 20)
    print(house.sync.status.problem.value, (await house.public.page("help")).total, house.demo)
    await house.close()
asyncio.run(start())
"""


def test_what_stands_at_the_root_is_carried_or_left_out_on_purpose() -> None:
    left_out = set(FLET["app"]["exclude"])
    roots = {name.partition("/")[0] for name, _ in tracked() if not name.startswith(".")}
    assert roots - left_out - CARRIED == set(), "name it in [tool.flet.app] exclude, or among what is carried here"
    assert {"hub", "tests", "bench", "docs"} <= left_out
    assert not left_out & CARRIED


def test_the_app_asks_for_no_permission_that_it_does_not_use() -> None:
    pinned = {Requirement(line).name for line in PROJECT["project"]["dependencies"]}
    asked = set(FLET["permissions"])
    assert asked <= {name for name, package in NEEDS.items() if package in pinned}
    assert {name for name, package in NEEDS.items() if package in pinned} <= asked


def test_flet_finds_the_entry_at_the_root() -> None:
    assert FLET["app"] | {"exclude": []} == {"path": ".", "module": "main", "exclude": []}
    assert "native()" in (ROOT / "main.py").read_text("utf-8")


def test_a_link_from_elsewhere_opens_its_page() -> None:
    link = FLET["deep_linking"]
    assert link["scheme"] == "https"
    for route in ROUTES:
        opened, _ = find(f"{link['scheme']}://{link['host']}{route.path.replace('{id}', 'eins')}")
        assert opened is route


def test_of_babel_only_german_goes_along() -> None:
    folder = Path(babel.__file__).parent / "locale-data"
    patterns = [pattern.removeprefix("babel/locale-data/") for pattern in FLET["cleanup"]["package_files"]]
    kept = {path.name for path in folder.glob("*.dat") if not any(fnmatch(path.name, pattern) for pattern in patterns)}
    assert kept == {"root.dat", "de.dat", "de_DE.dat"}


def _carried(name: str, seen: dict[str, bool]) -> dict[str, bool]:
    """Every distribution an Android device needs for one, and whether it is pure Python."""
    if name in seen:
        return seen
    found = distribution(name)
    seen[name] = "Root-Is-Purelib: true" in (found.read_text("WHEEL") or "")
    device = {"sys_platform": "android", "platform_system": "Android", "os_name": "posix", "extra": ""}
    for line in found.requires or []:
        wish = Requirement(line)
        if wish.marker is None or wish.marker.evaluate(device):
            _carried(wish.name.lower(), seen)
    return seen


@pytest.mark.parametrize("line", PROJECT["project"]["dependencies"])
def test_what_the_device_needs_is_pinned_and_runs_there(line: str) -> None:
    wish = Requirement(line)
    assert str(wish.specifier).startswith("=="), "pin it"
    assert distribution(wish.name).version in wish.specifier
    made = {name for name, pure in _carried(wish.name, {}).items() if not pure}
    assert made <= MOBILE_WHEELS, "use a pure package, or one that mobile-forge builds"


def test_the_pydantic_of_the_device_is_the_one_with_mobile_wheels() -> None:
    assert "pydantic==2.13.3" in PROJECT["project"]["dependencies"]


def test_the_app_starts_on_a_device_without_hub_and_server(tmp_path: Path) -> None:
    command = [sys.executable, "-c", ABSENT + OFFLINE, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    problem, offers, demo = done.stdout.split()
    assert problem.startswith("hub-")
    assert int(offers) > 0
    assert demo == "False", "accounts are shown that no hub here has"
