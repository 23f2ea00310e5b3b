"""What a provider says of an offer holds at once, in the transaction that keeps it, once, and only of their own."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select

from contract.identity import named_id, new_id
from hub.asgi import HubApp
from hub.core.tables import RECORD
from hub.help.days import REVIEW, day
from tests.hub.asking import asking
from tests.hub.desks import OTHER, OWN, fill, now, offered, provider
from tests.hub.writers import Writer, guest, signed_in

pytestmark = pytest.mark.anyio

NAME = {"de": "Neuer Name", "de-simple": "Neuer Name"}


def today(app: HubApp) -> Any:
    return day(int(app.hub.now() * 1000))


def changes(app: HubApp) -> int:
    with app.hub.database.reading() as connection:
        return int(connection.execute(select(func.max(RECORD.c.seq))).scalar_one())


async def test_a_change_holds_at_once_and_counts_as_a_check(app: HubApp) -> None:
    own = offered(1, email="alt@verein.example", url="https://verein.example")
    fill(app, own)
    async with asking(app) as client:
        anna = Writer(client, provider(app, "anna", OWN))
        id_, key = new_id(), new_id()
        body = {"offer": own.id, "name": NAME, "email": "", "phones": [{"number": "0931 1"}], "callback": True}
        done = await anna.put(id_, body, key=key, kind="help-entries")
        seq = changes(app)
        again = await anna.put(id_, body, key=key, kind="help-entries")
        read = (await client.get(f"/v1/help/{own.id}")).json()
        assert (done.status_code, done.text) == (201, again.text)
        assert changes(app) == seq
        assert (read["name"], read["phones"], read["callback"]) == (NAME, [{"number": "0931 1", "free": False}], True)
        assert "email" not in read
        assert read["url"] == "https://verein.example"
        found = now(app, own.id)
        assert (found.assured_date, found.provenance.stand) == (today(app), today(app))
        assert found.provenance.review_by == today(app) + REVIEW
        # Withdrawing takes the words back, not what they did: nobody knows what should be there instead.
        gone = await anna.withdraw(id_, kind="help-entries")
    assert gone.status_code == 200
    assert now(app, own.id) == found


async def test_room_is_said_for_a_time_and_taken_back(app: HubApp) -> None:
    own = offered(1)
    fill(app, own)
    async with asking(app) as client:
        anna, id_ = Writer(client, provider(app, "anna", OWN)), named_id("help-availability", "anna")
        until = today(app) + timedelta(days=90)
        body = {"offer": own.id, "state": "waiting", "weeks": 6, "until": str(until)}
        done = await anna.put(id_, body, kind="help-availability")
        said = now(app, own.id).availability
        full = await anna.put(id_, {**body, "state": "full", "weeks": None}, version=1, kind="help-availability")
        then = now(app, own.id).availability
        await anna.withdraw(id_, kind="help-availability")
    assert (done.status_code, full.status_code) == (201, 200)
    assert said and (said.state, said.weeks, said.updated, said.until) == ("waiting", 6, today(app), until)
    assert then and (then.state, then.weeks) == ("full", None)
    assert now(app, own.id).availability is None


async def test_what_was_confirmed_late_holds_from_the_day_it_was_said(app: HubApp) -> None:
    own = offered(1)
    fill(app, own)
    on = today(app) - timedelta(days=3)
    async with asking(app) as client:
        anna = Writer(client, provider(app, "anna", OWN))
        await anna.put(new_id(), {"offer": own.id, "on": str(on)}, kind="help-confirmations")
        early = today(app) + timedelta(days=2)
        refused = await anna.put(new_id(), {"offer": own.id, "on": str(early)}, kind="help-confirmations")
    found = now(app, own.id)
    assert (found.assured_date, found.provenance.review_by) == (on, on + REVIEW)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/body/on")


async def test_only_of_their_own_and_editors_of_all(app: HubApp) -> None:
    own, other = offered(1), offered(2, OTHER)
    fill(app, own, other)
    async with asking(app) as client:
        people = {
            "provider": provider(app, "anna", OWN), "nowhere": provider(app, "ben"),
            "editor": signed_in(app, "cleo", "editor"), "office": signed_in(app, "dora", "office"), "guest": guest(),
        }  # fmt: skip
        told = {}
        for name, headers in people.items():
            for number, each in enumerate((own, other)):
                body = {"offer": each.id, "on": str(today(app))}
                answer = await Writer(client, headers).put(new_id(), body, kind="help-confirmations")
                told[name, number] = (answer.status_code, answer.json().get("code"))
        unknown = await Writer(client, people["editor"]).put(
            new_id(), {"offer": new_id(), "name": NAME}, kind="help-entries"
        )
    no = (403, "not-allowed")
    assert told == {
        ("provider", 0): (201, None), ("provider", 1): no, ("nowhere", 0): no, ("nowhere", 1): no,
        ("editor", 0): (201, None), ("editor", 1): (201, None), ("office", 0): no, ("office", 1): no,
        ("guest", 0): (401, "sign-in-needed"), ("guest", 1): (401, "sign-in-needed"),
    }  # fmt: skip
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    ("kind", "body", "pointer"),
    [
        ("help-entries", {"url": "javascript:alert(1)"}, "#/body/url"),
        ("help-entries", {"chat_url": "verein.example"}, "#/body/chat_url"),
        ("help-entries", {"email": "niemand"}, "#/body/email"),
        ("help-entries", {"languages": ["de", "Klingonisch!"]}, "#/body/languages"),
        ("help-entries", {"description": {"de": "a\u202eb", "de-simple": "a"}}, "#/body/description"),
        ("help-entries", {"phones": [{"number": "ruf an"}]}, "#/body/phones/0/number"),
        ("help-availability", {"state": "free", "until": "2020-01-01"}, "#/body/until"),
        ("help-availability", {"state": "free", "until": "2199-01-01"}, "#/body/until"),
    ],
)
async def test_what_would_not_hold_is_refused_and_changes_nothing(
    hub_app: HubApp, kind: str, body: dict[str, Any], pointer: str
) -> None:
    own = offered(1)
    fill(hub_app, own)
    async with asking(hub_app) as client:
        anna = Writer(client, provider(hub_app, "anna", OWN))
        answer = await anna.put(new_id(), {"offer": own.id, **body}, kind=kind)
        mine = (await anna.get("/v1/me/contributions")).json()
    assert (answer.status_code, [each["pointer"] for each in answer.json()["errors"]]) == (422, [pointer])
    assert now(hub_app, own.id) == own
    assert mine["items"] == []


async def test_many_at_once_of_one_offer_all_hold_together_with_what_has_no_effect(app: HubApp) -> None:
    own = offered(1)
    fill(app, own)
    until = str(today(app) + timedelta(days=9))
    async with asking(app) as client:
        anna = Writer(client, provider(app, "anna", OWN))
        others = [Writer(client, signed_in(app, f"person {number}")) for number in range(10)]
        answers = await asyncio.gather(
            anna.put(new_id(), {"offer": own.id, "name": NAME}, kind="help-entries"),
            *(each.put(new_id()) for each in others),
            anna.put(new_id(), {"offer": own.id, "state": "free", "until": until}, kind="help-availability"),
            anna.put(new_id(), {"offer": new_id(), "on": "2020-01-01"}, kind="help-confirmations"),
            anna.put(new_id(), {"offer": own.id, "callback": True}, kind="help-entries"),
        )
    assert [each.status_code for each in answers] == [201, *[201] * 10, 201, 404, 201]
    found = now(app, own.id)
    assert (found.name.de, found.callback, found.availability and found.availability.state) == (
        "Neuer Name", True, "free",
    )  # fmt: skip


async def test_if_keeping_fails_nothing_of_it_holds(hub_app: HubApp) -> None:
    own = offered(1)
    fill(hub_app, own)

    @event.listens_for(hub_app.hub.database.engine, "before_cursor_execute")
    def poisoned(_: Any, __: Any, statement: str, *___: Any) -> None:
        if statement.startswith("INSERT INTO contribution"):
            raise ValueError("poison")

    async with asking(hub_app) as client:
        anna = Writer(client, provider(hub_app, "anna", OWN))
        answer = await anna.put(new_id(), {"offer": own.id, "name": NAME}, kind="help-entries")
    assert answer.status_code == 500
    assert now(hub_app, own.id) == own


async def test_a_kind_without_an_effect_costs_no_statement_more(hub_app: HubApp) -> None:
    """Counted with and without any effects; a bookmark, and feedback of a guest."""
    counts: list[list[str]] = []
    async with asking(hub_app) as client:
        anna = Writer(client, signed_in(hub_app, "anna"))
        for effects in (dict(hub_app.hub.effects), {}):
            hub_app.hub.effects.clear()
            hub_app.hub.effects.update(effects)
            said: list[str] = []

            def counted(_: Any, __: Any, statement: str, *___: Any, said: list[str] = said) -> None:
                said.append(statement)

            event.listen(hub_app.hub.database.engine, "before_cursor_execute", counted)
            await anna.put(new_id(), {"record": f"help/{len(counts)}"}, kind="bookmarks")
            await Writer(client, guest()).put(new_id())
            event.remove(hub_app.hub.database.engine, "before_cursor_execute", counted)
            counts.append(said)
    assert counts[0] == counts[1] != []
