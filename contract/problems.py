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
    ├── hub-broken              5xx: the hub failed; it is not the person's fault
    ├── who one is
    │   ├── sign-in-needed      401: only with an account
    │   ├── session-ended       401: the token is unknown, too old or was ended; refresh, or sign in again
    │   ├── sign-in-wrong       401: name and password, or code, do not fit
    │   ├── sign-in-paused      429: too many wrong tries; `retry_after` seconds
    │   ├── name-taken          409: somebody else has that nickname
    │   ├── provider-failed     502: the place elsewhere where one signs in said no or nothing
    │   └── may not
    │       ├── check-needed    403: an office must check first that one lives here
    │       ├── not-allowed     403: one's roles do not open this
    │       └── phase-closed    403: not now: it has not begun, or is over
    └── writing
        ├── key-missing         400: no `Idempotency-Key`
        ├── key-reused          422: the same key came with another content
        ├── still-working       409: the same key is being worked on; try again
        ├── match-missing       428: neither `If-Match` nor `If-None-Match`
        ├── changed-meanwhile   412: another version is there; `current` is what the hub has
        ├── withdrawn           410: it was withdrawn and takes no changes
        ├── receipt-unknown     404: no contribution has this code
        ├── file-missing        409: an attachment is not there whole
        ├── offset-wrong        409: the file goes on elsewhere; `offset` says where
        ├── too-large           413: more bytes than may be
        └── media-wrong         415: not a kind of file or content that is taken

Of the device itself, never sent by a hub:
    record-broken               a record could not be read and was set aside
    store-broken                the device's store was damaged and set aside
    store-newer                 the store was written by a newer app
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

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
    SIGN_IN_NEEDED = "sign-in-needed"
    SESSION_ENDED = "session-ended"
    SIGN_IN_WRONG = "sign-in-wrong"
    SIGN_IN_PAUSED = "sign-in-paused"
    NAME_TAKEN = "name-taken"
    PROVIDER_FAILED = "provider-failed"
    CHECK_NEEDED = "check-needed"
    NOT_ALLOWED = "not-allowed"
    PHASE_CLOSED = "phase-closed"
    KEY_MISSING = "key-missing"
    KEY_REUSED = "key-reused"
    STILL_WORKING = "still-working"
    MATCH_MISSING = "match-missing"
    CHANGED_MEANWHILE = "changed-meanwhile"
    WITHDRAWN = "withdrawn"
    RECEIPT_UNKNOWN = "receipt-unknown"
    FILE_MISSING = "file-missing"
    OFFSET_WRONG = "offset-wrong"
    TOO_LARGE = "too-large"
    MEDIA_WRONG = "media-wrong"
    RECORD_BROKEN = "record-broken"
    STORE_BROKEN = "store-broken"
    STORE_FULL = "store-full"
    STORE_BUSY = "store-busy"
    STORE_NEWER = "store-newer"


class FieldError(Model):
    """Which part of what was sent is wrong: `pointer` is a JSON pointer (RFC 6901)."""

    pointer: str
    detail: str


class Problem(Model):
    """RFC 9457 problem details, with `code` as extension. `retry_after` in seconds.

    `current`: the contribution as the hub has it (412). `offset`: where a file goes on (409). `roles`: which of
    them would open it (403).
    """

    type: str
    title: str
    status: int
    code: Code
    detail: str = ""
    errors: tuple[FieldError, ...] = ()
    retry_after: int | None = None
    current: dict[str, Any] | None = None
    offset: int | None = None
    roles: tuple[str, ...] = ()


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
