"""A hub that was restored counts anew: nothing of the time before may pass for something of the time after."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from contract.identity import new_id
from hub.asgi import HubApp
from hub.core.tables import META
from tests.hub.asking import asking
from tests.hub.samples import news
from tests.hub.writers import FEEDBACK, Writer, signed_in

pytestmark = pytest.mark.anyio


async def test_a_version_of_another_epoch_changes_and_withdraws_nothing(app: HubApp) -> None:
    id_, before = new_id(), app.hub.epoch
    async with asking(app) as client:
        who = signed_in(app, "anna")
        await Writer(client, who).put(id_)
        app.hub.log.renew()
        old = Writer(client, {**who, "hub-epoch": before})
        for answer in (await old.put(id_, {**FEEDBACK, "text": "alt"}, version=1), await old.withdraw(id_, version=1)):
            assert answer.status_code == 412
            assert answer.json()["current"]["epoch"] == app.hub.epoch
            assert answer.json()["current"]["body"] == FEEDBACK
        now = Writer(client, {**who, "hub-epoch": app.hub.epoch})
        assert (await now.put(id_, {**FEEDBACK, "text": "neu"}, version=1)).status_code == 200


async def test_answers_of_before_are_not_given_where_the_numbers_came_to_be_the_same(app: HubApp) -> None:
    app.hub.write([news(1, "Vorher")])
    async with asking(app) as client:
        paths = ("/v1/news", "/v1/snapshots/news", "/v1/changes/news")
        for path in paths:
            assert "Vorher" in (await client.get(path)).text
        newest = app.hub.log.numbers()["news"]
        app.hub.log.renew()
        app.hub.write([news(1, "Nachher")])
        # As a backup would have it: fewer changes, and since then just as many as before.
        with app.hub.database.writing() as connection:
            connection.execute(update(META).where(META.c.name == "seq:news").values(value=str(newest)))
        for path in paths[:2]:
            answer = await client.get(path)
            assert "Nachher" in answer.text, path
        assert app.hub.epoch in (await client.get("/v1/snapshots/news")).text
