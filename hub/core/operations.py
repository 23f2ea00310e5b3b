"""Owns what somebody wants done to a contribution: read from a request and checked; it must not touch the database."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError, create_model
from starlette.types import Receive, Scope

from contract.contributions import CONTRIBUTIONS, ContributionKind, Sent
from contract.identity import ID_PATTERN
from contract.problems import Code, FieldError
from hub.core import bodies
from hub.core.answers import JSON
from hub.core.callers import Presented, presented
from hub.core.problems import Refusal, not_found
from hub.core.things import NO_BODY

ID = re.compile(ID_PATTERN)
#: A UUID, with or without the quotes of a structured field (draft-ietf-httpapi-idempotency-key-header).
KEY = re.compile(rb'"?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"?', re.IGNORECASE)
VERSION = re.compile(rb'"([1-9][0-9]{0,8})"')
#: What an operation expects beside a version: that nothing is there yet, or whatever is there.
NOTHING, ANYTHING = 0, -1

#: Headers that tell who asks.
WHO = (b"authorization", b"receipt-code")
Headers = Mapping[bytes, bytes]

#: What a PUT of each kind looks like, as one model: one pass over the bytes checks everything.
SENT: Mapping[str, type[Sent]] = {
    name: create_model(f"Sent_{name}", __base__=Sent, body=(kind.body, ...)) for name, kind in CONTRIBUTIONS.items()
}
#: What writes the body of each kind down: pydantic's own, without the many options around it, which cost twice as much.
KEPT = {name: kind.body.__pydantic_serializer__ for name, kind in CONTRIBUTIONS.items()}


class Operation(NamedTuple):
    """`expects`: a version, NOTHING or ANYTHING. `asked`: the hash by which a repeat is known.

    `gone`: it is a withdrawal. `wrong`: what to say to somebody who may do it at all. `scope`: the request.
    `epoch`: in which the hub gave that version; empty where nobody says.
    """

    kind: ContributionKind
    id: str
    shown: Presented
    key: str = ""
    asked: str = ""
    gone: bool = False
    expects: int = ANYTHING
    body: bytes = NO_BODY
    files: tuple[str, ...] = ()
    wrong: Refusal | None = None
    scope: Scope | None = None
    epoch: str = ""

    def stale(self, epoch: str) -> bool:
        """Whether the version it expects is one of another epoch: of a hub that a restore has made forget."""
        return bool(self.epoch) and self.expects > NOTHING and self.epoch != epoch


async def read(scope: Scope, receive: Receive) -> Operation:
    """What a request for `/v1/contributions/{kind}/{id}` wants. Raises Refusal where it does not matter who asks."""
    parts = scope["path"].split("/")
    kind = CONTRIBUTIONS.get(parts[3])
    if len(parts) != 5 or kind is None or not ID.fullmatch(parts[4]):
        raise not_found()
    headers: dict[bytes, bytes] = dict(scope["headers"])
    shown = presented([(name, headers[name]) for name in WHO if name in headers])
    try:
        return await _read(scope, receive, kind, parts[4], shown, headers)
    except Refusal as wrong:
        # Who may not is told that first.
        return Operation(kind, parts[4], shown, wrong=wrong, scope=scope)


async def _read(
    scope: Scope, receive: Receive, kind: ContributionKind, id_: str, shown: Presented, headers: Headers
) -> Operation:
    gone = scope["method"] == "DELETE"
    key = KEY.fullmatch(headers.get(b"idempotency-key", b""))
    if key is None:
        raise Refusal(Code.KEY_MISSING, 400)
    expects = _expects(headers, gone)
    raw = await bodies.read(scope, receive, bodies.MOST_BYTES)
    body, files = NO_BODY, tuple[str, ...]()
    if not gone:
        if headers.get(b"content-type") != b"application/json" or b"content-encoding" in headers:
            bodies.expect_media(scope, JSON)
        body, files = _content(kind, raw)
    asked = hashlib.sha256(b"%d %d %b %b" % (gone, expects, scope["path"].encode(), raw)).hexdigest()
    epoch = headers.get(b"hub-epoch", b"").decode("latin-1")
    return Operation(
        kind, id_, shown, key[1].decode().lower(), asked, gone, expects, body, files, scope=scope, epoch=epoch
    )


def _expects(headers: Headers, gone: bool) -> int:
    new, same = headers.get(b"if-none-match"), headers.get(b"if-match")
    if new is not None:
        if new != b"*" or same is not None or gone:
            raise Refusal(Code.BAD_REQUEST, 400)
        return NOTHING
    if same is None or same == b"*":
        if not gone:
            raise Refusal(Code.MATCH_MISSING, 428)
        return ANYTHING
    version = VERSION.fullmatch(same)
    if version is None:
        raise Refusal(Code.BAD_REQUEST, 400)
    return int(version[1])


def _content(kind: ContributionKind, raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The body as the hub keeps it, and the files it names. Raises Refusal (400, 422)."""
    model = SENT[kind.name]
    if raw.count(b"{") + raw.count(b"[") > bodies.DEEPEST:
        bodies.from_json(raw)
    try:
        sent: Any = model.model_validate_json(raw, strict=True)
    except ValidationError as error:
        # Once more, slowly: it tells broken JSON from wrong fields, and names each.
        bodies.checked(model, bodies.from_json(raw))
        raise bodies.refused(error) from None
    files: tuple[str, ...] = sent.attachments
    if files and (len(files) > kind.photos or len(set(files)) < len(files) or not all(map(ID.fullmatch, files))):
        errors = (FieldError(pointer="#/attachments", detail=f"darf höchstens {kind.photos} verschiedene nennen"),)
        raise Refusal(Code.BAD_REQUEST, 422, errors)
    return KEPT[kind.name].to_json(sent.body, by_alias=True, exclude_none=True), files
