"""Owns shorter ways through the hub for the simulator: the same code without ceremony; it must not decide anything."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from typing import Any

from hub.core import problems
from hub.core.problems import Refusal
from tests.faults.loop import VirtualLoop
from tests.faults.wire import Answer, Asking


class AsOnDisk:
    """The database as the committer sees it: one whose commits are worth sharing, though it lies in memory."""

    memory = False

    def __init__(self, database: Any) -> None:
        self.writing = database.writing


class Worker:
    """The committer's thread on the virtual loop; dies with the hub that uses it."""

    def submit(self, job: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualLoop)
        loop.work(self, job)

    def shutdown(self) -> None:
        pass


def quick_reading(database: Any) -> Callable[[], Any]:
    """Reading without the ceremony around it, which costs more than all statements: nobody writes meanwhile."""
    connection = database.engine.connect()
    connection.begin()
    # SQLAlchemy believes that the transaction goes on; for SQLite each statement is one by itself.
    connection.connection.dbapi_connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def reading() -> Iterator[Any]:
        yield connection

    return reading


async def called(app: Any, asking: Asking) -> Answer:
    """What an ASGI app answers."""
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1",
        "method": asking.method, "scheme": "http", "path": asking.path, "raw_path": asking.path.encode(),
        "query_string": asking.query, "headers": list(asking.headers), "client": (asking.sender, 1),
        "server": ("hub.invalid", 80), "root_path": "", "state": {}, "app": app,
    }  # fmt: skip
    parts = [{"type": "http.request", "body": asking.body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return parts.pop() if parts else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    if app.intake.takes(scope):
        await app.intake(scope, receive, send)
    elif held := await app.answers.find(scope):
        await held.send(scope, send)
    else:
        # Past the middleware of FastAPI, which does nothing here but take its time.
        try:
            await app.router(scope, receive, send)
        except Refusal as refusal:
            await problems.response(refusal, "")(scope, receive, send)
    return Answer(
        sent[0]["status"], tuple(sent[0].get("headers", ())), b"".join(each.get("body", b"") for each in sent[1:])
    )
