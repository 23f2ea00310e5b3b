"""Owns fetching contributions that the hub has, of an account or of a receipt; it must not send any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from contract.contributions import CONTRIBUTIONS, Contribution, ContributionPage
from contract.endpoints import MY_CONTRIBUTIONS, RECEIPT, Endpoint
from contract.problems import Code, Offline, Refused
from services.hub import Answer, HubClient, Unchanged
from services.local_outbox import Edit, OutboxRows
from services.outbox_answers import shown
from services.outbox_item import Item, restored

T = TypeVar("T")
PAGE = 200


class Speaks(Protocol):
    """Whoever is signed in ("": nobody), and how to call under that name."""

    @property
    def account_id(self) -> str: ...

    async def call(self, endpoint: Endpoint[T], **asked: Any) -> Answer[T] | Unchanged: ...


async def pull(rows: OutboxRows, sign_in: Speaks, told: Callable[[], None]) -> None:
    """Everything of the account that changed since the last time. Raises Offline, Refused, StoreFailed."""
    account = sign_in.account_id
    mark = f"contributions {account}"
    more = bool(account)
    while more:
        # "<epoch> <token>": another epoch counts otherwise, so its list is read from the start.
        epoch, _, since = (await rows.mark(mark)).partition(" ")
        page = await _page(sign_in, since)
        if sign_in.account_id != account:
            return
        if epoch and epoch != page.epoch:
            await rows.edit_all((), mark, f"{page.epoch} ")
            continue
        known = [got for got in page.items if got.kind in CONTRIBUTIONS]
        await rows.edit_all([(got.id, taking(got, account, "", page.epoch)) for got in known], mark, page_mark(page))
        more = page.more and page.next != since
        if known:
            told()


async def look(hub: HubClient, code: str) -> Contribution:
    """The contribution of a receipt code. Raises Offline, Refused."""
    answer = await hub.call(RECEIPT, headers={"Receipt-Code": code})
    if isinstance(answer, Unchanged) or answer.value.kind not in CONTRIBUTIONS or not answer.value.epoch:
        raise Offline(Code.HUB_FOREIGN)
    return answer.value


def page_mark(page: ContributionPage) -> str:
    """Where the next page begins."""
    return f"{page.epoch} {page.next}"


def taking(got: Contribution, owner: str, code: str, epoch: str) -> Edit:
    """Makes an item of a contribution, or merges it with the one that is here."""

    def change(item: Item | None) -> Item | None:
        if item is None:
            times = {"created_at": got.received_at, "changed_at": got.changed_at}
            return shown(Item(id=got.id, owner=owner, kind=got.kind, code=code, body=got.body, **times), got, epoch)
        if item.owner != owner or item.kind != got.kind or item.state == "withdrawn":
            return item
        counts_anew = restored(item, epoch)
        if item.sent or (counts_anew and item.state != "conflict"):
            # It is merged once the hub has answered what is under way.
            return item.but(theirs=got)
        return shown(item, got, epoch) if counts_anew or got.version >= item.base else item

    return change


async def _page(sign_in: Speaks, since: str) -> ContributionPage:
    try:
        answer = await sign_in.call(MY_CONTRIBUTIONS, since=since or None, limit=PAGE)
    except Refused as no:
        if no.code is not Code.TOKEN_EXPIRED or not since:
            raise
        answer = await sign_in.call(MY_CONTRIBUTIONS, limit=PAGE)
    if isinstance(answer, Unchanged) or not answer.value.epoch:
        raise Offline(Code.HUB_FOREIGN)
    return answer.value
