"""Owns sessions and the tokens of each: begun, renewed, ended; it must not know why somebody may have one.

Tokens are 256 random bits; the table has their SHA-256. The access token lasts 15 minutes, the refresh token 30
days and works once (RFC 9700 §4.14.2): one that comes back shows that two have it, and ends the session.

But an answer can be lost on its way, and then the honest device comes back with the old one. So the token spent
last may come back once, within a minute, while its successor was not used. It then gets a new pair, and the
successor counts as spent: if somebody else holds that one, the session ends as soon as either is used again.
A thief gains nothing lasting by it.
"""

from __future__ import annotations

import secrets
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from contract.account import Session, Tokens
from contract.identity import new_id
from hub.account.accounts import when
from hub.core.callers import hashed
from hub.core.people import SESSION, SPENT

MINUTE = 60 * 1000
ACCESS = 15 * MINUTE
REFRESH = 30 * 24 * 60 * MINUTE
#: How long the token spent last may come back.
AGAIN = MINUTE


class _Held(NamedTuple):
    id: str
    refresh: str
    until: int


def begin(connection: Connection, account: str, device: str, at: int) -> Tokens:
    """A new session of an account. `at`: Unix milliseconds, here and below."""
    tokens, columns = _pair(at)
    first = {"id": new_id(lambda: at / 1000), "account": account, "device": device, "created_at": at}
    connection.execute(insert(SESSION).values(**first, **columns))
    return tokens


def renew(connection: Connection, refresh: str, at: int) -> Tokens | None:
    """The next pair. None: the token is unknown or too old, or was used before, which has ended its session."""
    token = hashed(refresh)
    found = connection.execute(
        select(SESSION.c.id, SESSION.c.refresh, SESSION.c.refresh_until).where(SESSION.c.refresh == token)
    ).first()
    if found is None:
        return _returned(connection, token, at)
    held = _Held(*found)
    if held.until <= at:
        end(connection, held.id)
        return None
    return _turned(connection, held, at, again=True)


def _returned(connection: Connection, token: str, at: int) -> Tokens | None:
    """A token that is not the newest of any session: one of ours that was used, or nonsense."""
    spent = connection.execute(
        select(SPENT.c.session, SPENT.c.at, SPENT.c.again).where(SPENT.c.refresh == token)
    ).first()
    if spent is None:
        return None
    newest = connection.execute(
        select(SESSION.c.id, SESSION.c.refresh, SESSION.c.refresh_until).where(SESSION.c.id == spent.session)
    ).first()
    if newest is None or not spent.again or not spent.at <= at <= spent.at + AGAIN:
        end(connection, spent.session)
        return None
    return _turned(connection, _Held(*newest), at, again=False)


def _turned(connection: Connection, held: _Held, at: int, again: bool) -> Tokens:
    """Spend the newest refresh token of a session; only it may come back, if `again`."""
    tokens, columns = _pair(at)
    connection.execute(update(SPENT).where(SPENT.c.session == held.id, SPENT.c.again).values(again=False))
    connection.execute(insert(SPENT).values(refresh=held.refresh, session=held.id, at=at, again=again))
    # What is older than a refresh token lives is refused without being remembered.
    connection.execute(delete(SPENT).where(SPENT.c.session == held.id, SPENT.c.at < at - REFRESH))
    connection.execute(update(SESSION).where(SESSION.c.id == held.id).values(**columns))
    return tokens


def of(connection: Connection, account: str, current: str) -> tuple[Session, ...]:
    """All sessions of an account, used last first."""
    columns = (SESSION.c.id, SESSION.c.device, SESSION.c.created_at, SESSION.c.used_at)
    query = select(*columns).where(SESSION.c.account == account).order_by(SESSION.c.used_at.desc(), SESSION.c.id)
    return tuple(
        Session(id=id_, device=device, created_at=when(begun), used_at=when(used), current=id_ == current)
        for id_, device, begun, used in connection.execute(query)
    )


def end(connection: Connection, session: str, account: str = "") -> bool:
    """End one; with `account` only if it is theirs. Gives whether there was one."""
    mine = (SESSION.c.id == session, *((SESSION.c.account == account,) if account else ()))
    gone = connection.execute(delete(SESSION).where(*mine)).rowcount
    if gone:
        connection.execute(delete(SPENT).where(SPENT.c.session == session))
    return bool(gone)


def end_all(connection: Connection, account: str, but: str = "") -> None:
    """End all of an account, except one."""
    mine = select(SESSION.c.id).where(SESSION.c.account == account, SESSION.c.id != but)
    connection.execute(delete(SPENT).where(SPENT.c.session.in_(mine)))
    connection.execute(delete(SESSION).where(SESSION.c.account == account, SESSION.c.id != but))


def _pair(at: int) -> tuple[Tokens, dict[str, str | int]]:
    access, refresh = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    columns: dict[str, str | int] = {
        "access": hashed(access), "access_until": at + ACCESS,
        "refresh": hashed(refresh), "refresh_until": at + REFRESH, "used_at": at,
    }  # fmt: skip
    return Tokens(access_token=access, refresh_token=refresh, expires_in=ACCESS // 1000), columns
