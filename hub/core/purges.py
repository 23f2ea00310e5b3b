"""Owns what a hub lets go of when its time is over, and after how long; it must not choose when it looks."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, select, tuple_

from contract.contributions import CONTRIBUTIONS
from hub.core import changes, settling
from hub.core.desk import HELP_CASE
from hub.core.jobs import Job
from hub.core.people import ATTEMPT, PENDING, SESSION, SPENT
from hub.core.things import moment
from hub.core.writings import ANSWERED, CONTRIBUTION, DECISION, UPLOAD, UPLOAD_PART

HOUR = 60 * 60
DAY = 24 * HOUR
#: Afterwards versions and ids alone make doubles impossible.
ANSWERED_DAYS = 90
#: A file that no contribution names.
UNCLAIMED_DAYS = 7
#: Wrong tries count so long after their pause: forgotten at once, nobody would ever have to wait.
FORGOTTEN_HOURS = 1
#: Rows in one transaction.
PORTION = 400

Rule = Callable[[int], ColumnElement[bool]]


def answers(now: int) -> ColumnElement[bool]:
    return ANSWERED.c.at < now - ANSWERED_DAYS * DAY * 1000


def unclaimed(now: int) -> ColumnElement[bool]:
    return (UPLOAD.c.contribution == "") & (UPLOAD.c.at < now - UNCLAIMED_DAYS * DAY * 1000)


def sessions(now: int) -> ColumnElement[bool]:
    return SESSION.c.refresh_until < now


def pending(now: int) -> ColumnElement[bool]:
    return PENDING.c.until < now


def attempts(now: int) -> ColumnElement[bool]:
    return ATTEMPT.c.until < now - FORGOTTEN_HOURS * HOUR * 1000


def purge(table: Table, rule: Rule, *parts: ColumnElement[Any]) -> Callable[[Connection, int], bool]:
    """Lets go of a portion of the rows that fall under a rule, `parts` naming columns that hold their key."""

    def work(connection: Connection, now: int) -> bool:
        keys = [tuple(row) for row in connection.execute(select(*table.primary_key).where(rule(now)).limit(PORTION))]
        if keys:
            connection.execute(delete(table).where(tuple_(*table.primary_key).in_(keys)))
            for part in parts:
                owner: Any = part
                connection.execute(delete(owner.table).where(part.in_([key[0] for key in keys])))
        return len(keys) == PORTION

    return work


def expired(connection: Connection, now: int) -> bool:
    """Erases a portion of what its kind keeps only for some days, since it first came, with all that hangs on it.

    Nothing stays but `answered`, which holds no words: whoever sends it again makes no second one.
    """
    for kind in CONTRIBUTIONS.values():
        if not kind.days:
            continue
        over = moment(now - kind.days * DAY * 1000)
        wanted = select(CONTRIBUTION.c.id, CONTRIBUTION.c.wire).where(CONTRIBUTION.c.kind == kind.name)
        found = connection.execute(wanted.order_by(CONTRIBUTION.c.seq))
        ids = [id_ for id_, wire in found if json.loads(wire)["received_at"] < over][:PORTION]
        if ids:
            uploads = list(connection.execute(select(UPLOAD.c.id).where(UPLOAD.c.contribution.in_(ids))).scalars())
            for table, column, values in (
                (UPLOAD_PART, UPLOAD_PART.c.upload, uploads),
                (UPLOAD, UPLOAD.c.id, uploads),
                (DECISION, DECISION.c.contribution, ids),
                (HELP_CASE, HELP_CASE.c.contribution, ids),
                (CONTRIBUTION, CONTRIBUTION.c.id, ids),
            ):
                connection.execute(delete(table).where(column.in_(values)))
            settling.owe(connection)
        if len(ids) == PORTION:
            return True
    return False


def tombstones(connection: Connection, now: int) -> bool:
    changes.purge(connection, now // 1000)
    return False


JOBS = (
    Job("answered", DAY, purge(ANSWERED, answers)),
    Job("uploads", DAY, purge(UPLOAD, unclaimed, UPLOAD_PART.c.upload)),
    Job("sessions", HOUR, purge(SESSION, sessions, SPENT.c.session)),
    Job("pending", HOUR, purge(PENDING, pending)),
    Job("attempts", HOUR, purge(ATTEMPT, attempts)),
    Job("expired", HOUR, expired),
    Job("tombstones", DAY, tombstones),
)
