"""Owns how a hub says no (RFC 9457), in the language asked for; it must not decide when.

Sentences are for clients without a catalogue of their own; the app has its own for every code.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from contract.problems import Code, FieldError, Problem
from contract.text import LANGUAGES, LanguageTag

MEDIA = "application/problem+json"

#: Code → language → what it is, what to do.
SENTENCES: dict[Code, dict[LanguageTag, tuple[str, str]]] = {
    Code.BAD_REQUEST: {
        "de": ("Die Anfrage ist so nicht möglich.", "Bitte prüfen Sie die Angaben unter „errors“."),
        "de-simple": ("Das geht so nicht.", "In der Anfrage ist ein Fehler. Bitte prüfen Sie die Anfrage."),
    },
    Code.NOT_FOUND: {
        "de": ("Das Gesuchte gibt es hier nicht oder nicht mehr.", "Bitte gehen Sie zurück zur Liste."),
        "de-simple": ("Das gibt es hier nicht.", "Gehen Sie zurück. Wählen Sie etwas anderes."),
    },
    Code.TOKEN_EXPIRED: {
        "de": ("Ihr Stand ist zu alt oder unbekannt.", "Bitte holen Sie den ganzen Bestand neu."),
        "de-simple": ("Ihre Daten sind zu alt.", "Bitte laden Sie alles neu."),
    },
    Code.TOO_MANY: {
        "de": ("Das waren zu viele Anfragen auf einmal.", "Bitte warten Sie kurz und versuchen Sie es erneut."),
        "de-simple": ("Das war zu viel auf einmal.", "Bitte warten Sie kurz. Dann versuchen Sie es noch einmal."),
    },
    Code.HUB_BROKEN: {
        "de": ("Bei uns ist ein Fehler aufgetreten.", "Es liegt nicht an Ihnen. Bitte versuchen Sie es später."),
        "de-simple": ("Bei uns ist ein Fehler.", "Sie haben nichts falsch gemacht. Versuchen Sie es später."),
    },
}


class Refusal(Exception):
    """The hub says no. `status` is the HTTP status, `errors` what is wrong with which part."""

    def __init__(self, code: Code, status: int, errors: tuple[FieldError, ...] = ()) -> None:
        super().__init__(code.value)
        self.code = code
        self.status = status
        self.errors = errors


def not_found() -> Refusal:
    return Refusal(Code.NOT_FOUND, 404)


def code_for(status: int) -> Code:
    """The code of a status that a framework gave."""
    if status >= 500:
        return Code.HUB_BROKEN
    return {404: Code.NOT_FOUND, 410: Code.TOKEN_EXPIRED, 429: Code.TOO_MANY}.get(status, Code.BAD_REQUEST)


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
    )
    lean: dict[str, Any] = {
        "content-language": language,
        "vary": "accept-language",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        **(headers or {}),
    }
    body = problem.model_dump_json(exclude_defaults=True)
    return Response(body, status_code=refusal.status, headers=lean, media_type=MEDIA)


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
