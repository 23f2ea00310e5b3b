"""Owns what an answer of the hub means: a value, a snapshot, a problem, or none of ours; it must not ask for any."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import NoneType
from typing import Generic, TypeVar, cast

from pydantic import BaseModel, ValidationError

from contract.changes import SNAPSHOT_FORMAT, lines_checksum
from contract.problems import Code, Offline, Problem, Refused

T = TypeVar("T")
#: What is meant where the code of a refusal cannot be read, e.g. one of a newer hub.
BY_STATUS = {
    400: Code.BAD_REQUEST,
    401: Code.SIGN_IN_NEEDED,
    403: Code.NOT_ALLOWED,
    404: Code.NOT_FOUND,
    409: Code.STILL_WORKING,
    410: Code.TOKEN_EXPIRED,
    412: Code.CHANGED_MEANWHILE,
    413: Code.TOO_LARGE,
    415: Code.MEDIA_WRONG,
    422: Code.BAD_REQUEST,
    428: Code.MATCH_MISSING,
    429: Code.TOO_MANY,
}
#: RFC 6585: a network wants to see its sign-in page first.
CAPTIVE_PORTAL = 511
#: What bytes may be: a snapshot, an export, a photo. A captive portal's page is none of them.
BYTES = ("application/x-ndjson", "application/zip", "image/jpeg")


@dataclass(frozen=True)
class Answer(Generic[T]):
    """What the hub gave, and the validator to ask with next time."""

    value: T
    etag: str | None = None


class Unchanged:
    """304: what the sent ETag stands for still holds."""


@dataclass(frozen=True)
class Snapshot:
    """All records of a kind, one JSON object a line, whole and checked; `token` is where changes go on."""

    kind: str
    epoch: str
    lines: tuple[bytes, ...]
    token: str


def read_answer(gives: type[T], status: int, headers: Mapping[str, str], body: bytes) -> Answer[T]:
    """The value of a good answer of our hub. Raises Refused with the problem it says, Offline for anything else."""
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not 200 <= status < 300:
        _refuse(status, media, headers, body)
    if gives is NoneType:
        # A page that somebody else shows has a content; only our hub has nothing to say.
        if status != HTTPStatus.NO_CONTENT:
            raise Offline(Code.HUB_FOREIGN)
        return Answer(cast(T, None))
    if media not in (BYTES if gives is bytes else ("application/json",)):
        raise Offline(Code.HUB_FOREIGN)
    if gives is bytes:
        return Answer(cast(T, body), headers.get("etag"))
    try:
        return Answer(cast(T, cast(type[BaseModel], gives).model_validate_json(body)), headers.get("etag"))
    except ValidationError as error:
        cut = any("EOF while parsing" in problem["msg"] for problem in error.errors())
        raise Offline(Code.HUB_UNREACHABLE if cut else Code.HUB_FOREIGN) from error


def read_snapshot(kind: str, body: bytes) -> Snapshot:
    """The snapshot in an NDJSON body (contract.changes). Raises Offline: cut, damaged, or not ours."""
    lines = body.split(b"\n")
    if len(lines) < 3 or lines.pop() != b"":
        raise Offline(Code.HUB_UNREACHABLE)
    first, *records, last = lines
    try:
        head, foot = json.loads(first), json.loads(last)
        mine = head["kind"] == kind and head["format"] == SNAPSHOT_FORMAT
        epoch, token = str(head["epoch"]), str(foot["next"])
        # All record lines in one piece: the same sum, without going through ten thousand of them.
        piece = [body[len(first) + 1 : -len(last) - 2]] if records else []
        whole = foot["count"] == len(records) and foot["checksum"] == lines_checksum(piece)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Offline(Code.HUB_UNREACHABLE) from error
    if not mine:
        raise Offline(Code.HUB_FOREIGN)
    if not whole:
        raise Offline(Code.HUB_UNREACHABLE)
    return Snapshot(kind, epoch, tuple(records), token)


def _refuse(status: int, media: str, headers: Mapping[str, str], body: bytes) -> None:
    if media == "application/problem+json":
        raise Refused(_problem(status, headers, body))
    if status >= 500 and status != CAPTIVE_PORTAL:
        raise Refused(_problem(status, headers, b""))
    raise Offline(Code.HUB_FOREIGN)


def _problem(status: int, headers: Mapping[str, str], body: bytes) -> Problem:
    """The problem as sent; what cannot be read (an unknown code of a newer hub) is told by its status."""
    try:
        problem = Problem.model_validate_json(body)
    except ValidationError:
        fallback = Code.BAD_REQUEST if status < 500 else Code.HUB_BROKEN
        problem = Problem(type="about:blank", title="", status=status, code=BY_STATUS.get(status, fallback))
    wait = problem.retry_after or _retry_after(headers.get("retry-after", ""))
    return problem.model_copy(update={"retry_after": wait, "status": status})


def _retry_after(value: str) -> int | None:
    """Seconds of a Retry-After header (RFC 9110 §10.2.3): a number or a date."""
    if value.strip().isdecimal():
        return int(value)
    try:
        return max(0, int((parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()))
    except (ValueError, TypeError):
        return None
