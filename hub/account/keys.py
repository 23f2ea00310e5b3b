"""Owns keys of applications and connectors; it must not decide who may make one."""

from __future__ import annotations

import secrets

from sqlalchemy import delete, insert, select

from contract.account import Key, Keys, NewKey
from contract.identity import new_id
from hub.account.accounts import when
from hub.core.callers import KEY_PREFIX, hashed
from hub.core.hub import Hub
from hub.core.people import API_KEY
from hub.core.problems import not_found


class ApiKeys:
    """Made, listed, ended. Blocks."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def all(self) -> Keys:
        query = select(API_KEY.c.id, API_KEY.c.name, API_KEY.c.scopes, API_KEY.c.created_at).order_by(API_KEY.c.id)
        with self._hub.database.reading() as connection:
            rows = connection.execute(query).all()
        return Keys(
            items=tuple(
                Key.model_validate({"id": id_, "name": name, "scopes": tuple(scopes.split()), "created_at": when(at)})
                for id_, name, scopes, at in rows
            )
        )

    def make(self, asked: NewKey) -> Key:
        """A new key; its secret is told this once."""
        at, secret = int(self._hub.now() * 1000), KEY_PREFIX + secrets.token_urlsafe(32)
        scopes = tuple(dict.fromkeys(asked.scopes))
        id_ = new_id(self._hub.now)
        row = {"id": id_, "name": asked.name, "secret": hashed(secret), "scopes": " ".join(scopes), "created_at": at}
        with self._hub.database.writing() as connection:
            connection.execute(insert(API_KEY).values(**row))
        return Key(id=id_, name=asked.name, scopes=scopes, created_at=when(at), secret=secret)

    def end(self, id_: str) -> None:
        """It opens nothing from now on. Raises Refusal (404)."""
        with self._hub.database.writing() as connection:
            if not connection.execute(delete(API_KEY).where(API_KEY.c.id == id_)).rowcount:
                raise not_found()
