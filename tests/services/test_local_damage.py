"""Owns the proof that a damaged, foreign, newer or older file never stops the app; it must not know the hub."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from pathlib import Path

import pytest

from contract.problems import Code
from services.local import PublicStore
from services.local_file import StoreFile, StoreNewer
from tests.hub.samples import offer
from tests.services.looking import fill

pytestmark = pytest.mark.anyio


def damage(path: Path, how: str) -> None:
    body = path.read_bytes()
    if how == "random bytes":
        path.write_bytes(random.Random(7).randbytes(len(body)))
    elif how == "truncated":
        path.write_bytes(body[: len(body) // 3])
    elif how == "random in the middle":
        path.write_bytes(body[:4096] + random.Random(7).randbytes(len(body) - 4096))
    elif how == "zero length":
        path.write_bytes(b"")
    else:
        path.unlink()
        with contextlib.closing(sqlite3.connect(path)) as other:
            other.executescript("CREATE TABLE mirror (x); PRAGMA user_version=1")


def set_aside(folder: Path) -> list[Path]:
    return list(folder.glob("public.db.broken-*"))


@pytest.mark.parametrize(
    "how", ["random bytes", "truncated", "random in the middle", "zero length", "another program's file"]
)
async def test_a_damaged_file_is_set_aside_and_told(tmp_path: Path, how: str) -> None:
    path = tmp_path / "public.db"
    store = PublicStore(path)
    await fill(store, [offer(number) for number in range(300)])
    store.close()
    damage(path, how)
    store = PublicStore(path)
    total = (await store.page("help")).total
    found = await store.find("Angebot")
    assert store.trouble is Code.STORE_BROKEN, (total, found.total)
    assert set_aside(tmp_path)
    await fill(store, [offer(1)])
    assert (await store.page("help")).records == (offer(1),)
    store.close()
    again = PublicStore(path)
    assert again.trouble is None
    assert (await again.page("help")).total == 1
    again.close()


async def test_a_folder_is_made_and_where_none_can_be_made_the_store_lives_in_memory(tmp_path: Path) -> None:
    store = PublicStore(tmp_path / "new" / "folder" / "public.db")
    assert store.trouble is None
    store.close()
    (tmp_path / "file").write_text("no folder")
    store = PublicStore(tmp_path / "file" / "public.db")
    assert store.trouble is Code.STORE_FULL
    await fill(store, [offer(1)])
    assert (await store.page("help")).total == 1
    store.close()


async def test_the_file_of_a_newer_app_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "public.db"
    PublicStore(path).close()
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version=99")
    before = path.read_bytes()
    with pytest.raises(StoreNewer) as caught:
        PublicStore(path)
    assert caught.value.code is Code.STORE_NEWER
    assert path.read_bytes() == before


def test_the_file_of_an_older_app_is_migrated_in_one_go(tmp_path: Path) -> None:
    path = tmp_path / "some.db"

    def first(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE a (x)")

    def second(db: sqlite3.Connection) -> None:
        db.execute("ALTER TABLE a ADD COLUMN y DEFAULT 2")

    old = StoreFile(path, (first,))
    old.write_now(lambda db: db.execute("INSERT INTO a VALUES (1)"))
    old.close()
    new = StoreFile(path, (first, second))
    assert new.read_now(lambda db: db.execute("SELECT x, y FROM a").fetchall()) == [(1, 2)]
    assert new.trouble is None
    new.close()
