"""Owns work that comes round: what is due, done once whichever worker finds it first; it must not know what it does.

A job is claimed by one UPDATE of its row in the transaction that does the work: another worker finds it not due any
more, and work that fails leaves it due.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from hub.core.database import Database
from hub.core.writings import JOB

LOG = logging.getLogger(__name__)
#: Seconds between two looks at what is due, and before work that failed or is not through is taken up again.
PAUSE = 60

_CLAIM = (
    update(JOB)
    .where(JOB.c.name == bindparam("job"), or_(JOB.c.due <= bindparam("now"), JOB.c.due > bindparam("furthest")))
    .values(due=bindparam("next"))
)


class Job(NamedTuple):
    """`work(connection, now)` does a portion, in a writing transaction, and gives whether something is left.

    `every` is in seconds, `now` in Unix milliseconds. Portions are small, so that no writer waits long.
    """

    name: str
    every: int
    work: Callable[[Connection, int], bool]


class Jobs:
    """Looks for work in a thread of its own between `start` and `stop`. `now` gives Unix seconds.

    `last` is called after each look: what no transaction can hold.
    """

    def __init__(
        self,
        database: Database,
        jobs: Sequence[Job],
        now: Callable[[], float],
        last: Callable[[], object] = lambda: None,
    ) -> None:
        self._database = database
        self._jobs = {job.name: job for job in jobs}
        self._now = now
        self._last = last
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, *jobs: Job) -> None:
        """More of them, before `start`."""
        self._jobs.update({job.name: job for job in jobs})

    def run_due(self) -> list[str]:
        """Do all that is due now; gives the names of the portions done. What fails is logged and stops nothing."""
        done: list[str] = []
        for name in self._due():
            try:
                while self._portion(self._jobs[name], done) and not self._over.is_set():
                    pass
            except Exception:
                LOG.exception("job %s failed", name)
        self._last()
        return done

    def start(self) -> None:
        if self._thread is None:
            self._over.clear()
            self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        while not self._over.is_set():
            try:
                self.run_due()
            except Exception:
                LOG.exception("looking for work failed")
            self._over.wait(PAUSE)

    def _due(self) -> list[str]:
        """Looked up without the writers' turn: mostly there is nothing."""
        now = int(self._now() * 1000)
        with self._database.reading() as connection:
            known = {row.name: row.due for row in connection.execute(select(JOB.c.name, JOB.c.due))}
        return [name for name, job in self._jobs.items() if _is_due(known.get(name), now, job.every)]

    def _portion(self, job: Job, done: list[str]) -> bool:
        """Claim a job and do a portion of it; gives whether it goes on at once."""
        now = int(self._now() * 1000)
        with self._database.writing() as connection:
            if connection.execute(select(JOB.c.name).where(JOB.c.name == job.name)).first() is None:
                connection.execute(insert(JOB).values(name=job.name, due=now))
            furthest = now + 1000 * job.every
            asked = {"job": job.name, "now": now, "furthest": furthest, "next": furthest}
            if connection.execute(_CLAIM, asked).rowcount != 1:
                return False
            more = job.work(connection, now)
            if more:
                connection.execute(_CLAIM, {**asked, "now": furthest, "next": now})
        done.append(job.name)
        return more


def _is_due(due: int | None, now: int, every: int) -> bool:
    """Also when it lies further ahead than it ever could: the clock was wrong then, or is now."""
    return due is None or due <= now or due > now + 1000 * every
