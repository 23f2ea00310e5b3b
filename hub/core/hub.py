"""Owns a hub's data as one thing: made ready, written to, closed; it must not know HTTP."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from contract.record import Record
from hub import seed
from hub.core.changes import ChangeLog
from hub.core.committer import Committer
from hub.core.contributions import Contributions
from hub.core.database import Database
from hub.core.effects import Effect
from hub.core.freshness import Freshness
from hub.core.jobs import Jobs
from hub.core.limits import Limits
from hub.core.migration import HEAD, bring_up, revision
from hub.core.purges import JOBS
from hub.core.search import Search
from hub.core.settling import Settling
from hub.core.snapshots import Snapshots
from hub.core.uploads import Uploads
from hub.settings import HubSettings


class Hub:
    """Migrated and seeded once it is there. `write` and `remove` block: from a coroutine use a thread."""

    def __init__(self, settings: HubSettings, now: Callable[[], float] = time.time) -> None:
        self.settings = settings
        self.now = now
        self.database = Database(settings.database_url)
        try:
            self.log = self._begin()
        except BaseException:
            self.database.close()
            raise
        self.freshness = Freshness(self.database, self.log)
        self.snapshots = Snapshots(self.database, self.log)
        self.search = Search(self.database, self.log)
        self.contributions = Contributions(self.database, lambda: self.log.epoch, now)
        self.uploads = Uploads(self.database, now)
        self.limits = Limits(settings.quotas, now)
        #: By the kind of contribution; measures put theirs in.
        self.effects: dict[str, Effect] = {}
        self.committer = Committer(self.database, lambda: self.log.epoch, now, self.limits, self.effects)
        self.settling = Settling(self.database)
        self.jobs = Jobs(self.database, JOBS, now, self.settling.settle)

    def _begin(self) -> ChangeLog:
        """Bring the database up to today: its tables, its log, its first content."""
        bring_up(self.database)
        log = ChangeLog(self.database, self.now)
        if self.settings.seed:
            seed.plant(self.database, log)
        return log

    @property
    def epoch(self) -> str:
        return self.log.epoch

    def write(self, records: Iterable[Record]) -> int:
        """Put records, each whole; gives how many changed."""
        return self.log.write(records)

    def remove(self, kind: str, ids: Iterable[str]) -> int:
        """Take records away, leaving tombstones; gives how many there were."""
        return self.log.remove(kind, ids)

    def ready(self) -> bool:
        """Whether it can answer: the database is there with the schema of today, and seeded if it should be."""
        with self.database.reading() as connection:
            planted = not self.settings.seed or seed.planted(connection)
            return planted and revision(connection) == HEAD

    def close(self) -> None:
        self.jobs.stop()
        self.committer.close()
        self.search.close()
        self.freshness.close()
        self.database.close()
