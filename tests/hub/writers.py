"""Owns people who write, as tests need them: signed in without a password, or with a code; it must not judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy import insert

from contract.identity import new_code, new_id
from hub.asgi import HubApp
from hub.core.callers import hashed
from hub.core.people import ACCOUNT, SESSION

#: 2100, in Unix milliseconds.
FAR = 4_102_444_800_000
FEEDBACK: dict[str, Any] = {"about": "/help", "text": "Die Nummer ist alt.", "query": ""}


def signed_in(app: HubApp, name: str, roles: str = "") -> dict[str, str]:
    """The headers of somebody who has just signed in."""
    token = f"access-token-of-{name}"
    with app.hub.database.writing() as connection:
        account = {"id": name, "nickname": name, "name": name, "roles": roles, "demo": False, "created_at": 0}
        connection.execute(insert(ACCOUNT).values(**account))
        session = {"id": f"session {name}", "account": name, "device": "", "created_at": 0, "used_at": 0}
        tokens = {"access": hashed(token), "access_until": FAR, "refresh": f"refresh {name}", "refresh_until": FAR}
        connection.execute(insert(SESSION).values(**session, **tokens))
    return {"authorization": f"Bearer {token}"}


def guest() -> dict[str, str]:
    """The headers of somebody with a new code."""
    return {"receipt-code": new_code()}


@dataclass(frozen=True)
class Writer:
    """Somebody who writes: `who` are the headers that tell who it is."""

    client: httpx.AsyncClient
    who: dict[str, str]

    async def put(
        self, id_: str, body: Any = None, version: int = 0, key: str = "", kind: str = "feedback", **more: Any
    ) -> httpx.Response:
        """`version` 0: for the first time."""
        match = {"if-match": f'"{version}"'} if version else {"if-none-match": "*"}
        headers = {**self.who, **match, "idempotency-key": key or new_id()}
        sent = {"body": FEEDBACK if body is None else body, **more}
        return await self.client.put(f"/v1/contributions/{kind}/{id_}", json=sent, headers=headers)

    async def withdraw(self, id_: str, version: int = 0, key: str = "", kind: str = "feedback") -> httpx.Response:
        """`version` 0: whatever is there."""
        match = {"if-match": f'"{version}"'} if version else {}
        headers = {**self.who, **match, "idempotency-key": key or new_id()}
        return await self.client.delete(f"/v1/contributions/{kind}/{id_}", headers=headers)

    async def get(self, path: str, **query: Any) -> httpx.Response:
        return await self.client.get(path, params=query, headers=self.who)
