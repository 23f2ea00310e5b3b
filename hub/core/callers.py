"""Owns who is asking: an account by its token, an application by its key, a guest by the code; it must not sign in.

Only hashes are looked up: who reads the database or its log learns nothing that opens anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import Connection

from contract.identity import read_code
from contract.permissions import GUEST, Action, Who, why_not
from contract.problems import Code
from hub.core import rows
from hub.core.problems import Refusal

#: What the token of an application's key begins with.
KEY_PREFIX = "wk_"
#: In the place of a hash: there was a receipt code, but one that cannot be.
UNREADABLE = "?"

RawHeaders = Iterable[tuple[bytes, bytes]]


class Presented(NamedTuple):
    """SHA-256 (hex) of the token and of the receipt code that came along; empty where none did."""

    token: str = ""
    receipt: str = ""


class Known(NamedTuple):
    """Whose a token is. `owner` as the tables of writings have it; `session` is empty for a key."""

    who: Who
    owner: str
    session: str


class Caller(NamedTuple):
    """Who asks. `owner` is empty for somebody who shows nothing. `address`: the other end, empty in process."""

    who: Who = GUEST
    owner: str = ""
    session: str = ""
    address: str = ""


def hashed(secret: str) -> str:
    """What the database keeps of a secret that is random itself."""
    return sha256(secret.encode()).hexdigest()


def presented(headers: RawHeaders) -> Presented:
    """What a request shows; `headers` as ASGI gives them.

    Any other scheme than Bearer is a token that nobody has: it must not pass for a guest.
    """
    token = receipt = ""
    for name, value in headers:
        if name == b"authorization":
            token = sha256(value[7:].strip() if value[:7].lower() == b"bearer " else b"? " + value).hexdigest()
        elif name == b"receipt-code":
            code = read_code(value.decode("latin-1")[:100])
            receipt = hashed(code) if code else UNREADABLE
    return Presented(token, receipt)


def known(connection: Connection, hashes: Collection[str], at: int) -> dict[str, Known]:
    """Whose these tokens are at `at` (Unix milliseconds), in one statement. Unknown and expired ones are not in it."""
    if not hashes:
        return {}
    lite = connection.dialect.name == "sqlite"
    given = rows.many(hashes, lite)
    found: dict[str, Known] = {}
    for token, session, id_, roles, scopes in connection.exec_driver_sql(_known(lite), (given, at, given)):
        if session:
            found[token] = Known(Who(account=id_, roles=frozenset(roles.split())), f"a:{id_}", session)
        else:
            found[token] = Known(Who(key=id_, scopes=frozenset(scopes.split())), f"k:{id_}", "")
    return found


@lru_cache
def _known(lite: bool) -> str:
    """Sessions with their accounts, and keys; the hottest question of all, so it is text (see `rows`)."""
    return (
        "SELECT s.access, s.id, a.id, a.roles, '' FROM session s JOIN account a ON a.id = s.account "  # noqa: S608
        f"WHERE {rows.any_of('s.access', lite)} AND s.access_until > {'?' if lite else '%s'} "
        f"UNION ALL SELECT secret, '', id, '', scopes FROM api_key WHERE {rows.any_of('secret', lite)}"
    )


def caller(connection: Connection, shown: Presented, at: int, address: str = "") -> Caller:
    """Who this is. A token goes before a receipt code.

    Raises Refusal: 401 for a token that opens nothing, 404 for a receipt code with a wrong sign.
    """
    if shown.token:
        return identified(shown, known(connection, (shown.token,), at), address)
    return identified(shown, {}, address)


def identified(shown: Presented, found: dict[str, Known], address: str = "") -> Caller:
    """The same, of what `known` has found for a whole batch."""
    if not shown.token:
        if shown.receipt == UNREADABLE:
            raise Refusal(Code.RECEIPT_UNKNOWN, 404)
        return Caller(GUEST, f"r:{shown.receipt}" if shown.receipt else "", "", address)
    one = found.get(shown.token)
    if one is None:
        raise Refusal(Code.SESSION_ENDED, 401)
    return Caller(one.who, one.owner, one.session, address)


def permit(who: Who, action: Action, *, opened: bool = True) -> None:
    """Raises Refusal (401, 403) with the reason, if they may not."""
    reason = why_not(who, action, opened=opened)
    if reason:
        raise Refusal(reason.code, 401 if reason.code == Code.SIGN_IN_NEEDED else 403, roles=reason.roles)
