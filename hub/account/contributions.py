"""Owns what the hub serves about contributions and their files; it must not hold SQL."""

from __future__ import annotations

import re

from contract.endpoints import (
    ANSWER,
    FILE,
    GET_CONTRIBUTION,
    INBOX,
    MY_CONTRIBUTIONS,
    PUT_CONTRIBUTION,
    PUT_UPLOAD,
    RECEIPT,
    UPLOAD,
    WITHDRAW_CONTRIBUTION,
)
from contract.identity import ID_PATTERN
from contract.problems import Code
from hub.core import uploads
from hub.core.contributions import Shown
from hub.core.hub import Hub
from hub.core.intake import Intake
from hub.core.parameters import Number, Word
from hub.core.problems import Refusal, not_found
from hub.core.servings import Asking, Reply, Serving

SINCE = Word("since", "`next` of the page before; without it, or from another epoch: from the beginning.", longest=100)
LIMIT = Number("limit", "How many at most.", 1, 500, 100)
PAGE = (SINCE, LIMIT)
NEW = Word("If-None-Match", "`*`: it is put for the first time.", choices=("*",))
SAME = Word("If-Match", 'The version that is changed, as `"3"`.', longest=20, pattern='"[1-9][0-9]{0,8}"')
EPOCH = Word("Hub-Epoch", "The epoch in which the hub gave that version; in another it counts for nothing.", longest=36)
OFFSET = Word("Upload-Offset", "How many bytes come before these.", longest=8, required=True, pattern="[0-9]{1,8}")
COMPLETE = Word("Upload-Complete", "`?1` with the last bytes, else `?0`.", choices=("?0", "?1"), required=True)
PARTIAL = "application/partial-upload"
VERSION = re.compile(r'"([1-9][0-9]{0,8})"')


def servings(hub: Hub) -> tuple[Serving, ...]:
    routes = Routes(hub)
    intake = Intake(hub.committer, hub.limits)
    put_refuses, gone_refuses = (409, 410, 412, 422, 428, 503), (408, 409, 412, 413, 422, 503)
    return (
        Serving(PUT_CONTRIBUTION, "Put a contribution whole.", app=intake, headers=(NEW, SAME, EPOCH), gives=(200, 201),
                refuses=put_refuses),
        Serving(WITHDRAW_CONTRIBUTION, "Withdraw a contribution, also one that never arrived.", app=intake,
                headers=(SAME, EPOCH), refuses=gone_refuses),
        Serving(GET_CONTRIBUTION, "A contribution, as the hub has it.", routes.get),
        Serving(RECEIPT, "The contribution of a receipt code.", routes.receipt),
        Serving(MY_CONTRIBUTIONS, "What changed of one's own.", routes.mine, PAGE),
        Serving(INBOX, "What changed of a kind, for staff.", routes.inbox, PAGE),
        Serving(ANSWER, "Say what became of it.", routes.answer, headers=(SAME,), refuses=(410, 412)),
        Serving(PUT_UPLOAD, "Bytes of a file (draft-ietf-httpbis-resumable-upload).", routes.put_upload,
                headers=(OFFSET, COMPLETE), refuses=(409,), takes_media=PARTIAL, most=uploads.MOST_BYTES),
        Serving(UPLOAD, "How much of a file there is.", routes.upload),
        Serving(FILE, "A file, whole.", routes.file, media=uploads.MEDIA),
    )  # fmt: skip


class Routes:
    def __init__(self, hub: Hub) -> None:
        self._contributions = hub.contributions
        self._uploads = hub.uploads

    def get(self, asking: Asking) -> Reply:
        return _shown(self._contributions.get(asking.path["kind"], _id(asking), asking.caller))

    def receipt(self, asking: Asking) -> Reply:
        return _shown(self._contributions.of_receipt(asking.caller.owner))

    def mine(self, asking: Asking) -> Reply:
        return Reply(self._contributions.mine(asking.caller.owner, asking.values["since"], asking.values["limit"]))

    def inbox(self, asking: Asking) -> Reply:
        return Reply(self._contributions.inbox(asking.path["kind"], asking.values["since"], asking.values["limit"]))

    def answer(self, asking: Asking) -> Reply:
        match = asking.headers.get("if-match")
        version = VERSION.fullmatch(match) if match else None
        if match and version is None:
            raise Refusal(Code.BAD_REQUEST, 400)
        expected = int(version[1]) if version else None
        given = self._contributions.answer(asking.path["kind"], _id(asking), asking.body, asking.caller, expected)
        return _shown(given)

    def put_upload(self, asking: Asking) -> Reply:
        offset, complete = asking.headers.get("upload-offset", ""), asking.headers.get("upload-complete", "")
        if not re.fullmatch("[0-9]{1,8}", offset) or complete not in ("?0", "?1"):
            raise Refusal(Code.BAD_REQUEST, 400)
        return Reply(self._uploads.put(_id(asking), asking.caller.owner, int(offset), asking.body, complete == "?1"))

    def upload(self, asking: Asking) -> Reply:
        return Reply(self._uploads.get(_id(asking), asking.caller.owner))

    def file(self, asking: Asking) -> Reply:
        return Reply(self._uploads.file(_id(asking), asking.caller), media=uploads.MEDIA)


def _id(asking: Asking) -> str:
    if not re.fullmatch(ID_PATTERN, asking.path["id"]):
        raise not_found()
    return asking.path["id"]


def _shown(shown: Shown) -> Reply:
    return Reply(shown.wire, headers={"ETag": f'"{shown.version}"'})
