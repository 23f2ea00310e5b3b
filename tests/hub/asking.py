"""Owns asking a hub in process, as a client would; it must not know its inside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx


@asynccontextmanager
async def asking(app: Any) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://hub.invalid") as client:
        yield client


async def walk(client: httpx.AsyncClient, kind: str, since: str | None = None, limit: int = 3) -> dict[str, Any]:
    """All change pages, applied one after the other as a device applies them: `records`, `gone`, `next`, `pages`."""
    records: dict[str, Any] = {}
    gone: set[str] = set()
    pages = 0
    while True:
        asked = {"limit": str(limit), **({"since": since} if since else {})}
        page = (await client.get(f"/v1/changes/{kind}", params=asked)).raise_for_status().json()
        pages += 1
        for record in page["upserts"]:
            records[record["id"]] = record
            gone.discard(record["id"])
        for id_ in page["gone"]:
            records.pop(id_, None)
            gone.add(id_)
        since = page["next"]
        if not page["more"]:
            return {"records": records, "gone": gone, "next": since, "pages": pages}
