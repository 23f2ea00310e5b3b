"""Work that comes round is done once, by whichever worker comes first, and lets go of what is over."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Table, func, insert, select

from hub.asgi import HubApp
from hub.core import meta
from hub.core.database import Database
from hub.core.jobs import Job, Jobs
from hub.core.migration import bring_up
from hub.core.people import ATTEMPT, PENDING, SESSION, SPENT
from hub.core.purges import DAY, HOUR, JOBS
from hub.core.writings import ANSWERED, UPLOAD, UPLOAD_PART
from tests.hub.samples import news

NOW = 1_800_000_000
WORKERS = 6


@contextmanager
def workers(url: str, job: Job, now: Callable[[], float]) -> Iterator[list[Jobs]]:
    databases = [Database(url) for _ in range(WORKERS)]
    bring_up(databases[0])
    yield [Jobs(each, [job], now) for each in databases]
    for each in databases:
        each.close()


def at_once(made: list[Jobs]) -> list[str]:
    """All workers look for work in the same moment; gives the portions done."""
    together = threading.Barrier(len(made))

    def look(jobs: Jobs) -> list[str]:
        together.wait()
        return jobs.run_due()

    with ThreadPoolExecutor(len(made)) as threads:
        return [name for done in threads.map(look, made) for name in done]


def counting(portions: int) -> Callable[[Connection, int], bool]:
    """Work that counts in the database how often it was done; through after so many portions."""

    def work(connection: Connection, now: int) -> bool:
        count = meta.number(connection, "counted") + 1
        meta.put(connection, "counted", count)
        return count % portions != 0

    return work


def counted(url: str) -> int:
    database = Database(url)
    with database.reading() as connection:
        count = meta.number(connection, "counted")
    database.close()
    return count


def test_of_several_workers_one_does_a_job_and_once(url: str) -> None:
    time = [float(NOW)]
    with workers(url, Job("count", HOUR, counting(1)), lambda: time[0]) as made:
        for round_ in range(1, 6):
            assert at_once(made) == ["count"]
            assert counted(url) == round_
            assert at_once(made) == []
            time[0] += HOUR


def test_a_job_of_many_portions_is_done_by_all_and_no_portion_twice(url: str) -> None:
    with workers(url, Job("count", HOUR, counting(30)), lambda: NOW) as made:
        assert at_once(made) == ["count"] * 30
        assert counted(url) == 30
        assert at_once(made) == []


def test_a_job_that_fails_stays_due_and_stops_no_other(app: HubApp, caplog: pytest.LogCaptureFixture) -> None:
    broken = [True]

    def work(connection: Connection, now: int) -> bool:
        meta.put(connection, "counted", 1)
        if broken[0]:
            raise ValueError("no luck")
        return False

    jobs = Jobs(app.hub.database, [Job("weak", HOUR, work), Job("other", HOUR, lambda *_: False)], lambda: NOW)
    assert jobs.run_due() == ["other"]
    assert "job weak failed" in caplog.text
    with app.hub.database.reading() as connection:
        assert meta.get(connection, "counted") is None
    broken[0] = False
    assert jobs.run_due() == ["weak"]
    assert jobs.run_due() == []


def test_a_clock_that_was_wrong_once_does_not_stop_a_job_for_years(app: HubApp) -> None:
    time = [float(NOW + 1000 * DAY)]
    jobs = Jobs(app.hub.database, [Job("some", DAY, lambda *_: False)], lambda: time[0])
    assert jobs.run_due() == ["some"]
    time[0] = NOW
    assert jobs.run_due() == ["some"]
    assert jobs.run_due() == []


def test_the_thread_finds_work_by_itself_and_ends_when_told(app: HubApp) -> None:
    done = threading.Event()

    def work(connection: Connection, now: int) -> bool:
        done.set()
        return False

    jobs = Jobs(app.hub.database, [Job("some", DAY, work)], lambda: NOW)
    jobs.start()
    assert done.wait(20)
    jobs.stop()
    assert "jobs" not in {thread.name for thread in threading.enumerate()}


def ago(seconds: int) -> int:
    return (NOW - seconds) * 1000


OVER: list[tuple[Table, dict[str, Any], str, int]] = [
    (ANSWERED, {"owner": "a:1", "asked": "", "status": 200, "answer": b"said"}, "at", 90 * DAY),
    (UPLOAD, {"owner": "a:1", "media": "", "size": 1, "complete": True, "contribution": ""}, "at", 7 * DAY),
    (SESSION, {"account": "1", "device": "", "access_until": 0, "created_at": 0, "used_at": 0}, "refresh_until", 0),
    (PENDING, {"what": "", "account": "", "detail": ""}, "until", 0),
    (ATTEMPT, {"count": 1}, "until", 60 * 60),
]
KEYS = {"answered": ("key",), "session": ("id", "access", "refresh"), "pending": ("secret",), "attempt": ("name",)}


@pytest.mark.parametrize(("table", "row", "time", "kept"), OVER, ids=lambda each: getattr(each, "name", ""))
def test_what_is_over_goes_and_the_rest_stays(
    app: HubApp, table: Table, row: dict[str, Any], time: str, kept: int
) -> None:
    keys = KEYS.get(table.name, ("id",))
    rows = [
        {**row, **dict.fromkeys(keys, f"{age}-{number}"), time: ago(kept + age)}
        for age, many in ((60, 900), (-60, 3))
        for number in range(many)
    ]
    with app.hub.database.writing() as connection:
        connection.execute(insert(table), rows)
    jobs = Jobs(app.hub.database, JOBS, lambda: NOW)
    assert len(jobs.run_due()) == len(JOBS) + 2
    with app.hub.database.reading() as connection:
        left = connection.execute(select(table.c[keys[0]])).scalars().all()
    assert sorted(left) == ["-60-0", "-60-1", "-60-2"]
    assert jobs.run_due() == []


def test_what_hangs_on_it_goes_too_and_what_is_claimed_stays(app: HubApp) -> None:
    upload = {"owner": "a:1", "media": "", "size": 1, "complete": True, "at": 0}
    session = {"account": "1", "device": "", "access_until": 0, "created_at": 0, "used_at": 0}
    with app.hub.database.writing() as connection:
        connection.execute(
            insert(UPLOAD),
            [{**upload, "id": "left", "contribution": ""}, {**upload, "id": "claimed", "contribution": "some"}],
        )
        connection.execute(
            insert(UPLOAD_PART),
            [{"upload": id_, "start": at, "data": b"x"} for id_ in ("left", "claimed") for at in (0, 1)],
        )
        connection.execute(insert(SESSION).values(id="1", access="a", refresh="r", refresh_until=0, **session))
        connection.execute(
            insert(SPENT), [{"refresh": str(n), "session": "1", "at": 0, "again": False} for n in range(3)]
        )
    Jobs(app.hub.database, JOBS, lambda: NOW).run_due()
    with app.hub.database.reading() as connection:
        assert set(connection.execute(select(UPLOAD_PART.c.upload)).scalars()) == {"claimed"}
        assert connection.execute(select(func.count()).select_from(SPENT)).scalar() == 0


def test_old_tombstones_go_by_the_job_also_where_nothing_is_written(app: HubApp) -> None:
    app.hub.write([news(1)])
    app.hub.remove("news", [news(1).id])
    later = app.hub.now() + 91 * DAY
    Jobs(app.hub.database, JOBS, lambda: later).run_due()
    with app.hub.database.reading() as connection:
        assert meta.number(connection, "floor:news") > 0
