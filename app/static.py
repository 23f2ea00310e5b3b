"""Owns how the client's files reach the browser: compressed once, kept in a folder, cached by name.

It must not know the page, the session or the security headers. `python -m app.static DATA` compresses ahead.
"""

from __future__ import annotations

import asyncio
import gzip
import os
import shutil
import sys
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from app.client import RIVE_HERE, RIVE_STUB, Client, fallback_font

FOREVER = "public, max-age=31536000, immutable"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".wasm": "application/wasm",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}
PACKED_ALREADY = {".png", ".woff2"}
SUFFIXES = {"br": ".br", "gzip": ".gz"}
QUICK, BEST = 9, 11  # brotli's quality at need (about 1 s for the largest file) and ahead (about 20 s)


def squeeze(body: bytes, coding: str, quality: int) -> bytes:
    """`body` in the content coding `br` or `gzip` (RFC 7932, RFC 1952); same bytes in, same bytes out."""
    if coding == "br":
        packed: bytes = brotli.compress(body, quality=quality, lgwin=24)
        return packed
    return gzip.compress(body, compresslevel=min(quality, 9), mtime=0)


def choose_coding(accept: str) -> str:
    """The coding to send for an Accept-Encoding header (RFC 9110 §12.5.3): `br`, `gzip` or `identity`."""
    weights: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, _, rest = part.strip().partition(";")
        weight = rest.strip().removeprefix("q=")
        try:
            weights[name.strip()] = float(weight) if rest else 1.0
        except ValueError:
            weights[name.strip()] = 0.0
    anything = weights.get("*", 0.0)
    return next((coding for coding in SUFFIXES if weights.get(coding, anything) > 0), "identity")


class Shelf:
    """An ASGI app for GET and HEAD of the client's files; `cache` holds what has been compressed."""

    def __init__(self, client: Client, cache: Path) -> None:
        self.client = client
        self.folder = cache / client.key
        self.locks: defaultdict[Path, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (await self.answer(Request(scope)))(scope, receive, send)

    async def answer(self, request: Request) -> Response:
        """The file, 304 for one known, 404 for a name not on the shelf: there is no path to walk out of."""
        path = request.url.path
        if path.startswith(RIVE_HERE.decode()):
            return Response(RIVE_STUB, media_type="text/javascript", headers={"Cache-Control": FOREVER})
        key, name = self.look_up(path)
        if name not in self.client.files:
            return PlainTextResponse("not found", 404)
        coding = "identity"
        if Path(name).suffix not in PACKED_ALREADY:
            coding = choose_coding(request.headers.get("accept-encoding", ""))
        headers = {
            "Cache-Control": FOREVER if key == self.client.key else "no-cache",
            "Content-Type": TYPES.get(Path(name).suffix, "application/octet-stream"),
            "ETag": f'"{self.client.key}-{coding}"',
            "Vary": "Accept-Encoding",
        }
        if known(request.headers, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        if coding != "identity":
            headers["Content-Encoding"] = coding
        return Response(await self.body(name, coding), headers=headers)

    def look_up(self, path: str) -> tuple[str, str]:
        """Key and name asked for by `/v/<key>/<name>`, or no key and the name itself.

        A page of an older version still finds its late files (fallback fonts, pictograms) by its own key.
        """
        name = path.lstrip("/")
        key = ""
        if name.startswith("v/"):
            _, key, *rest = name.split("/", 2)
            name = rest[0] if rest else ""
        if name.startswith(("fallback/", "assets/fonts/noto")):
            name = fallback_font(name)
        return key, name

    async def body(self, name: str, coding: str) -> bytes:
        """The bytes in that coding, compressed now when they have not been, and once only."""
        if coding == "identity":
            return await asyncio.to_thread(self.client.read, name)
        packed = self.folder / (name + SUFFIXES[coding])
        async with self.locks[packed]:
            return await asyncio.to_thread(self.fetch, packed, name, coding)

    def fetch(self, packed: Path, name: str, coding: str) -> bytes:
        """The compressed bytes from the folder, or made and put there; a full disk is no obstacle."""
        try:
            return packed.read_bytes()
        except OSError:
            body = squeeze(self.client.read(name), coding, QUICK)
        try:
            put(packed, body)
        except OSError as problem:
            print(f"WueApp: {packed} was not kept: {problem}", file=sys.stderr)  # noqa: T201
        return body


def known(headers: Headers, etag: str) -> bool:
    """Whether If-None-Match names `etag` (RFC 9110 §13.1.2, weak comparison)."""
    named = headers.get("if-none-match", "")
    return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in named.split(","))


def put(path: Path, body: bytes) -> None:
    """Writes the file whole or not at all: a half-written one would be served for a year."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(body)
    draft.replace(path)


def pack_one(client: Client, folder: Path, name: str, coding: str) -> int:
    """Compresses one file as well as can be; gives the bytes it has become."""
    body = squeeze(client.read(name), coding, BEST)
    put(folder / (name + SUFFIXES[coding]), body)
    return len(body)


def pack(client: Client, cache: Path) -> str:
    """Compresses every file ahead, once a version, on all processors; drops older ones; says what it did."""
    folder, began = cache / client.key, time.monotonic()
    if (folder / "done").exists():
        return f"client {client.key}: compressed already"
    names = [name for name in client.files if Path(name).suffix not in PACKED_ALREADY]
    names.sort(key=lambda name: -client.source(name).stat().st_size)
    with ProcessPoolExecutor() as pool:
        jobs = [pool.submit(pack_one, client, folder, name, coding) for name in names for coding in SUFFIXES]
        size = sum(job.result() for job in jobs)
    put(folder / "done", b"")
    for older in cache.iterdir():
        if older != folder and older.is_dir():
            shutil.rmtree(older)
    return f"client {client.key}: {len(jobs)} files, {size / 1e6:.1f} MB, {time.monotonic() - began:.0f} s"


if __name__ == "__main__":
    data = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("DATA", "data"))
    print(pack(Client(Path(__file__).parents[1] / "assets"), data / "client"))  # noqa: T201
