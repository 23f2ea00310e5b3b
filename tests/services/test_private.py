"""Owns the proof that what belongs to a person is kept and stays theirs; it must not know screens."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from pydantic import ValidationError

from contract.problems import Code
from services.account.preferences import Preferences, Settings
from services.local_private import PrivateStore
from services.secrets import SecretStore

pytestmark = pytest.mark.anyio


async def test_settings_survive_a_restart(tmp_path: Path) -> None:
    store = PrivateStore(tmp_path / "private.db")
    before = await Preferences(store).save(language="de-simple", scale=1.6, topics=("geld", "wohnen"))
    store.close()
    store = PrivateStore(tmp_path / "private.db")
    assert (
        await Preferences(store).load()
        == before
        == Settings(language="de-simple", scale=1.6, topics=("geld", "wohnen"))
    )
    store.close()


async def test_nonsense_is_refused_and_changes_nothing(private: PrivateStore) -> None:
    preferences = Preferences(private)
    await preferences.save(language="de-simple")
    for change in ({"language": "klingon"}, {"mode": 7}, {"scale": "big"}):
        with pytest.raises(ValidationError):
            await preferences.save(**change)
    assert await preferences.load() == Settings(language="de-simple")


async def test_a_setting_nobody_understands_costs_only_itself(private: PrivateStore) -> None:
    await private.put({"language": "of another app", "contrast": True, "unknown": 5})
    assert await Preferences(private).load() == Settings(contrast=True)


async def test_a_row_that_was_damaged_is_noticed_and_the_others_stay(private: PrivateStore) -> None:
    await private.put({"language": "de-simple", "place": "gerbrunn"})
    await private.file.write(lambda db: db.execute("UPDATE settings SET value='\"x\"' WHERE name='place'"))
    assert await private.all() == {"language": "de-simple"}
    assert private.trouble is Code.STORE_BROKEN
    await private.set("place", "rimpar")
    assert await private.get("place") == "rimpar"
    assert await private.get("nothing", 5) == 5


async def test_what_can_be_read_of_a_damaged_file_is_carried_over(tmp_path: Path) -> None:
    path = tmp_path / "private.db"
    store = PrivateStore(path)
    await store.put({f"setting {number:03d}": "x" * 500 for number in range(100)})
    store.close()
    body = bytearray(path.read_bytes())
    page = len(body) // 4096 // 2 * 4096
    body[page : page + 4096] = random.Random(3).randbytes(4096)
    path.write_bytes(body)
    store = PrivateStore(path)
    await store.all()
    await store.set("language", "de-simple")
    values = await store.all()
    assert store.trouble is Code.STORE_BROKEN
    assert 20 < len(values) < 101
    assert all(value == "x" * 500 for name, value in values.items() if name != "language")
    store.close()


async def test_a_damaged_public_file_costs_nothing_private(tmp_path: Path, private: PrivateStore) -> None:
    from services.local import PublicStore

    await private.set("language", "de-simple")
    (tmp_path / "public.db").write_bytes(b"not a database")
    public = PublicStore(tmp_path / "public.db")
    assert (public.trouble, private.trouble) == (Code.STORE_BROKEN, None)
    assert await private.get("language") == "de-simple"
    public.close()


def test_every_private_commit_reaches_the_disk(private: PrivateStore) -> None:
    assert private.file.write_now(lambda db: db.execute("PRAGMA synchronous").fetchone()[0]) == 2


async def test_in_memory_each_session_has_its_own() -> None:
    one, other = PrivateStore(), PrivateStore()
    await one.set("language", "de-simple")
    assert await other.all() == {}
    one.close()
    other.close()


class SystemRing(KeyringBackend):
    """A key ring as the operating system has one, in a dictionary."""

    priority = 5

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class PlainTextRing(SystemRing):
    """As keyrings.alt would offer: a file in clear."""


SystemRing.__module__ = "keyring.backends.SecretService"
PlainTextRing.__module__ = "keyrings.alt.file"


def test_secrets_go_into_the_key_ring_of_the_system() -> None:
    ring = SystemRing()
    store = SecretStore(ring)
    store.set("token", "geheim")
    assert (store.durable, store.get("token"), len(ring.kept)) == (True, "geheim", 1)
    store.forget("token")
    store.forget("token")
    assert (store.get("token"), ring.kept) == (None, {})


@pytest.mark.parametrize("ring", [PlainTextRing(), NoKeyring()])  # type: ignore[no-untyped-call]
def test_without_a_safe_key_ring_secrets_last_only_until_the_app_is_closed(ring: KeyringBackend) -> None:
    store = SecretStore(ring)
    store.set("token", "geheim")
    assert (store.durable, store.get("token")) == (False, "geheim")
    assert not getattr(ring, "kept", {})
    assert SecretStore(ring).get("token") is None


def test_a_machine_without_a_key_ring_still_starts() -> None:
    store = SecretStore()
    store.set("test of the WueApp", "x")
    store.forget("test of the WueApp")
    assert store.get("test of the WueApp") is None


async def test_private_rows_are_not_lost_when_the_file_is_no_longer_a_database(tmp_path: Path) -> None:
    path = tmp_path / "private.db"
    path.write_bytes(b"\x00" * 5000)
    store = PrivateStore(path)
    await store.set("language", "de")
    assert store.trouble is Code.STORE_BROKEN
    store.close()
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
