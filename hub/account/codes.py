"""Owns codes that stand for a forgotten password: one on paper, one by mail; it must not set a password.

The one on paper has 24 signs of Crockford's base 32 (120 bits), so its plain SHA-256 cannot be searched. The one in
a mail has 10 (50 bits), for people type it over; it lasts half an hour and tries are counted (`pauses`).
"""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, delete, insert, select

from contract.identity import ALPHABET, MISTAKEN
from hub.core.callers import hashed
from hub.core.people import PENDING

MAIL = "mail"
#: How long a code by mail lasts (milliseconds).
LASTS = 30 * 60 * 1000


def recovery_code() -> str:
    """A new one for paper: `7K3M-92QF-…`, six groups of four."""
    return _grouped(24, 4)


def mail_code(connection: Connection, account: str, at: int) -> str:
    """A new one for a mail: `7K3M9-2QF4H`. Those before it open nothing any more."""
    code = _grouped(10, 5)
    forget(connection, account)
    row = {"secret": _kept(account, code), "what": MAIL, "account": account, "detail": "", "until": at + LASTS}
    connection.execute(insert(PENDING).values(**row))
    return code


def plain(typed: str) -> str:
    """The signs of a code, however it was typed."""
    return "".join(sign for sign in typed.upper().translate(MISTAKEN) if sign in ALPHABET)


def fits(connection: Connection, account: str, kept: str | None, typed: str, at: int) -> bool:
    """Whether it is the code on paper (`kept`: its hash) or the one in the last mail."""
    if kept is not None and secrets.compare_digest(hashed(plain(typed)), kept):
        return True
    query = select(PENDING.c.secret).where(
        PENDING.c.secret == _kept(account, typed), PENDING.c.what == MAIL, PENDING.c.until > at
    )
    return connection.execute(query).first() is not None


def forget(connection: Connection, account: str) -> None:
    """The codes that were mailed to an account open nothing any more."""
    connection.execute(delete(PENDING).where(PENDING.c.account == account, PENDING.c.what == MAIL))


def _kept(account: str, code: str) -> str:
    return hashed(f"{account} {plain(code)}")


def _grouped(length: int, size: int) -> str:
    signs = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return "-".join(signs[at : at + size] for at in range(0, length, size))
