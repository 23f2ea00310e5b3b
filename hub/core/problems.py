"""Owns how a hub says no (RFC 9457), in the language asked for; it must not decide when."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from contract.problems import Code, FieldError, Problem
from contract.text import LANGUAGES, LanguageTag
from hub.core.sentences import SENTENCES

MEDIA = "application/problem+json"


class Refusal(Exception):
    """The hub says no. `status` is the HTTP status, `errors` what is wrong with which part.

    `extras`: further members of the problem (`contract.problems.Problem`): retry_after, current, offset, roles.
    """

    def __init__(self, code: Code, status: int, errors: tuple[FieldError, ...] = (), **extras: Any) -> None:
        super().__init__(code.value)
        self.code = code
        self.status = status
        self.errors = errors
        self.extras = extras


def not_found() -> Refusal:
    return Refusal(Code.NOT_FOUND, 404)


def code_for(status: int) -> Code:
    """The code of a status that a framework gave."""
    if status >= 500:
        return Code.HUB_BROKEN
    known = {
        401: Code.SESSION_ENDED,
        403: Code.NOT_ALLOWED,
        404: Code.NOT_FOUND,
        410: Code.TOKEN_EXPIRED,
        413: Code.TOO_LARGE,
        415: Code.MEDIA_WRONG,
        429: Code.TOO_MANY,
    }
    return known.get(status, Code.BAD_REQUEST)


def response(refusal: Refusal, accept_language: str, headers: dict[str, str] | None = None) -> Response:
    """The answer on the wire. `headers` come on top, e.g. `Allow`."""
    language = spoken(accept_language)
    title, detail = SENTENCES[refusal.code][language]
    problem = Problem(
        type=f"/problems/{refusal.code}",
        title=title,
        status=refusal.status,
        code=refusal.code,
        detail=detail,
        errors=refusal.errors,
        **refusal.extras,
    )
    lean: dict[str, Any] = {
        "content-language": language,
        "vary": "accept-language",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        **(headers or {}),
    }
    if problem.retry_after is not None:
        lean["retry-after"] = str(problem.retry_after)
    if refusal.status == 401:
        # RFC 9110 §11.6.1 wants it with every 401.
        lean["www-authenticate"] = 'Bearer realm="wueapp"'
    if refusal.status in (408, 413, 503):
        # The rest of the body is not read, so nothing more can come over this connection.
        lean["connection"] = "close"
    body = problem.model_dump_json(exclude_defaults=True)
    return Response(body, status_code=refusal.status, headers=lean, media_type=MEDIA)


async def tell(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request with it, in the language it asks for."""
    asked = b",".join(value for name, value in scope["headers"] if name == b"accept-language")
    await response(refusal, asked.decode("latin-1"))(scope, receive, send)


def spoken(accept_language: str) -> LanguageTag:
    """RFC 4647 lookup in what the hub speaks; German when nothing fits."""
    ranges: list[tuple[float, str]] = []
    for part in accept_language.split(",")[:20]:
        tag, _, weight = part.partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            quality = 0.0
        if quality > 0:
            ranges.append((-quality, tag.strip().lower()))
    for _, tag in sorted(ranges, key=lambda each: each[0]):
        while tag:
            for language in LANGUAGES:
                if tag == language:
                    return language
            tag = tag.rpartition("-")[0]
    return "de"
