"""Owns who looks after which institution, and the codes that make somebody do so; it must not change offers."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from contract.help_desk import Invite
from contract.identity import ALPHABET, MISTAKEN
from contract.permissions import Who
from contract.problems import Code, FieldError
from hub.core.callers import hashed
from hub.core.desk import INVITE, MEMBERSHIP
from hub.core.people import ACCOUNT
from hub.core.problems import Refusal

#: How long a code lasts (milliseconds): two weeks.
LASTS = 14 * 24 * 60 * 60 * 1000
#: Signs of a code: 80 bits, so that its plain SHA-256 cannot be searched.
SIGNS, GROUP = 16, 4


def of(connection: Connection, account: str) -> frozenset[str]:
    """The institutions an account looks after."""
    wanted = select(MEMBERSHIP.c.institution).where(MEMBERSHIP.c.account == account)
    return frozenset(connection.execute(wanted).scalars()) if account else frozenset()


def edits(who: Who) -> bool:
    """Whether they look after all institutions."""
    return "editor" in who.roles


def may(connection: Connection, who: Who, institution: str) -> bool:
    """Whether they look after this one. That they may do so at all, `contract.permissions` says."""
    return edits(who) or (bool(institution) and institution in of(connection, who.account))


def expect(connection: Connection, who: Who, institution: str) -> None:
    """Raises Refusal (403)."""
    if not may(connection, who, institution):
        raise Refusal(Code.NOT_ALLOWED, 403)


def somebody(connection: Connection, institution: str) -> bool:
    """Whether anybody looks after it, so that what is sent there is read."""
    wanted = select(MEMBERSHIP.c.account).where(MEMBERSHIP.c.institution == institution)
    return bool(institution) and connection.execute(wanted.limit(1)).first() is not None


def invite(connection: Connection, institution: str, at: int) -> Invite:
    """A new code; it is told only now. `at`: Unix milliseconds."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(SIGNS))
    row = {"secret": hashed(signs), "institution": institution, "until": at + LASTS, "used": 0}
    connection.execute(insert(INVITE).values(**row))
    code = "-".join(signs[start : start + GROUP] for start in range(0, SIGNS, GROUP))
    return Invite(code=code, until=datetime.fromtimestamp((at + LASTS) / 1000, UTC))


def join(connection: Connection, account: str, typed: str, at: int) -> None:
    """Use a code: the account is a provider of the institution from now on. Raises Refusal (422)."""
    signs = "".join(sign for sign in typed.upper().translate(MISTAKEN) if sign in ALPHABET)
    valid = (INVITE.c.secret == hashed(signs)) & (INVITE.c.used == 0) & (INVITE.c.until > at)
    institution = connection.execute(select(INVITE.c.institution).where(valid)).scalar()
    if institution is None:
        raise Refusal(Code.BAD_REQUEST, 422, (FieldError(pointer="#/code", detail="gilt nicht oder nicht mehr"),))
    connection.execute(update(INVITE).where(valid).values(used=at))
    add(connection, account, institution)
    roles = str(connection.execute(select(ACCOUNT.c.roles).where(ACCOUNT.c.id == account)).scalar() or "").split()
    if "provider" not in roles:
        changed = " ".join((*roles, "provider"))
        connection.execute(update(ACCOUNT).where(ACCOUNT.c.id == account).values(roles=changed))


def add(connection: Connection, account: str, institution: str) -> None:
    """Let an account look after an institution; that it may already is no mistake."""
    if institution not in of(connection, account):
        connection.execute(insert(MEMBERSHIP).values(account=account, institution=institution))
