"""Owns the wire: the only file that speaks HTTP; it must not keep anything.

Whatever happens out there, exactly `Offline(code)` or `Refused(problem)` come out of it.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Generic, Literal, TypeVar, cast
from urllib.parse import quote

import httpx
from pydantic import BaseModel, ValidationError

from contract.changes import SNAPSHOT_FORMAT, lines_checksum
from contract.endpoints import SNAPSHOT, Endpoint
from contract.problems import Code, Offline, Problem, Refused

T = TypeVar("T")
BY_STATUS = {400: Code.BAD_REQUEST, 422: Code.BAD_REQUEST, 404: Code.NOT_FOUND, 410: Code.TOKEN_EXPIRED,
             429: Code.TOO_MANY}  # fmt: skip
#: RFC 6585: a network wants to see its sign-in page first.
CAPTIVE_PORTAL = 511


@dataclass(frozen=True)
class Limits:
    """Seconds to connect, of silence, and for a whole answer; bytes of a whole answer, unpacked."""

    connect: float = 5.0
    silence: float = 10.0
    total: float = 120.0
    size: int = 64 * 1024 * 1024


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What the hub gave, and the validator to ask with next time."""

    value: T
    etag: str | None = None


class Unchanged:
    """304: what the sent ETag stands for still holds."""


@dataclass(frozen=True)
class Snapshot:
    """All records of a kind, one JSON object a line, whole and checked; `token` is where changes go on."""

    kind: str
    epoch: str
    lines: tuple[bytes, ...]
    token: str


class HubClient:
    """Calls the endpoints of one hub: in memory, embedded, or at a URL; only the transport differs."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None, base_url: str, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._wire = httpx.AsyncClient(
            transport=transport,
            base_url=base_url,
            timeout=httpx.Timeout(self._limits.silence, connect=self._limits.connect),
            headers={"user-agent": "wueapp", "accept-encoding": "gzip"},
            follow_redirects=False,
            trust_env=False,
        )

    @classmethod
    def embedded(cls, hub: Any, limits: Limits | None = None) -> HubClient:
        """A hub in this process (an ASGI app). An exception in it is a 500, as it would be over a network."""
        transport = httpx.ASGITransport(app=hub, raise_app_exceptions=False)
        return cls(transport, "http://hub.invalid", limits)

    @classmethod
    def at(cls, url: str, limits: Limits | None = None) -> HubClient:
        """A hub at a URL, e.g. `http://127.0.0.1:8551`."""
        return cls(None, url, limits)

    async def call(
        self, endpoint: Endpoint[T], *, etag: str | None = None, **parameters: object
    ) -> Answer[T] | Unchanged:
        """Asks an endpoint; parameters fill its path, then its query (None is left out).

        Raises Offline or Refused. `Unchanged` comes only when an ETag was sent.
        """
        answer = await self._exchange(endpoint, etag, parameters)
        if answer is None:
            return Unchanged()
        headers, body = answer
        if endpoint.gives is bytes:
            return Answer(cast(T, body), headers.get("etag"))
        model = cast(type[BaseModel], endpoint.gives)
        try:
            return Answer(cast(T, model.model_validate_json(body)), headers.get("etag"))
        except ValidationError as error:
            cut = any("EOF while parsing" in problem["msg"] for problem in error.errors())
            raise Offline(Code.HUB_UNREACHABLE if cut else Code.HUB_FOREIGN) from error

    async def snapshot(self, kind: str) -> Snapshot:
        """All records of a kind. Raises Offline for one that was cut or does not fit its checksum."""
        answer = await self.call(SNAPSHOT, kind=kind)
        if isinstance(answer, Unchanged):
            raise Offline(Code.HUB_FOREIGN)
        return await asyncio.to_thread(read_snapshot, kind, answer.value)

    async def close(self) -> None:
        """Gives connections back."""
        await self._wire.aclose()

    async def _exchange(
        self, endpoint: Endpoint[Any], etag: str | None, parameters: Mapping[str, object]
    ) -> tuple[httpx.Headers, bytes] | None:
        """Headers and body of a good answer; None: not changed."""
        names = re.findall(r"{(\w+)}", endpoint.path)
        path = endpoint.path.format(**{name: quote(str(parameters[name]), safe="") for name in names})
        query = {name: parameters[name] for name in endpoint.query if parameters.get(name) is not None}
        request = self._wire.build_request(
            endpoint.method,
            path,
            params=cast(Any, query) or None,
            headers={"if-none-match": etag} if etag else None,
        )
        # httpx sends `Accept: */*` by itself; it says nothing and costs bytes in every poll.
        request.headers.pop("accept", None)
        try:
            async with asyncio.timeout(self._limits.total):
                response = await self._wire.send(request, stream=True)
                try:
                    body = await self._read(response)
                finally:
                    await response.aclose()
        except (httpx.ConnectTimeout, httpx.ConnectError) as error:
            raise Offline(Code.HUB_UNREACHABLE) from error
        except (httpx.TimeoutException, TimeoutError) as error:
            raise Offline(Code.HUB_SILENT) from error
        except (httpx.HTTPError, OSError) as error:
            raise Offline(Code.HUB_UNREACHABLE) from error
        if response.status_code == httpx.codes.NOT_MODIFIED and etag:
            return None
        _check(response, body, "application/x-ndjson" if endpoint.gives is bytes else "application/json")
        return response.headers, body

    async def _read(self, response: httpx.Response) -> bytes:
        parts: list[bytes] = []
        size = 0
        async for part in response.aiter_bytes():
            size += len(part)
            if size > self._limits.size:
                raise Offline(Code.HUB_FOREIGN)
            parts.append(part)
        return b"".join(parts)


def read_snapshot(kind: str, body: bytes) -> Snapshot:
    """The snapshot in an NDJSON body (contract.changes). Raises Offline: cut, damaged, or not ours."""
    lines = body.split(b"\n")
    if len(lines) < 3 or lines.pop() != b"":
        raise Offline(Code.HUB_UNREACHABLE)
    first, *records, last = lines
    try:
        head, foot = json.loads(first), json.loads(last)
        mine = head["kind"] == kind and head["format"] == SNAPSHOT_FORMAT
        epoch, token = str(head["epoch"]), str(foot["next"])
        # All record lines in one piece: the same sum, without going through ten thousand of them.
        piece = [body[len(first) + 1 : -len(last) - 2]] if records else []
        whole = foot["count"] == len(records) and foot["checksum"] == lines_checksum(piece)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Offline(Code.HUB_UNREACHABLE) from error
    if not mine:
        raise Offline(Code.HUB_FOREIGN)
    if not whole:
        raise Offline(Code.HUB_UNREACHABLE)
    return Snapshot(kind, epoch, tuple(records), token)


def _check(response: httpx.Response, body: bytes, media: Literal["application/json", "application/x-ndjson"]) -> None:
    """Raises unless the answer is a good one of our hub."""
    given = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if response.is_success and given == media:
        return
    if given == "application/problem+json":
        raise Refused(_problem(response, body))
    if response.is_server_error and response.status_code != CAPTIVE_PORTAL:
        raise Refused(_problem(response, b""))
    raise Offline(Code.HUB_FOREIGN)


def _problem(response: httpx.Response, body: bytes) -> Problem:
    """The problem as sent; what cannot be read (an unknown code of a newer hub) is told by its status."""
    status = response.status_code
    try:
        problem = Problem.model_validate_json(body)
    except ValidationError:
        fallback = Code.BAD_REQUEST if status < 500 else Code.HUB_BROKEN
        problem = Problem(type="about:blank", title="", status=status, code=BY_STATUS.get(status, fallback))
    wait = problem.retry_after or _retry_after(response.headers.get("retry-after", ""))
    return problem.model_copy(update={"retry_after": wait})


def _retry_after(value: str) -> int | None:
    """Seconds of a Retry-After header (RFC 9110 §10.2.3): a number or a date."""
    if value.strip().isdecimal():
        return int(value)
    try:
        return max(0, int((parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()))
    except (ValueError, TypeError):
        return None
