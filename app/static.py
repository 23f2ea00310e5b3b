"""Owns how the client's files reach the browser: compressed once, kept in a folder, cached by name.

It must not know the page, the session or the security headers. `python -m app.static FOLDER` compresses ahead.
"""

from __future__ import annotations

import asyncio
import gzip
import logging
import os
import shutil
import sys
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from app.client import RIVE_HERE, RIVE_STUB, Client, fallback_font

log = logging.getLogger(__name__)

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
RARE = ("canvaskit/skwasm_heavy", "canvaskit/chromium/")  # for browsers hardly met; compressed when asked for
SUFFIXES = {"br": ".br", "gzip": ".gz"}
BEST, QUICK = 11, 9  # brotli's quality ahead (about 20 s for the largest file) and at need (about 1 s)


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
        self.cache = cache
        self.locks: defaultdict[tuple[str, str], asyncio.Lock] = defaultdict(asyncio.Lock)

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
        async with self.locks[name, coding]:
            return await asyncio.to_thread(self.fetch, name, coding)

    def fetch(self, name: str, coding: str) -> bytes:
        """The compressed bytes from the cache, the best there are, or made and put there."""
        for quality in (BEST, QUICK):
            with suppress(OSError):
                return place(self.client, self.cache, name, coding, quality).read_bytes()
        body = squeeze(self.client.read(name), coding, QUICK)
        try:
            put(place(self.client, self.cache, name, coding, QUICK), body)
        except OSError as problem:  # a full disk costs time, not the answer
            log.warning("%s was not kept compressed: %s", name, problem)
        return body


def known(headers: Headers, etag: str) -> bool:
    """Whether If-None-Match names `etag` (RFC 9110 §13.1.2, weak comparison)."""
    named = headers.get("if-none-match", "")
    return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in named.split(","))


def place(client: Client, cache: Path, name: str, coding: str, quality: int) -> Path:
    """Where a compressed file lies; Flet's outlive a change of ours, for packing them takes most of a minute."""
    key = client.key if name in client.own else client.flet_key
    return cache / f"{key}-{quality}" / (name + SUFFIXES[coding])


def put(path: Path, body: bytes) -> None:
    """Writes the file whole or not at all: a half-written one would be served for a year."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(body)
    draft.replace(path)


def pack_one(client: Client, cache: Path, name: str, coding: str) -> None:
    """Compresses one file as well as can be."""
    put(place(client, cache, name, coding, BEST), squeeze(client.read(name), coding, BEST))


def pack(client: Client, cache: Path) -> str:
    """Compresses ahead, on all processors, what has not been, and drops older versions; says what it did."""
    began = time.monotonic()
    names = [name for name in client.files if Path(name).suffix not in PACKED_ALREADY]
    names = [name for name in names if not name.startswith(RARE)]
    names.sort(key=lambda name: -client.source(name).stat().st_size)
    missing = [(name, coding) for name in names for coding in SUFFIXES]
    missing = [job for job in missing if not place(client, cache, *job, BEST).exists()]
    if missing:
        with ProcessPoolExecutor() as pool:
            for done in [pool.submit(pack_one, client, cache, *job) for job in missing]:
                done.result()
        kept = {f"{client.key}-{BEST}", f"{client.flet_key}-{BEST}"}
        for older in [folder for folder in cache.iterdir() if folder.is_dir() and folder.name not in kept]:
            shutil.rmtree(older)
    return f"client {client.key}: {len(missing)} files compressed in {time.monotonic() - began:.0f} s"


if __name__ == "__main__":
    root = Path(__file__).parents[1]
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else root / "build"
    print(pack(Client(root / "assets"), folder / "client"))  # noqa: T201
