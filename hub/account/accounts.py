"""Owns the rows of accounts; it must not check passwords or sign in."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, or_, select, update

from contract.account import Account
from contract.identity import new_id
from contract.permissions import ROLES
from contract.problems import Code, FieldError
from hub.core.people import ACCOUNT
from hub.core.problems import Refusal

#: Of names only `demo.py` gives.
RESERVED = "demo-"


class Row(NamedTuple):
    """An account as the table has it."""

    id: str
    nickname: str
    name: str
    email: str | None
    mail: str | None
    password: str | None
    recovery: str | None
    elsewhere: str | None
    roles: str
    demo: bool
    created_at: int

    def account(self) -> Account:
        """As its owner sees it."""
        return Account(
            id=self.id,
            nickname=self.nickname,
            email=self.email,
            roles=tuple(role for role in ROLES if role in self.roles.split()),
            created_at=when(self.created_at),
            has_password=self.password is not None,
        )


COLUMNS = [ACCOUNT.c[name] for name in Row._fields]


def when(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def folded(text: str) -> str:
    """The form in which two names are the same: NFKC, case folded, spaces joined."""
    first = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", first).split())


def free(connection: Connection, nickname: str, but: str = "") -> str:
    """The form a nickname is looked up by. Raises Refusal: 409 somebody else has it, 422."""
    name = folded(nickname)
    if "@" in name or len(name) < 3:
        detail = "muss mindestens 3 Zeichen haben, darunter kein @"
        raise Refusal(Code.BAD_REQUEST, 422, (FieldError(pointer="#/nickname", detail=detail),))
    there = connection.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.name == name, ACCOUNT.c.id != but)).first()
    if there or name.startswith(RESERVED):
        raise Refusal(Code.NAME_TAKEN, 409)
    return name


def by_id(connection: Connection, id_: str) -> Row | None:
    return _one(connection, ACCOUNT.c.id == id_)


def by_elsewhere(connection: Connection, pseudonym: str) -> Row | None:
    return _one(connection, ACCOUNT.c.elsewhere == pseudonym)


def by_mail(connection: Connection, email: str) -> Row | None:
    return _one(connection, ACCOUNT.c.mail == folded(email))


def named(connection: Connection, typed: str) -> Row | None:
    """By nickname, or by e-mail; a nickname has no @, so one is never mistaken for the other."""
    name = folded(typed)
    return _one(connection, or_(ACCOUNT.c.name == name, ACCOUNT.c.mail == name))


def add(connection: Connection, at: int, nickname: str, email: str | None = None, **more: Any) -> Row:
    """A new account, without a role. `more`: other columns. Raises Refusal: 409 name taken, 422."""
    row = Row(
        new_id(lambda: at / 1000), nickname, free(connection, nickname), email, _mail(connection, email),
        more.get("password"), more.get("recovery"), more.get("elsewhere"), more.get("roles", ""),
        more.get("demo", False), at,
    )  # fmt: skip
    connection.execute(insert(ACCOUNT), row._asdict())
    return row


def change(connection: Connection, id_: str, **columns: Any) -> None:
    """Put columns. `nickname` and `email` bring the forms they are looked up by along. Raises Refusal as `add`."""
    if "nickname" in columns:
        columns["name"] = free(connection, columns["nickname"], id_)
    if "email" in columns:
        columns["mail"] = _mail(connection, columns["email"], id_)
    if columns:
        connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == id_).values(**columns))


def _one(connection: Connection, condition: Any) -> Row | None:
    found = connection.execute(select(*COLUMNS).where(condition)).first()
    return Row(*found) if found else None


def _mail(connection: Connection, email: str | None, but: str = "") -> str | None:
    """The form an account is found by. None where another account has the address: to say so would tell everybody
    who has an account here. The person still sees the address; only signing in and recovery by it do not work."""
    if not email:
        return None
    mail = folded(email)
    there = connection.execute(select(ACCOUNT.c.id).where(ACCOUNT.c.mail == mail, ACCOUNT.c.id != but)).first()
    return None if there else mail
