"""Owns the proof that any order of writes, removals and faults ends with device equal to hub."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.kinds import KINDS
from contract.record import Record
from services.clock import Clock
from services.hub import HubClient
from services.local import PublicStore
from services.sync import Sync
from tests.conftest import NOW
from tests.hub.samples import identity, offer
from tests.services.wires import BentWire, broken, portal, with_body


class Lost(httpx.ReadError):
    """The wire breaks after the hub has answered."""


def cut(request: httpx.Request, response: httpx.Response) -> httpx.Response:
    return with_body(response, response.content[: len(response.content) // 2])


def lost(request: httpx.Request, response: httpx.Response) -> httpx.Response:
    raise Lost("lost", request=request)


def expired(request: httpx.Request, response: httpx.Response) -> httpx.Response:
    if "/changes/" not in request.url.path:
        return response
    return httpx.Response(410, headers={"content-type": "application/problem+json"}, content=b"{}")


FAULTS = (cut, lost, broken, portal, expired)
numbers = st.integers(0, 9)
steps = st.one_of(
    st.tuples(st.just("write"), st.lists(st.tuples(numbers, st.sampled_from("ABC")), min_size=1, max_size=5)),
    st.tuples(st.just("remove"), st.lists(numbers, min_size=1, max_size=5)),
    # The fault strikes from the n-th answer of the round on.
    st.tuples(st.just("sync"), st.tuples(st.sampled_from(FAULTS), st.integers(0, 20))),
    st.tuples(st.just("restore"), st.just(None)),
)


def new_hub() -> Any:
    from hub.asgi import create_hub
    from hub.settings import HubSettings

    return create_hub(HubSettings(seed=False, page_limit=2))


def renamed(number: int, letter: str) -> Record:
    return offer(number, name=f"{letter} {number}", topics=("geld",) if letter == "A" else ("sucht", "geld"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, max_size=12))
def test_device_and_hub_are_equal_in_the_end(story: list[tuple[str, Any]]) -> None:
    asyncio.run(_live(story))


async def _live(story: list[tuple[str, Any]]) -> None:
    hub_app, truth = new_hub(), dict[str, Record]()
    wire, public = BentWire(hub_app), PublicStore()
    client = HubClient(wire, "http://hub.invalid")
    sync = Sync(client, public, Clock(lambda: NOW))
    for verb, what in story:
        if verb == "write":
            truth |= {identity(f"help {number}"): renamed(number, letter) for number, letter in what}
            hub_app.state.hub.write([renamed(number, letter) for number, letter in dict(what).items()])
        elif verb == "remove":
            gone = [identity(f"help {number}") for number in what]
            truth = {id_: record for id_, record in truth.items() if id_ not in gone}
            hub_app.state.hub.remove("help", gone)
        elif verb == "restore":
            # A backup: fewer records than the device may have seen, and another epoch.
            hub_app.state.hub.close()
            hub_app, truth = new_hub(), dict(list(truth.items())[:3])
            hub_app.state.hub.write(truth.values())
            wire.move_to(hub_app)
        else:
            fault, at = what
            start = len(wire.asked)
            wire.bend = lambda q, a, fault=fault, at=at, start=start: fault(q, a) if len(wire.asked) - start > at else a
            await sync.once()
            wire.bend = None
    await sync.once()
    await _equal(public, truth)
    await client.close()
    public.close()
    hub_app.state.hub.close()


async def _equal(public: PublicStore, truth: dict[str, Record]) -> None:
    """Rows, order, counts, facets and findings are those of the hub."""
    page = await public.page("help", limit=100)
    assert page.records == tuple(sorted(truth.values(), key=lambda record: (record.order(), record.id)))
    assert (page.total, page.broken) == (len(truth), 0)
    for facet in ("topic:geld", "topic:sucht"):
        having = {id_ for id_, record in truth.items() if facet in record.facets()}
        some = await public.page("help", facets=(facet,), limit=100)
        assert (some.total, {record.id for record in some.records}) == (len(having), having)
    for letter in "ABC":
        named = {id_ for id_, record in truth.items() if record.title().de.startswith(letter)}
        exact = await public.find(f"{letter}", "help", limit=100)
        assert {record.id for record in exact.records if record.title().de.startswith(letter)} == named
    for kind in list(KINDS)[1:]:
        assert (await public.page(kind)).total == 0
