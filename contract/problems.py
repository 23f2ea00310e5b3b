"""Owns every problem that can reach a person, as RFC 9457 codes; the sentences live in the catalogues.

Problem
├── offline                     the wire gave nothing: the answer never came
│   ├── hub-unreachable         no connection, or it was cut in mid-answer
│   ├── hub-silent              no answer within the time
│   └── hub-foreign             an answer, but not of our hub (a captive portal sends HTML)
└── refused                     the hub answered, and said no
    ├── bad-request             400, 422: what was asked makes no sense to the hub
    ├── not-found               404: the thing is not there (any more)
    ├── token-expired           410: the change token is unknown or too old; fetch whole
    ├── too-many                429: too much at once; `retry_after` seconds
    └── hub-broken              5xx: the hub failed; it is not the person's fault

Of the device itself, never sent by a hub:
    record-broken               a record could not be read and was set aside
    store-broken                the device's store was damaged and set aside
    store-newer                 the store was written by a newer app
"""

from __future__ import annotations

from enum import StrEnum

from contract.text import Model


class Code(StrEnum):
    """Each has a sentence and a next step in the catalogue (`services.language`); a house test checks it."""

    HUB_UNREACHABLE = "hub-unreachable"
    HUB_SILENT = "hub-silent"
    HUB_FOREIGN = "hub-foreign"
    BAD_REQUEST = "bad-request"
    NOT_FOUND = "not-found"
    TOKEN_EXPIRED = "token-expired"  # noqa: S105
    TOO_MANY = "too-many"
    HUB_BROKEN = "hub-broken"
    RECORD_BROKEN = "record-broken"
    STORE_BROKEN = "store-broken"
    STORE_NEWER = "store-newer"


class FieldError(Model):
    """Which part of what was sent is wrong: `pointer` is a JSON pointer (RFC 6901)."""

    pointer: str
    detail: str


class Problem(Model):
    """RFC 9457 problem details, with `code` as extension. `retry_after` in seconds."""

    type: str
    title: str
    status: int
    code: Code
    detail: str = ""
    errors: tuple[FieldError, ...] = ()
    retry_after: int | None = None


class Offline(Exception):
    """The wire gave nothing that came from our hub. `code` is one of the three offline codes."""

    def __init__(self, code: Code = Code.HUB_UNREACHABLE) -> None:
        super().__init__(code.value)
        self.code = code


class Refused(Exception):
    """The hub answered, and said no."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code.value)
        self.problem = problem
        self.code = problem.code
