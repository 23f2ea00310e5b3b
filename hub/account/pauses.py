"""Owns how often somebody may try a password or a code; it must not know whether a try was right.

A try is counted before it is checked, in the database: so many at once, at several workers, are no way around.
Counted are (name and address) together, the address, and the name. The last can be done to somebody by others, so
its pause stays short: it slows a crowd of addresses, and never locks a person out.
Names and addresses are kept only as HMAC with the hub's key.
"""

from __future__ import annotations

import hashlib
import hmac
import math

from sqlalchemy import Connection, delete, insert, select

from contract.problems import Code
from hub.account.accounts import folded
from hub.core import meta
from hub.core.people import ATTEMPT
from hub.core.problems import Refusal
from hub.core.purges import FORGOTTEN_HOURS, HOUR

#: What is counted → (tries without a pause, first pause, longest pause; in seconds).
LIMITS = {
    "both": (5, 1, 900), "address": (50, 1, 900), "name": (50, 1, 60), "mail": (1, 60, 900), "mails": (10, 60, 900),
}  # fmt: skip
#: So long after the last pause everything is forgotten (milliseconds).
FORGOTTEN = FORGOTTEN_HOURS * HOUR * 1000


def tries(connection: Connection, name: str, address: str) -> list[tuple[str, str]]:
    """What a try of a name from an address is counted as: (what, its row)."""
    named = folded(name)
    counted = [("both", f"{named}\n{address}"), ("name", named)]
    return _rows(connection, [*counted, *((("address", address),) if address else ())])


def mails(connection: Connection, email: str, address: str) -> list[tuple[str, str]]:
    """What a wish for a mail is counted as: nobody's letter box may be filled."""
    counted = [("mail", folded(email))]
    return _rows(connection, [*counted, *((("mails", address),) if address else ())])


def count(connection: Connection, counted: list[tuple[str, str]], at: int) -> None:
    """Count one more. Raises Refusal (429), and counts nothing, while one of them pauses."""
    known = _known(connection, counted)
    left = max([until - at for _, until in known.values()], default=0)
    if left > 0:
        raise Refusal(Code.SIGN_IN_PAUSED, 429, retry_after=math.ceil(left / 1000))
    for what, row in counted:
        number, until = known.get(row, (0, 0))
        number = 1 if until + FORGOTTEN < at else number + 1
        _put(connection, row, number, at + _pause(what, number))


def right(connection: Connection, counted: list[tuple[str, str]], at: int) -> None:
    """The try was right: it does not count, and the wrong ones of this name from here are forgotten."""
    known = _known(connection, counted)
    for what, row in counted:
        number, _ = known.get(row, (0, 0))
        if what == "both" or number <= 1:
            connection.execute(delete(ATTEMPT).where(ATTEMPT.c.name == row))
        else:
            # Not in the way of the next one from the same house, who is as right.
            _put(connection, row, number - 1, at)


def _pause(what: str, number: int) -> int:
    """Milliseconds until the next try: none at first, then twice as long each time."""
    free, first, longest = LIMITS[what]
    return 0 if number < free else min(first * 2 ** min(number - free, 20), longest) * 1000


def _rows(connection: Connection, counted: list[tuple[str, str]]) -> list[tuple[str, str]]:
    key = bytes.fromhex(meta.get(connection, "key") or "")
    return [(what, hmac.new(key, f"{what}\n{text}".encode(), hashlib.sha256).hexdigest()) for what, text in counted]


def _known(connection: Connection, counted: list[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    query = select(ATTEMPT.c.name, ATTEMPT.c.count, ATTEMPT.c.until).where(
        ATTEMPT.c.name.in_([row for _, row in counted])
    )
    return {name: (number, until) for name, number, until in connection.execute(query)}


def _put(connection: Connection, row: str, number: int, until: int) -> None:
    connection.execute(delete(ATTEMPT).where(ATTEMPT.c.name == row))
    connection.execute(insert(ATTEMPT).values(name=row, count=number, until=until))
