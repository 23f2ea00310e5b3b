"""Owns one request to a reading page: its language, its links and how it is answered; it must not know a page.

The language is remembered in the links alone. There is no cookie, and nothing of a request is kept or logged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from contract.text import LanguageTag
from hub.core.answers import digest, header, pack, takes_gzip
from hub.core.limits import at_home
from hub.core.problems import spoken
from hub.reading.speech import Speech
from hub.settings import HubSettings

#: How a language is called in an address.
LANGUAGES: dict[str, LanguageTag] = {"einfach": "de-simple", "standard": "de"}
POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HTML = "text/html; charset=utf-8"
#: Always asked whether it still holds: a page says what holds today.
ASKED_AGAIN = "no-cache"
#: What one looked for must not lie on a computer that others use.
NEVER_KEPT = "no-store"
LONGEST = 200


class Visit:
    """A request and what follows from it for every page."""

    def __init__(self, request: Request, settings: HubSettings) -> None:
        self.request = request
        self._settings = settings
        chosen = self.asked("sprache")
        self._chosen = chosen if chosen in LANGUAGES else ""
        wished = spoken(request.headers.get("accept-language", ""))
        self.say = Speech(LANGUAGES.get(self._chosen, wished))

    def asked(self, name: str) -> str:
        """A value of the query; empty where there is none that can be meant."""
        value = self.request.query_params.get(name, "").strip()
        return "" if "\0" in value else value[:LONGEST]

    def part(self, name: str) -> str:
        """A part of the path; empty where it can be the name of nothing."""
        value = str(self.request.path_params.get(name, ""))
        return value if re.fullmatch(r"[A-Za-z0-9_-]{1,100}", value) else ""

    @property
    def chosen(self) -> str:
        """The language as links go on saying it; empty: what the browser asks for."""
        return self._chosen

    def link(self, path: str, **query: str) -> str:
        """An address that keeps the language."""
        said = {"sprache": self._chosen, **query}
        tail = urlencode({name: value for name, value in said.items() if value})
        return f"{path}?{tail}" if tail else path

    def other(self) -> str:
        """This very page in the other language."""
        word = "standard" if self.say.tag == "de-simple" else "einfach"
        query = {name: value for name, value in self.request.query_params.items() if name != "sprache"}
        return f"{self.request.url.path}?{urlencode({**query, 'sprache': word})}"

    def address(self, path: str) -> str:
        """A path as people reach it from elsewhere; empty where the hub does not know how."""
        known = self._settings.hub_url or self._settings.app_url
        if not known:
            here = self.request.url
            known = "" if at_home(here.hostname or "") else f"{here.scheme}://{here.netloc}"
        return known.rstrip("/") + path if known else ""

    def answer(
        self, body: bytes, media: str = HTML, *, status: int = 200, keep: str = ASKED_AGAIN, etag: str = ""
    ) -> Response:
        """The body with its validator, packed where that is understood, or 304, or the head alone."""
        headers = {"cache-control": keep, "content-security-policy": POLICY, "vary": "accept-encoding, accept-language"}
        headers["content-language"] = self.say.tag
        if keep != NEVER_KEPT and status == 200:
            headers["etag"] = f'"{etag or digest(body)}"'
            if self.request.headers.get("if-none-match") in (headers["etag"], "*"):
                return Response(status_code=304, headers=headers)
        if media.startswith("text/") and takes_gzip(header(self.request.scope, b"accept-encoding")):
            body, headers["content-encoding"] = pack(body), "gzip"
        response = Response(body, status, {**headers, **_size(body)}, media)
        if self.request.method == "HEAD":
            response.body = b""
        return response


def _size(body: bytes) -> Mapping[str, str]:
    return {"content-length": str(len(body))}
