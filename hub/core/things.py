"""Owns one contribution as it lies in its row, and its bytes; it must not decide what may happen to it.

The bytes are `contract.contributions.Contribution` without `epoch`, which is told anew with every answer: after a
restore, whoever asks again must learn that.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

#: The body of what was withdrawn, and the attachments of what has none.
NO_BODY = b"{}"
NO_FILES = b"[]"


class Thing(NamedTuple):
    """One row of `hub.core.writings.CONTRIBUTION`, columns in their order."""

    id: str
    kind: str
    owner: str
    seq: int
    number: int
    version: int
    state: str
    changed_at: int
    wire: bytes

    @property
    def parsed(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self.wire)
        return value

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(self.parsed["attachments"]) if b'"attachments":["' in self.wire else ()

    @property
    def received_at(self) -> str:
        return str(self.parsed["received_at"])

    @property
    def withdrawn(self) -> bool:
        return self.state == "withdrawn"


def moment(milliseconds: int) -> str:
    """Unix milliseconds as on the wire (RFC 3339, UTC)."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def envelope(id_: str, kind: str, version: int, number: int, state: str, received: str, changed: str) -> bytes:
    """Everything the hub itself says of a contribution, without the words in it: an object of its own."""
    # Written by hand: none of these holds a sign that JSON writes otherwise, and this is the hottest line of all.
    return (
        f'{{"id":"{id_}","kind":"{kind}","version":{version},"number":{number},"state":"{state}",'
        f'"received_at":"{received}","changed_at":"{changed}"}}'
    ).encode()


def whole(envelope: bytes, body: bytes, files: bytes = NO_FILES) -> bytes:
    """The envelope with what somebody wrote in it."""
    return b'%b,"body":%b,"attachments":%b}' % (envelope[:-1], body, files)


def sent_out(epoch: str, wire: bytes) -> bytes:
    """The bytes as they go out from a hub of this epoch."""
    return b'{"epoch":"%b",%b' % (epoch.encode(), wire[1:])


def files_wire(files: tuple[str, ...]) -> bytes:
    return json.dumps(files, separators=(",", ":")).encode() if files else NO_FILES
