"""The program that needs no Python: it is built, starts, and gives the first page and the first picture."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgpack
import pytest
from websockets.sync.client import connect

from tests.house.tree import FLOORS, ROOT

BUILDS = ROOT / "build" / "binary"
#: What Flet's client says first: a window of 900 × 700 at the start page.
HELLO = {
    "session_id": None,
    "page_name": "",
    "page": {
        "route": "/",
        "web": True,
        "platform": "linux",
        "platform_brightness": "light",
        "width": 900.0,
        "height": 700.0,
        "window": {},
        "media": {"padding": {}, "view_padding": {}, "view_insets": {}, "device_pixel_ratio": 1.0},
    },
}

pytestmark = pytest.mark.slow


def mark() -> str:
    """Changes with everything that goes into the program, so that one program is built once."""
    files = [ROOT / name for name in ("build.spec", "run_binary.py", "requirements.txt")]
    files += [path for folder in (*FLOORS, "assets", "locales") for path in sorted((ROOT / folder).rglob("*"))]
    told = hashlib.sha256()
    for path in files:
        if path.is_file() and "__pycache__" not in path.parts:
            told.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return told.hexdigest()[:12]


@pytest.fixture(scope="module")
def folder() -> Path:
    """The folder of the built program."""
    place = BUILDS / mark()
    built = place / "wueapp"
    if not (built / "wueapp").exists():
        shutil.rmtree(BUILDS, ignore_errors=True)
        command = [sys.executable, "-m", "PyInstaller", "build.spec", "--noconfirm", "--log-level", "WARN"]
        paths = ["--distpath", str(place), "--workpath", str(ROOT / "build" / "pyinstaller")]
        done = subprocess.run([*command, *paths], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    return built


@pytest.fixture(scope="module")
def address(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the started program can be reached, on a data folder of its own and with no Python beside it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    data = tmp_path_factory.mktemp("data")
    clean = {"PORT": str(port), "DATA": str(data), "PATH": os.defpath, "HOME": str(data), "LANG": "C.UTF-8"}
    program = subprocess.Popen(
        [folder / "wueapp", "--quiet"], env=clean, cwd=data, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert program.stdout
    said = program.stdout.readline()
    assert said.startswith("WueApp: http://127.0.0.1:"), said + (program.stdout.read() if program.poll() else "")
    yield said.removeprefix("WueApp: ").strip()
    program.terminate()
    assert program.wait(20) in (0, -15)
    program.stdout.close()


def test_the_program_gives_the_first_page_and_what_it_loads(address: str) -> None:
    assert httpx.get(f"{address}/healthz").text == "ok"
    page = httpx.get(address)
    assert page.status_code == 200
    assert 'lang="de"' in page.text
    loaded = re.findall(r'(?:src|href)="(/v/[^"]+)"', page.text)
    assert loaded
    assert {name: httpx.get(address + name).status_code for name in loaded} == dict.fromkeys(loaded, 200)


def test_the_program_draws_the_start_page(address: str) -> None:
    with connect(f"{address.replace('http', 'ws')}/ws", origin=None, max_size=None) as line:
        line.send(b"\0" + msgpack.packb([1, HELLO]))
        wanted = {"Start", "Forum", "Hilfe", "Mitmachen", "Ehrenamt", "Notfall"}
        while wanted:
            frame = line.recv(timeout=30)
            assert isinstance(frame, bytes)
            wanted -= set(words(msgpack.unpackb(frame[1:], ext_hook=lambda _code, data: data, strict_map_key=False)))


def words(part: Any) -> Iterator[str]:
    """Every text in a message of Flet's."""
    if isinstance(part, str):
        yield part.replace("\u200b", "")
    elif isinstance(part, dict):
        for value in part.values():
            yield from words(value)
    elif isinstance(part, list):
        for value in part:
            yield from words(value)


def test_the_program_carries_no_more_than_it_uses(folder: Path) -> None:
    inside = folder / "_internal"
    locales = {path.name for path in inside.rglob("babel/locale-data/*.dat")}
    assert locales == {"root.dat", "de.dat", "de_DE.dat"}
    assert [name for name in ("tests", "bench", "pytest", "playwright", "psycopg") if (inside / name).exists()] == []
    assert not (inside / "flet_web" / "web" / "pyodide").exists()
