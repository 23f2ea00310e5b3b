"""Owns the proof that the app opens on damaged stores and full disks, says so, and keeps what can be read."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.house import House, HouseSettings
from contract.problems import Code
from services.outbox import Outbox
from tests.faults.mounting import FORBIDDEN, OWN, mounts

pytestmark = pytest.mark.anyio
ITEMS = 60
PAGE = 4096


def outbox_of(house: House) -> Outbox:
    return house.outbox(house.private(), house.sign_in(None))  # type: ignore[arg-type]


async def filled(folder: Path) -> dict[str, str]:
    """A folder as the app leaves it: drafts and waiting items by id, and their states."""
    house = House(HouseSettings(data=folder, hub_url="http://127.0.0.1:9"))
    outbox = outbox_of(house)
    states: dict[str, str] = {}
    for number in range(ITEMS):
        body = {"about": "/hilfe", "text": f"{number} " + "x" * 400, "query": ""}
        item = await outbox.draft("feedback", body, f"Rückmeldung {number}")
        states[item.id] = (await outbox.send(item.id) if number % 2 else item).state
    await house.close()
    return states


def random_bytes(file: Path, chance: random.Random) -> None:
    file.write_bytes(chance.randbytes(file.stat().st_size))


def truncated(file: Path, chance: random.Random) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def zero_length(file: Path, chance: random.Random) -> None:
    file.write_bytes(b"")


def spoilt_page(file: Path, chance: random.Random) -> None:
    """Past the first pages, which say what tables there are."""
    body = bytearray(file.read_bytes())
    at = chance.randrange(len(body) // 2 // PAGE, len(body) // PAGE) * PAGE
    body[at : at + PAGE] = chance.randbytes(PAGE)
    file.write_bytes(body)


@pytest.mark.parametrize("store", ["private", "public"])
@pytest.mark.parametrize(
    ("damage", "kept"), [(random_bytes, 0), (truncated, 0), (zero_length, 0), (spoilt_page, ITEMS // 2)]
)
async def test_the_app_opens_says_what_happened_and_keeps_what_can_be_read(
    tmp_path: Path, store: str, damage: Callable[[Path, random.Random], None], kept: int
) -> None:
    before = await filled(tmp_path)
    damage(tmp_path / f"{store}.db", random.Random(7))
    house = House(HouseSettings(data=tmp_path, hub_url="http://127.0.0.1:9"))
    outbox = outbox_of(house)
    await house.open()
    there = {item.id: item.state for item in await outbox.items()}
    await house.public.page("help")
    assert there.items() <= before.items()
    assert len(there) >= (kept if store == "private" else ITEMS)
    troubled = house.private() if store == "private" else house.public
    if store == "private" or damage is not spoilt_page:
        assert troubled.trouble is Code.STORE_BROKEN
    # It goes on: what is written now is kept.
    fresh = await outbox.draft("feedback", {"about": "/", "text": "danach"}, "Danach")
    await house.close()
    again = House(HouseSettings(data=tmp_path, hub_url="http://127.0.0.1:9"))
    assert await outbox_of(again).get(fresh.id) == fresh
    assert again.private().trouble is None
    await again.close()


#: Runs where file systems can be mounted: a full one, or one that cannot be written.
OPENED = """
import asyncio, os, pathlib, subprocess, sys
from tests.faults.test_damage import ITEMS, House, HouseSettings, filled, outbox_of
from contract.problems import Code
async def main(how, folder):
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=True)
    before = await filled(folder)
    if how == "full":
        ballast = os.open(folder / "ballast", os.O_CREAT | os.O_WRONLY)
        space = os.statvfs(folder)
        os.posix_fallocate(ballast, 0, space.f_bavail * space.f_frsize)
        os.close(ballast)
    else:
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    house = House(HouseSettings(data=folder, hub_url="http://127.0.0.1:9"))
    assert house.private().trouble is Code.STORE_FULL, house.private().trouble
    there = {item.id: item.state for item in await outbox_of(house).items()}
    assert there == before, (len(there), len(before))
    await house.open()
    await house.close()
    if how == "full":
        (folder / "ballast").unlink()
    else:
        subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
    again = House(HouseSettings(data=folder, hub_url="http://127.0.0.1:9"))
    assert again.private().trouble is None
    assert {item.id: item.state for item in await outbox_of(again).items()} == before
    await again.close()
asyncio.run(main(sys.argv[1], pathlib.Path(sys.argv[2])))
"""


@pytest.mark.parametrize("how", ["full", "read-only"])
def test_on_a_disk_that_takes_nothing_the_app_opens_and_gives_nothing_up(tmp_path: Path, how: str) -> None:
    if not mounts():
        pytest.skip(FORBIDDEN)
    root = Path(__file__).parents[2]
    command = [*OWN, sys.executable, "-c", OPENED, how, str(tmp_path)]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
