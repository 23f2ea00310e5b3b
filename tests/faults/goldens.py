"""Owns the files that schedules begin with: of today's code, and of the first schema; it must not run anything."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

from contract.account import Account
from hub.asgi import create_hub
from hub.core.callers import hashed
from hub.core.changes import ChangeLog
from hub.core.database import Database
from hub.settings import HubSettings
from services.account.speaker import Kept
from services.clock import Clock
from services.hub import HubClient
from services.local import PublicStore
from services.local_file import StoreFile
from services.local_private import MIGRATIONS, PrivateStore
from services.sync import Sync
from tests.conftest import NOW
from tests.faults.hubs import ACCESS, ACCOUNTS, REFRESH, START
from tests.hub.samples import offer

#: Sessions of each account that may be begun in one schedule.
SESSIONS = 40
OFFERS = 3
#: What a person set in the app of before.
SETTINGS = {"language": "de-simple", "place": "wuerzburg"}


class Goldens:
    """Their paths, below a folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.hub, self.hub_old = folder / "hub.db", folder / "hub-old.db"
        self.public, self.private_old = folder / "public.db", folder / "private-old.db"
        self.private = folder / "private.db"
        asyncio.run(self._write())
        self._write_old()

    async def _write(self) -> None:
        app = create_hub(HubSettings(f"sqlite:///{self.hub}", seed=False), now=lambda: START)
        app.hub.write([offer(number) for number in range(OFFERS)])
        client, public = HubClient.embedded(app), PublicStore(self.public)
        await Sync(client, public, Clock(lambda: NOW)).once()
        await client.close()
        public.close()
        PrivateStore(self.private).close()
        app.hub.close()
        _add_people(self.hub)
        for file in (self.hub, self.public, self.private):
            _settle(file)

    def _write_old(self) -> None:
        from alembic import command
        from alembic.config import Config

        from hub import migrations

        database = Database(f"sqlite:///{self.hub_old}")
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.set_main_option("path_separator", "os")
        with database.writing() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "0001")
        ChangeLog(database, lambda: START).write([offer(number) for number in range(OFFERS)])
        database.close()
        old = PrivateStore()
        old.close()
        first = StoreFile(self.private_old, MIGRATIONS[:1], synchronous="FULL")
        old.file = first
        asyncio.run(old.put(SETTINGS))
        first.close()
        for file in (self.hub_old, self.private_old):
            _settle(file)


def kept(account: str, number: int) -> Kept:
    """What the app keeps of a session."""
    access, refresh = _tokens(account, number)
    person = Account(id=account, nickname=f"Person {account[-1]}", created_at=NOW)
    return Kept(access_token=access, refresh_token=refresh, account=person)


def _tokens(account: str, number: int) -> tuple[str, str]:
    return f"access-of-{account}-{number}", f"refresh-of-{account}-{number}"


def _add_people(file: Path) -> None:
    now = int(START * 1000)
    with sqlite3.connect(file) as raw:
        for id_ in ACCOUNTS:
            row = (id_, f"Person {id_[-1]}", f"person {id_[-1]}", "", False, now)
            raw.execute("INSERT INTO account (id, nickname, name, roles, demo, created_at) VALUES (?,?,?,?,?,?)", row)
            for number in range(SESSIONS):
                add_session(raw, id_, number, START)
    raw.close()


def add_session(raw: sqlite3.Connection, account: str, number: int, at: float) -> None:
    """As if the account's password had been given, at a moment in Unix seconds."""
    now = int(at * 1000)
    access, refresh = map(hashed, _tokens(account, number))
    names = "id, account, device, access, access_until, refresh, refresh_until, created_at, used_at"
    row = (f"session-{account}-{number}", account, "", access, now + ACCESS * 1000,
           refresh, now + REFRESH * 1000, now, now)  # fmt: skip
    raw.execute(f"INSERT INTO session ({names}) VALUES (?,?,?,?,?,?,?,?,?)", row)


def _settle(file: Path) -> None:
    """All of it in one file, so that it can be copied."""
    with sqlite3.connect(file, isolation_level=None) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
