"""Owns the wire: the only file that speaks HTTP; it must not keep anything.

Whatever happens out there, exactly `Offline(code)` or `Refused(problem)` come out of it.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast
from urllib.parse import quote

import httpx

from contract.endpoints import SNAPSHOT, Endpoint
from contract.problems import Code, Offline
from contract.text import Model
from services.hub_answer import Answer, Snapshot, Unchanged, read_answer, read_snapshot

T = TypeVar("T")
#: Bytes that are read sooner than a thread is begun.
SMALL = 64 * 1024


@dataclass(frozen=True)
class Limits:
    """Seconds to connect, of silence, and for a whole answer; bytes of a whole answer, unpacked."""

    connect: float = 5.0
    silence: float = 10.0
    total: float = 120.0
    size: int = 64 * 1024 * 1024


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
        self,
        endpoint: Endpoint[T],
        *,
        etag: str | None = None,
        body: Model | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        **parameters: object,
    ) -> Answer[T] | Unchanged:
        """Asks an endpoint; parameters fill its path, then its query (None is left out).

        `body`: what the endpoint takes; of a model only fields that were set travel, so that a merge patch leaves
        alone what it does not name. Bytes travel as they are, as JSON unless `headers` name another content type.
        Raises Offline or Refused. `Unchanged` comes only when an ETag was sent.
        """
        given = dict(headers or {})
        if etag:
            given["if-none-match"] = etag
        content = body.model_dump_json(by_alias=True, exclude_unset=True).encode() if isinstance(body, Model) else body
        if content is not None and not any(name.lower() == "content-type" for name in given):
            given["content-type"] = "application/json"
        status, told, answer = await self._exchange(self._request(endpoint, parameters, given, content))
        if status == httpx.codes.NOT_MODIFIED and etag:
            return Unchanged()
        return read_answer(endpoint.gives, status, told, answer)

    async def snapshot(self, kind: str) -> Snapshot:
        """All records of a kind. Raises Offline for one that was cut or does not fit its checksum."""
        answer = await self.call(SNAPSHOT, kind=kind)
        if isinstance(answer, Unchanged):
            raise Offline(Code.HUB_FOREIGN)
        if len(answer.value) < SMALL:
            return read_snapshot(kind, answer.value)
        return await asyncio.to_thread(read_snapshot, kind, answer.value)

    async def close(self) -> None:
        """Gives connections back."""
        await self._wire.aclose()

    def _request(
        self, endpoint: Endpoint[Any], parameters: Mapping[str, object], headers: dict[str, str], content: bytes | None
    ) -> httpx.Request:
        names = re.findall(r"{(\w+)}", endpoint.path)
        path = endpoint.path.format(**{name: quote(str(parameters[name]), safe="") for name in names})
        query = {name: parameters[name] for name in endpoint.query if parameters.get(name) is not None}
        request = self._wire.build_request(
            endpoint.method, path, params=cast(Any, query) or None, headers=headers, content=content
        )
        # httpx sends `Accept: */*` by itself; it says nothing and costs bytes in every poll.
        request.headers.pop("accept", None)
        return request

    async def _exchange(self, request: httpx.Request) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and body of whatever answers."""
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
        return response.status_code, response.headers, body

    async def _read(self, response: httpx.Response) -> bytes:
        parts: list[bytes] = []
        size = 0
        async for part in response.aiter_bytes():
            size += len(part)
            if size > self._limits.size:
                raise Offline(Code.HUB_FOREIGN)
            parts.append(part)
        return b"".join(parts)


__all__ = ["Answer", "HubClient", "Limits", "Snapshot", "Unchanged", "read_snapshot"]
