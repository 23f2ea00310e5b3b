"""Owns what goes out: bytes with their validator, once built sent as often as they hold; it must not read data."""

from __future__ import annotations

import base64
import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from starlette.types import Scope, Send

JSON = "application/json"
NDJSON = "application/x-ndjson"

CACHING = (b"cache-control", b"public, max-age=60, stale-while-revalidate=600, stale-if-error=86400")
VARY = (b"vary", b"accept-encoding")
#: On every answer but a 304, which changes nothing of what the client holds (RFC 9110, 15.4.5) and must stay small.
SECURITY = (
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    # Heard only where TLS ends before the hub, or in it (RFC 6797, 8.1).
    (b"strict-transport-security", b"max-age=63072000; includeSubDomains"),
)
#: Below this, gzip saves less than its own header costs.
WORTH_GZIP = 500
GZIP_LEVEL = 6


@dataclass(frozen=True)
class Content:
    """What a reading found. `etag` without quotes; None: made of the bytes. `next` is a URL with its query.

    `gzipped`: the same bytes, if somebody has packed them already.
    """

    body: bytes
    etag: str | None = None
    media: str = JSON
    next: str | None = None
    gzipped: bytes | None = None


class Answer:
    """A whole answer and its 304 in the form ASGI wants, so that sending it again costs nothing but sending."""

    __slots__ = ("_body", "_empty", "_etag", "_full", "_same", "size")

    def __init__(self, content: Content, zipped: bool) -> None:
        etag, body = content.etag or digest(content.body), content.body
        # What is too small to be packed is the same for everybody, and need not say that it varies.
        vary = (VARY,) if len(body) >= WORTH_GZIP else ()
        zipped = zipped and len(body) >= WORTH_GZIP
        if zipped:
            # Another representation has another strong validator (RFC 9110, 8.8.3.3).
            etag, body = f"{etag}-g", content.gzipped or pack(body)
        self._etag = f'"{etag}"'.encode()
        lean = [(b"etag", self._etag), CACHING, *vary]
        full = [(b"content-type", content.media.encode()), (b"content-length", b"%d" % len(body)), *lean, *SECURITY]
        if zipped:
            full.append((b"content-encoding", b"gzip"))
        if content.next:
            full.append((b"link", f'<{content.next}>; rel="next"'.encode()))
        self._full = {"type": "http.response.start", "status": 200, "headers": full}
        self._same = {"type": "http.response.start", "status": 304, "headers": lean}
        self._body: dict[str, Any] = {"type": "http.response.body", "body": body}
        self._empty: dict[str, Any] = {"type": "http.response.body", "body": b""}
        self.size = len(body)

    async def send(self, scope: Scope, send: Send) -> None:
        """Send whole, or 304 when the client holds the same already, or the head alone."""
        held = header(scope, b"if-none-match")
        if held is not None and (held == self._etag or _matches(held, self._etag)):
            await send(self._same)
            await send(self._empty)
            return
        await send(self._full)
        await send(self._empty if scope["method"] == "HEAD" else self._body)


def header(scope: Scope, name: bytes) -> bytes | None:
    """The value of a request header (name in lower case, as ASGI gives it)."""
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value)
    return None


@lru_cache(maxsize=256)
def takes_gzip(accept: bytes | None) -> bool:
    """Whether an `Accept-Encoding` allows gzip."""
    for part in (accept or b"").lower().split(b","):
        coding, _, weight = part.partition(b";")
        if coding.strip() in (b"gzip", b"*"):
            return weight.replace(b" ", b"") not in (b"q=0", b"q=0.0", b"q=0.00", b"q=0.000")
    return False


def digest(body: bytes) -> str:
    """A short validator of bytes: 64 bits of SHA-256, 11 characters, so that a poll stays small."""
    return base64.urlsafe_b64encode(hashlib.sha256(body).digest()[:8]).decode().rstrip("=")


def pack(body: bytes) -> bytes:
    # No time inside: the same content gives the same bytes in every process.
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


def _matches(held: bytes, etag: bytes) -> bool:
    """Weak comparison of an `If-None-Match` list (RFC 9110, 13.1.2)."""
    return any(each.strip().removeprefix(b"W/") in (etag, b"*") for each in held.split(b","))
