"""Owns what came in a request's body: how much, of what kind, and whether it is what was asked for; no meaning."""

from __future__ import annotations

import json
from asyncio import timeout
from collections.abc import Awaitable, Generator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.types import Message, Receive, Scope

from contract.problems import Code, FieldError
from hub.core.answers import header
from hub.core.problems import Refusal


class Held:
    """How many bytes of bodies are on their way in this process."""

    def __init__(self) -> None:
        self.size = 0

    def take(self, size: int) -> None:
        """Raises Refusal (503): it is too much at once; what came is dropped."""
        if self.size + size > MOST_HELD:
            raise Refusal(Code.HUB_BROKEN, 503, retry_after=5)
        self.size += size


HELD = Held()
M = TypeVar("M", bound=BaseModel)

MOST_BYTES = 64 * 1024
DEEPEST = 20
#: Seconds for all of a body: who sends a byte now and then must not hold a place for ever.
PATIENCE = 60
MOST_ERRORS = 20
#: Bytes of all bodies that are on their way at one time: so much memory slow senders can hold.
MOST_HELD = 64 * 1024 * 1024

#: What pydantic calls an error → what it means for a person. What was sent is never repeated.
MEANINGS: Mapping[str, str] = {
    "missing": "fehlt",
    "string_too_short": "muss mindestens {min_length} Zeichen lang sein",
    "string_too_long": "darf höchstens {max_length} Zeichen lang sein",
    "string_type": "muss ein Text sein",
    "string_unicode": "enthält unsichtbare oder unzulässige Zeichen",
    "string_pattern_mismatch": "hat nicht die richtige Form",
    "bool_type": "muss wahr oder falsch sein",
    "bool_parsing": "muss wahr oder falsch sein",
    "literal_error": "muss eines sein von: {expected}",
    "too_short": "muss mindestens {min_length} lang sein",
    "too_long": "darf höchstens {max_length} lang sein",
    "value_error": "{error}",
}


def expect_media(scope: Scope, media: str) -> None:
    """Raises Refusal (415) for a body of another kind, or a packed one: what comes out could be of any size."""
    if (header(scope, b"content-encoding") or b"identity").strip().lower() != b"identity":
        raise Refusal(Code.MEDIA_WRONG, 415)
    given = (header(scope, b"content-type") or b"").decode("latin-1").partition(";")[0].strip().lower()
    if given != media:
        raise Refusal(Code.MEDIA_WRONG, 415)


async def read(scope: Scope, receive: Receive, most: int) -> bytes:
    """The body whole.

    Raises Refusal: 413 as soon as it is too large (nothing more is read), 408, 400 if cut off, 503 for too many.
    """
    length = header(scope, b"content-length")
    if length is not None and (not length.isdigit() or int(length) > most):
        raise Refusal(Code.TOO_LARGE, 413)
    begun = _Begun(receive())
    if begun.message is not None and not begun.message.get("more_body", False):
        # Nearly always: it has come whole with its head, and there is nothing to be patient with.
        return _part(begun.message, most)
    parts: list[bytes] = []
    size = 0
    try:
        async with timeout(PATIENCE):
            message = await begun
            while True:
                part = _part(message, most - size)
                HELD.take(len(part))
                size += len(part)
                parts.append(part)
                if not message.get("more_body", False):
                    return b"".join(parts)
                message = await receive()
    except TimeoutError:
        raise Refusal(Code.BAD_REQUEST, 408) from None
    finally:
        HELD.size -= size


def _part(message: Message, most: int) -> bytes:
    if message["type"] == "http.disconnect":
        raise Refusal(Code.BAD_REQUEST, 400)
    body: bytes = message.get("body", b"")
    if len(body) > most:
        raise Refusal(Code.TOO_LARGE, 413)
    return body


class _Begun:
    """What will be received: `message`, if it is there without waiting; else to be awaited, once."""

    def __init__(self, receiving: Awaitable[Message]) -> None:
        self.message: Message | None = None
        self._rest = receiving.__await__()
        try:
            self._waits = next(self._rest)
        except StopIteration as done:
            self.message = done.value

    def __await__(self) -> Generator[Any, Any, Message]:
        if self.message is None:
            yield self._waits
            self.message = yield from self._rest
        return self.message


def parsed(model: type[M], raw: bytes) -> M:
    """JSON as a model. Raises Refusal: 400 when it is no JSON or too deep, 422 naming every wrong field."""
    return checked(model, from_json(raw))


def from_json(raw: bytes) -> Any:
    """Strict JSON (RFC 8259: UTF-8, no NaN). Raises Refusal (400)."""
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Refusal(Code.BAD_REQUEST, 400) from None
    if _too_deep(value):
        raise Refusal(Code.BAD_REQUEST, 400)
    return value


def checked(model: type[M], value: Any, at: str = "#") -> M:
    """A value as a model. `at`: where it stands in what was sent. Raises Refusal (422) with JSON pointers."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise refused(error, at) from None


def refused(error: ValidationError, at: str = "#") -> Refusal:
    """Which fields are wrong, as a refusal (422)."""
    found = error.errors(include_url=False, include_input=False)[:MOST_ERRORS]
    return Refusal(Code.BAD_REQUEST, 422, tuple(_field(each, at) for each in found))


def _field(error: Any, at: str) -> FieldError:
    # RFC 6901: ~ and / are written otherwise.
    parts = (str(part).replace("~", "~0").replace("/", "~1") for part in error["loc"])
    detail = MEANINGS.get(error["type"], "ist so nicht möglich").format(**error.get("ctx", {}))
    return FieldError(pointer="/".join((at, *parts)), detail=detail)


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(DEEPEST):
        level = [
            part
            for each in level
            if isinstance(each, dict | list)
            for part in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return False
    return any(isinstance(each, dict | list) for each in level)
