"""Owns sending the bytes of a photo, going on where the hub has them to; it must not keep them."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from contract.contributions import Upload
from contract.endpoints import PUT_UPLOAD, Endpoint
from contract.problems import Code, Offline, Refused
from services.hub import Answer, Unchanged

T = TypeVar("T")
#: Bytes of one request: little enough to be worth repeating on a bad line.
PART = 128 * 1024
MEDIA = "application/partial-upload"


class Calls(Protocol):
    """Asks the hub under the name of whoever the photo belongs to."""

    async def __call__(self, endpoint: Endpoint[T], **asked: Any) -> Answer[T] | Unchanged: ...


async def send_photo(call: Calls, id_: str, data: bytes) -> None:
    """Sends what the hub does not have yet (draft-ietf-httpbis-resumable-upload). Raises Offline, Refused."""
    offset = 0
    # Each request gets further, or tells where to go on; more of them than this means that neither happens.
    for _ in range(2 * (len(data) // PART + 2)):
        upload = await _part(call, id_, data, offset)
        if upload.complete:
            return
        offset = upload.offset
    raise Offline(Code.HUB_FOREIGN)


async def _part(call: Calls, id_: str, data: bytes, offset: int) -> Upload:
    part = data[offset : offset + PART]
    headers = {
        "Content-Type": MEDIA,
        "Upload-Offset": str(offset),
        "Upload-Complete": "?1" if offset + len(part) == len(data) else "?0",
    }
    try:
        answer = await call(PUT_UPLOAD, body=part, headers=headers, id=id_)
    except Refused as no:
        if no.code is not Code.OFFSET_WRONG or no.problem.offset is None or no.problem.offset > len(data):
            raise
        return Upload(id=id_, offset=no.problem.offset, complete=False)
    if isinstance(answer, Unchanged) or answer.value.id != id_ or answer.value.offset > len(data):
        raise Offline(Code.HUB_FOREIGN)
    return answer.value
