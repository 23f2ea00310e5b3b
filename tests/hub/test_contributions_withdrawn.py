"""What was withdrawn is gone with its words, and nothing that comes late brings it back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from contract.identity import named_id, new_id
from hub.asgi import HubApp
from hub.core.writings import ANSWERED, CONTRIBUTION
from tests.hub.asking import asking
from tests.hub.writers import FEEDBACK, Writer, guest, signed_in

pytestmark = pytest.mark.anyio


def changed(text: str) -> dict[str, Any]:
    return {**FEEDBACK, "text": text}


def rows(app: HubApp) -> list[Any]:
    with app.hub.database.reading() as connection:
        return list(connection.execute(select(CONTRIBUTION)).all())


async def test_what_was_withdrawn_has_no_words_left_anywhere_and_takes_no_change(app: HubApp) -> None:
    id_, key = new_id(), new_id()
    async with asking(app) as client:
        anna = Writer(client, signed_in(app, "anna"))
        await anna.put(id_, changed("Geheimnis"), key=key)
        await anna.put(id_, changed("Geheimnis zwei"), version=1)
        stale = await anna.withdraw(id_, version=1)
        gone = await anna.withdraw(id_, version=2)
        again = await anna.withdraw(id_)
        change = await anna.put(id_, changed("Doch"), version=3)
        anew = await anna.put(id_, changed("Doch"))
        repeated = await anna.put(id_, changed("Geheimnis"), key=key)
    assert stale.status_code == 412
    assert (gone.status_code, gone.json()["state"], gone.json()["body"], gone.json()["number"]) == (
        200, "withdrawn", {}, 1,
    )  # fmt: skip
    assert (again.status_code, again.json()) == (200, gone.json())
    assert (change.status_code, change.json()["code"]) == (410, "withdrawn")
    assert (anew.status_code, anew.json()["current"]) == (412, gone.json())
    # The answer to a key stays the same: what it says, whoever asks has brought along.
    assert (repeated.status_code, repeated.json()["version"]) == (201, 1)
    with app.hub.database.reading() as connection:
        for table in (CONTRIBUTION, ANSWERED):
            assert "Geheimnis" not in str(connection.execute(select(table)).all())


async def test_a_creation_that_comes_after_its_withdrawal_brings_nothing_back(app: HubApp) -> None:
    id_ = new_id()
    async with asking(app) as client:
        someone = Writer(client, guest())
        gone = await someone.withdraw(id_)
        late = await someone.put(id_, changed("Zu spät"))
    assert (gone.status_code, gone.json()["state"], gone.json()["version"]) == (200, "withdrawn", 1)
    assert (late.status_code, late.json()["current"]) == (412, gone.json())
    assert [row.state for row in rows(app)] == ["withdrawn"]


async def test_of_what_is_erased_only_its_place_stays(app: HubApp) -> None:
    id_ = named_id("anna", "bookmarks", "help/x")
    async with asking(app) as client:
        anna = Writer(client, signed_in(app, "anna"))
        await anna.put(id_, {"record": "help/x"}, kind="bookmarks")
        gone = (await anna.withdraw(id_, kind="bookmarks")).json()
    assert (gone["number"], gone["body"]) == (0, {})
    assert gone["received_at"] == gone["changed_at"]
    with app.hub.database.reading() as connection:
        assert "help/x" not in str(connection.execute(select(CONTRIBUTION)).all())
