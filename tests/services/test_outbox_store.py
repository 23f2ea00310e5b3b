"""Owns the proof that what waits survives a damaged, full or older file of the device; it must not send."""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
from pathlib import Path

import pytest

from contract.problems import Code
from services.local_file import APPLICATION_ID, StoreFailed
from services.local_private import PrivateStore
from tests.services.writing import FEEDBACK, Device

pytestmark = pytest.mark.anyio


def version_one(path: Path) -> None:
    """The file as the app wrote it before there was an outbox (`user_version` 1), never to be changed here."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL, checksum TEXT NOT NULL)")
    for name, value in (("language", "de-simple"), ("bookmarks", ["help/1"])):
        text = json.dumps(value)
        row = (name, text, hashlib.sha256(f"{name}\n{text}".encode()).hexdigest())
        db.execute("INSERT INTO settings VALUES (?,?,?)", row)
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute("PRAGMA user_version=1")
    db.commit()
    db.close()


async def test_the_file_of_the_first_version_keeps_its_settings_and_gets_an_outbox(
    hub_app: object, tmp_path: Path
) -> None:
    version_one(tmp_path / "private.db")
    device = Device(hub_app, tmp_path / "private.db")
    assert await device.private.all() == {"language": "de-simple", "bookmarks": ["help/1"]}
    await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    device.restart()
    assert len(await device.outbox.items()) == 1
    assert device.private.trouble is None
    await device.close()


async def test_a_damaged_row_costs_only_itself_and_is_told(device: Device) -> None:
    items = [await device.outbox.put("feedback", FEEDBACK, str(number)) for number in range(3)]
    device.private.file.write_now(
        lambda db: db.execute("UPDATE outbox SET value=replace(value, 'Tafel', 'Zeche') WHERE id=?", (items[1].id,))
    )
    assert {item.id for item in await device.outbox.items()} == {items[0].id, items[2].id}
    assert device.outbox.trouble is Code.STORE_BROKEN
    assert (await device.push()).sent == 2
    kept = device.private.file.read_now(lambda db: db.execute("SELECT count(*) FROM outbox").fetchone()[0])
    assert kept == 3


@pytest.mark.parametrize("seed", range(6))
async def test_what_can_be_read_of_a_damaged_file_goes_on_waiting(hub_app: object, tmp_path: Path, seed: int) -> None:
    path = tmp_path / "private.db"
    device = Device(hub_app, path)
    chance = random.Random(seed)
    items = {}
    for number in range(80):
        item = await device.outbox.put("feedback", {**FEEDBACK, "text": chance.randbytes(300).hex()}, str(number))
        items[item.id] = item
    photo = await device.outbox.attach(next(iter(items)), chance.randbytes(9000))
    device.private.close()
    body = bytearray(path.read_bytes())
    for _ in range(3):
        page = chance.randrange(1, len(body) // 4096) * 4096
        body[page : page + 4096] = chance.randbytes(4096)
    path.write_bytes(body)
    device.open()
    found = await device.outbox.items()
    assert len(found) > 20
    for item in found:
        assert item in (items[item.id], photo)
    new = await device.outbox.put("feedback", FEEDBACK, "danach")
    assert (await device.outbox.get(new.id)) == new
    pushed = await device.push()
    assert pushed.sent >= 20
    await device.close()


async def test_a_full_disk_keeps_nothing_half_and_says_so(device: Device) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    pages = device.private.file.read_now(lambda db: db.execute("PRAGMA page_count").fetchone()[0])
    device.private.file._writer.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StoreFailed):
        await device.outbox.attach(item.id, b"x" * 100_000)
    with pytest.raises(StoreFailed):
        await device.outbox.change(item.id, {**FEEDBACK, "text": "x" * 4000, "query": "y"})
    assert await device.item(item.id) == item
    device.private.file._writer.execute("PRAGMA max_page_count=100000")
    assert (await device.push()).sent == 1


async def test_a_disk_that_is_full_when_the_answer_comes_leads_to_a_repeat(hub_app: object, device: Device) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    full = [True]

    def bend(request: object, response: object) -> object:
        if full:
            device.private.file._writer.execute("PRAGMA query_only=ON")
        return response

    device.wire.bend = bend  # type: ignore[assignment]
    assert (await device.push()).problem is Code.STORE_FULL
    full.clear()
    device.private.file._writer.execute("PRAGMA query_only=OFF")
    assert (await device.item(item.id)).state == "waiting"
    await device.push()
    assert (await device.item(item.id)).base == 1


async def test_with_threads_and_without_them_a_store_keeps_the_same(tmp_path: Path) -> None:
    for threads in (True, False):
        store = PrivateStore(tmp_path / f"{threads}.db", threads=threads)
        await store.set("language", "de")
        assert await store.all() == {"language": "de"}
        assert bool(store.file._threads) is threads
        store.close()
