"""Owns hot reads: routes that join bytes, and the answers that still hold; it must not know what is read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from anyio import Lock, to_thread
from starlette.types import Receive, Scope, Send

from contract.endpoints import Endpoint
from contract.record import Record
from hub.core import parameters
from hub.core.answers import NDJSON, Answer, Content, header, takes_gzip
from hub.core.freshness import Freshness
from hub.core.parameters import Asked, Parameter

MOST_ANSWERS = 4096
MOST_BYTES = 64 * 1024 * 1024

Key = tuple[str, bytes, bool]


@dataclass(frozen=True)
class Reading:
    """One endpoint as the hub serves it: `answer` runs in a worker thread and may raise Refusal.

    `kind` is whose changes make an answer stale; empty: the `{kind}` of the path, or of any kind.
    `model` is the record inside a list, for the description; `media` that of an endpoint that gives bytes.
    """

    endpoint: Endpoint[Any]
    says: str
    answer: Callable[[Asked], Content]
    parameters: tuple[Parameter, ...] = ()
    kind: str = ""
    model: type[Record] | None = None
    refuses: tuple[int, ...] = ()
    media: str = NDJSON


class Held(NamedTuple):
    answer: Answer
    kind: str
    number: int
    epoch: str


class Answers:
    """Answers that were given, oldest out first. One holds while its kind has the same newest change."""

    def __init__(self, freshness: Freshness) -> None:
        self._freshness = freshness
        self._held: OrderedDict[Key, Held] = OrderedDict()
        self._bytes = 0
        self._turn = Lock()
        self._begun = 0
        self._looked: tuple[int, dict[str, int]] = (0, {})

    def __len__(self) -> int:
        return len(self._held)

    @property
    def epoch(self) -> str:
        return self._freshness.epoch

    async def numbers(self) -> dict[str, int]:
        """As they are now. Where that is a question to a server, all who come while one is under way share the next."""
        if not self._freshness.blocking:
            return self._freshness.look()
        come = self._begun
        async with self._turn:
            if self._looked[0] <= come:
                # The last look began before this question; so it may not know what was written before it.
                self._begun += 1
                self._looked = self._begun, await to_thread.run_sync(self._freshness.look)
            return self._looked[1]

    async def find(self, scope: Scope) -> Answer | None:
        """The answer to this very request, if it was given before and still holds."""
        if scope["method"] not in ("GET", "HEAD"):
            return None
        held = self._held.get(key(scope))
        if held is None:
            return None
        numbers = await self.numbers()
        return held.answer if (held.number, held.epoch) == (numbers.get(held.kind, 0), self.epoch) else None

    def keep(self, scope: Scope, held: Held) -> None:
        if held.answer.size > MOST_BYTES // 4:
            return
        self._drop(key(scope))
        self._held[key(scope)] = held
        self._bytes += held.answer.size
        while self._bytes > MOST_BYTES or len(self._held) > MOST_ANSWERS:
            self._drop(next(iter(self._held)))

    def _drop(self, old: Key) -> None:
        if gone := self._held.pop(old, None):
            self._bytes -= gone.answer.size


class ReadRoute:
    """A Reading as an ASGI app: checks what is asked, reads in a worker thread, keeps the answer."""

    def __init__(self, reading: Reading, answers: Answers) -> None:
        self.path = reading.endpoint.path
        self._reading = reading
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path_params"]
        asked = parameters.read(path, scope["query_string"], self._reading.parameters)
        kind = self._reading.kind or path.get("kind", "")
        # Asked for before reading: an answer may be newer than its number, never older.
        number = (await self._answers.numbers()).get(kind, 0)
        epoch = self._answers.epoch
        answer = await to_thread.run_sync(self._build, asked, key(scope)[2])
        self._answers.keep(scope, Held(answer, kind, number, epoch))
        await answer.send(scope, send)

    def _build(self, asked: Asked, zipped: bool) -> Answer:
        return Answer(self._reading.answer(asked), zipped)


def key(scope: Scope) -> Key:
    return scope["path"], scope["query_string"], takes_gzip(header(scope, b"accept-encoding"))
