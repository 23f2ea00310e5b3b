"""Owns asking a hub as somebody who is not on this machine, in process; it must not know the hub's inside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

#: Of the networks that are only for examples (RFC 5737).
ELSEWHERE = "203.0.113.7"


@asynccontextmanager
async def from_afar(app: Any, address: str = ELSEWHERE, **more: Any) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app, client=(address, 40_000), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://hub.invalid", **more) as client:
        yield client


class Watch:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds
