"""Owns how a device follows the hub: change pages and snapshots as readings; it must not know SQL."""

from __future__ import annotations

import json

from contract.changes import page_checksum
from contract.endpoints import CHANGES, SNAPSHOT
from contract.kinds import KINDS
from contract.problems import Code
from hub.core.answers import Content
from hub.core.changes import ChangeLog, Page, TokenExpired
from hub.core.parameters import Asked, Number, Word
from hub.core.problems import Refusal, not_found
from hub.core.readings import Reading
from hub.core.snapshots import Snapshots
from hub.settings import LARGEST_PAGE


class Feed:
    """Answers what changed. `page_limit`: how many changes a page has unless asked otherwise."""

    def __init__(self, log: ChangeLog, snapshots: Snapshots, page_limit: int) -> None:
        self._log = log
        self._snapshots = snapshots
        self._page_limit = page_limit

    def readings(self) -> tuple[Reading, ...]:
        asked = (
            Word("since", "`next` of the page or snapshot before; without it: from the beginning.", longest=100),
            Number("limit", "How many changes at most.", 1, LARGEST_PAGE, self._page_limit),
        )
        whole = "All of a kind, for the first fetch: a head, one record a line, and a last line that seals it."
        return (
            Reading(CHANGES, "What changed since a token.", self.changes, asked, refuses=(404, 410)),
            Reading(SNAPSHOT, whole, self._snapshots.answer, refuses=(404,)),
        )

    def changes(self, asked: Asked) -> Content:
        kind, token = asked.path["kind"], asked.word("since")
        if kind not in KINDS:
            raise not_found()
        since = self._log.tokens.read(kind, token) if token else None
        if token and since is None:
            raise Refusal(Code.TOKEN_EXPIRED, 410)
        try:
            page = self._log.page(kind, since, asked.number("limit"))
        except TokenExpired:
            raise Refusal(Code.TOKEN_EXPIRED, 410) from None
        return self._content(kind, page)

    def _content(self, kind: str, page: Page) -> Content:
        upserts = [change for change in page.changes if not change.gone]
        gone = [change.id for change in page.changes if change.gone]
        after = self._log.tokens.write(kind, page.after)
        frame = {
            "kind": kind,
            "epoch": self._log.epoch,
            "gone": gone,
            "next": after,
            "more": page.more,
            "checksum": page_checksum((change.id for change in upserts), gone, after),
        }
        tail = json.dumps(frame, separators=(",", ":")).encode()[1:]
        body = b'{"upserts":[%b],%b' % (b",".join(change.body for change in upserts), tail)
        # "Nothing new" is named by the token itself, so that whoever holds a token can ask for a 304
        # the very first time.
        return Content(body, etag=None if page.changes else after)
