"""Who is behind with checking gets two mails, with a link that confirms once; then editors see it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from hub.asgi import HubApp, create_hub
from hub.core.desk import HELP_REMINDER
from hub.help.days import REVIEW, day
from hub.help.figures import dues
from hub.help.reminders import LASTS, PATH, Reminders
from hub.settings import HubSettings
from tests.account.people import Watch
from tests.account.test_hub_recovery import Letterbox as Plain
from tests.hub.desks import OTHER, fill, now, offered

DAY = 24 * 60 * 60
DUE = offered(1, email="post@verein.example", review_by=date(2020, 1, 1))


class Letterbox(Plain):
    """`refuses`: how many mails it will not take first."""

    refuses = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuses:
            self.refuses -= 1
            return "451 later"
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture
def posting(tmp_path: Path, letterbox: Letterbox, watch: Watch, free_tcp_port: int) -> Iterator[HubApp]:
    """A hub that sends mail to that letter box, with offers that are due and one that is not."""
    server = Controller(letterbox, hostname="127.0.0.1", port=free_tcp_port)
    server.start()
    settings = HubSettings(
        f"sqlite:///{tmp_path}/hub.db", seed=False, hub_url="https://hub.example/",
        mail_url=f"smtp://127.0.0.1:{free_tcp_port}/wueapp@example.org",
    )  # fmt: skip
    app = create_hub(settings, now=watch)
    sample = offered(4, provenance=DUE.provenance.model_copy(update={"sample": True}))
    unreachable = offered(3, OTHER, review_by=date(2020, 1, 1))
    fill(app, DUE, offered(2, review_by=date(2030, 1, 1)), unreachable, sample)
    yield app
    app.hub.close()
    server.stop()


def sent(app: HubApp) -> dict[str, int]:
    with app.hub.database.reading() as connection:
        return {row.offer: row.sent for row in connection.execute(select(HELP_REMINDER))}


def look(app: HubApp, letterbox: Letterbox, expected: int) -> None:
    """The jobs of today; waits until whatever is on its way is sent and noted."""
    app.hub.jobs.run_due()
    for thread in threading.enumerate():
        if thread.name == "mail":
            thread.join(20)
    assert len(letterbox.mails) == expected


def test_two_mails_a_fortnight_apart_and_no_more(posting: HubApp, letterbox: Letterbox, watch: Watch) -> None:
    look(posting, letterbox, 1)
    [(to, mail)] = letterbox.mails
    text = mail.get_content()
    assert to == ["post@verein.example"]
    assert DUE.name.de in text
    assert re.search(r"^ {4}https://hub\.example/lesen/stimmt-noch/[\w-]+\r?$", text, re.MULTILINE)
    assert sent(posting) == {DUE.id: 1}
    for days, expected in ((1, 1), (12, 1), (1, 2), (1, 2), (30, 2)):
        watch.seconds += days * DAY
        look(posting, letterbox, expected)
    assert sent(posting) == {DUE.id: 2}


def test_a_mail_server_that_is_away_is_asked_again_the_next_day(
    posting: HubApp, letterbox: Letterbox, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    letterbox.refuses = 1
    look(posting, letterbox, 0)
    assert sent(posting) == {}
    assert "verein" not in caplog.text
    watch.seconds += DAY
    look(posting, letterbox, 1)
    assert sent(posting) == {DUE.id: 1}


def test_the_link_in_the_mail_confirms_once_and_a_new_round_begins(
    posting: HubApp, letterbox: Letterbox, watch: Watch
) -> None:
    reminders, today = Reminders(posting.hub), day(int(watch() * 1000))
    look(posting, letterbox, 1)
    found = re.search(r"stimmt-noch/(\S+)", letterbox.mails[0][1].get_content())
    assert found
    token = found[1]
    before = now(posting, DUE.id)
    assert reminders.shown(token) == reminders.shown(token) == before
    fresh = reminders.redeem(token)
    assert fresh == now(posting, DUE.id)
    assert fresh and (fresh.assured_date, fresh.provenance.review_by) == (today, today + REVIEW)
    assert fresh.model_copy(update={"assured_date": None, "provenance": before.provenance}) == before
    assert (reminders.shown(token), reminders.redeem(token), sent(posting)) == (None, None, {})
    watch.seconds += (REVIEW.days + 1) * DAY
    look(posting, letterbox, 2)
    assert sent(posting) == {DUE.id: 1}


def test_many_who_tap_at_once_confirm_once(posting: HubApp) -> None:
    token = Reminders(posting.hub).link(DUE.id).removeprefix(PATH)
    with ThreadPoolExecutor(6) as threads:
        told = list(threads.map(lambda _: Reminders(posting.hub).redeem(token), range(6)))
    assert sum(each is not None for each in told) == 1


def test_a_link_that_is_old_or_not_ours_opens_nothing(posting: HubApp, watch: Watch) -> None:
    reminders = Reminders(posting.hub)
    token = reminders.link(DUE.id).removeprefix(PATH)
    other = reminders.link(offered(2).id).removeprefix(PATH)
    wrong = [
        "", "x", "ä", token[:-1], token + "A", token[:30] + other[30:], other[:22] + token[22:], "A" * 47, "/" * 47,
        *(token[:at] + ("B" if token[at] == "A" else "A") + token[at + 1 :] for at in range(len(token))),
    ]  # fmt: skip
    assert [each for each in wrong if reminders.shown(each) or reminders.redeem(each)] == []
    watch.seconds += LASTS.days * DAY
    assert reminders.shown(token)
    watch.seconds += DAY
    assert reminders.shown(token) is None
    with pytest.raises(LookupError):
        reminders.link("00000000-0000-4000-8000-000000000000")


def test_without_mail_nobody_is_reminded_and_editors_see_what_is_due(watch: Watch) -> None:
    for settings in (HubSettings(seed=False), HubSettings(seed=False, mail_url="smtp://127.0.0.1:9/a@example.org")):
        app = create_hub(settings, now=watch)
        fill(app, DUE)
        app.hub.jobs.run_due()
        with app.hub.database.reading() as connection:
            assert [(each.due, each.offer) for each in dues(connection)] == [(date(2020, 1, 1), DUE.id)]
        assert sent(app) == {}
        app.hub.close()
