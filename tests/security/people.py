"""Owns everybody who may ask a hub, and what is theirs, as the table of access needs them; it must not judge."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx
from PIL import Image
from sqlalchemy import insert

from contract.identity import new_code, new_id
from contract.permissions import ROLES
from hub.account import passwords
from hub.asgi import HubApp
from hub.core.callers import hashed
from hub.core.people import ACCOUNT, API_KEY, SESSION
from tests.hub.writers import FAR, Writer

PASSWORD = "ein langes Passwort"
COLUMNS = (
    "guest", "code", "account", *ROLES, "key read", "key contribute", "key answer", "ended", "unknown",
    "stranger", "other code", "staff",
)  # fmt: skip
JPEG = "application/partial-upload"
_kept: dict[str, str] = {}


@dataclass(frozen=True)
class Person:
    """Somebody who asks: their headers, the account's id and refresh token where there is one."""

    headers: Mapping[str, str] = field(default_factory=dict)
    account: str = ""
    refresh: str = ""


def photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "JPEG")
    return made.getvalue()


def account(app: HubApp, roles: str = "", until: int = FAR) -> Person:
    """An account with `PASSWORD` and a session that lasts until then."""
    id_, access, refresh = new_id(), f"access-{new_id()}", f"refresh-{new_id()}"
    if not _kept:
        _kept["hash"] = passwords.hash_of(PASSWORD)
    row = {"id": id_, "nickname": id_, "name": id_, "roles": roles, "demo": False, "created_at": 0}
    with app.hub.database.writing() as connection:
        connection.execute(insert(ACCOUNT).values(**row, password=_kept["hash"]))
        connection.execute(
            insert(SESSION).values(
                id=new_id(), account=id_, device="", access=hashed(access), access_until=until,
                refresh=hashed(refresh), refresh_until=FAR, created_at=0, used_at=0,
            )
        )  # fmt: skip
    return Person({"authorization": f"Bearer {access}"}, id_, refresh)


def key(app: HubApp, scopes: str) -> Person:
    token = f"wk_{new_id()}"
    with app.hub.database.writing() as connection:
        row = {"id": new_id(), "name": "App", "secret": hashed(token), "scopes": scopes, "created_at": 0}
        connection.execute(insert(API_KEY).values(**row))
    return Person({"authorization": f"Bearer {token}"})


def person(app: HubApp, column: str) -> Person:
    """Whoever a column of the table is about."""
    if column == "guest":
        return Person()
    if column == "staff":
        return account(app, "moderator")
    if column in ("code", "other code"):
        return Person({"receipt-code": new_code()})
    if column.startswith("key "):
        return key(app, column.removeprefix("key "))
    if column == "unknown":
        return Person({"authorization": "Bearer nobody-has-this-token"})
    if column == "ended":
        return account(app, "office", until=1)
    return account(app, column if column in ROLES else "")


@dataclass(frozen=True)
class Things:
    """What stands in the hub before somebody asks: ids."""

    feedback: str
    bookmark: str
    upload: str
    session: str
    key: str


async def things(app: HubApp, client: httpx.AsyncClient, owner: Person) -> Things:
    """Theirs."""
    feedback, bookmark, upload = new_id(), new_id(), new_id()
    someone = Writer(client, dict(owner.headers))
    await someone.put(feedback)
    if owner.account:
        await someone.put(bookmark, {"record": "help/1"}, kind="bookmarks")
    head = {**owner.headers, "content-type": JPEG, "upload-offset": "0", "upload-complete": "?1"}
    await client.patch(f"/v1/uploads/{upload}", content=photo(), headers=head)
    session, key_ = new_id(), new_id()
    with app.hub.database.writing() as connection:
        if owner.account:
            connection.execute(
                insert(SESSION).values(
                    id=session, account=owner.account, device="", access=new_id(), access_until=FAR,
                    refresh=new_id(), refresh_until=FAR, created_at=0, used_at=0,
                )
            )  # fmt: skip
        connection.execute(insert(API_KEY).values(id=key_, name="X", secret=new_id(), scopes="read", created_at=0))
    return Things(feedback, bookmark, upload, session, key_)
