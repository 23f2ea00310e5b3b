"""A forgotten password: with the code on paper, with one by mail from a real mail server."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiosmtpd.controller import Controller

from hub.account import codes
from hub.asgi import HubApp, create_hub
from hub.settings import HubSettings
from tests.account.people import Watch, bearer, sign_in, sign_up
from tests.hub.asking import asking

pytestmark = pytest.mark.anyio

FRESH = "ein ganz neues Wort"


async def recover(asks: httpx.AsyncClient, nickname: str, code: str, password: str = FRESH) -> httpx.Response:
    return await asks.post("/v1/password/recovery", json={"nickname": nickname, "code": code, "new_password": password})


class Letterbox:
    """What a mail server was given."""

    def __init__(self) -> None:
        self.came = threading.Event()
        self.mails: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append((envelope.rcpt_tos, mail))
        self.came.set()
        return "250 OK"

    def code(self) -> str:
        """The code in the newest mail, once it is here."""
        assert self.came.wait(20)
        self.came.clear()
        found = re.search(r"^ {4}(\S+)\s*$", self.mails[-1][1].get_content(), re.MULTILINE)
        assert found
        return found[1]


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture
def posting(tmp_path: Path, letterbox: Letterbox, watch: Watch, free_tcp_port: int) -> Iterator[HubApp]:
    """A hub that sends mail to that letter box."""
    server = Controller(letterbox, hostname="127.0.0.1", port=free_tcp_port)
    server.start()
    url = f"smtp://127.0.0.1:{free_tcp_port}/wueapp@example.org"
    app = create_hub(HubSettings(f"sqlite:///{tmp_path}/hub.db", seed=False, mail_url=url), now=watch)
    yield app
    app.hub.close()
    server.stop()


async def test_the_code_on_paper_sets_a_new_password_once(asks: httpx.AsyncClient) -> None:
    made = await sign_up(asks, "Anna")
    typed = made["recovery_code"].lower().replace("-", " ").replace("0", "O").replace("1", "l")
    back = await recover(asks, "ANNA", typed)
    assert back.status_code == 200
    assert back.json()["account"]["id"] == made["account"]["id"]
    assert back.json()["recovery_code"] != made["recovery_code"]
    assert (await asks.get("/v1/me", headers=bearer(back.json()))).status_code == 200
    assert (await asks.get("/v1/me", headers=bearer(made))).status_code == 401
    assert (await sign_in(asks, "Anna")).status_code == 401
    assert (await sign_in(asks, "Anna", FRESH)).status_code == 200
    assert (await recover(asks, "Anna", made["recovery_code"])).status_code == 401
    assert (await recover(asks, "Anna", back.json()["recovery_code"])).status_code == 200


async def test_a_wrong_code_and_a_wrong_name_are_told_alike_and_counted(asks: httpx.AsyncClient) -> None:
    made = await sign_up(asks, "Anna")
    wrong = await recover(asks, "Anna", "7K3M-92QF")
    nobody = await recover(asks, "Niemand", made["recovery_code"])
    assert wrong.status_code == nobody.status_code == 401
    assert wrong.json() == nobody.json()
    for _ in range(4):
        await recover(asks, "Anna", "")
    assert (await recover(asks, "Anna", made["recovery_code"])).status_code == 429


async def test_a_weak_new_password_is_refused_before_the_code_is_spent(asks: httpx.AsyncClient) -> None:
    made = await sign_up(asks, "Anna")
    weak = await recover(asks, "Anna", made["recovery_code"], "passwort123")
    assert (weak.status_code, weak.json()["errors"][0]["pointer"]) == (422, "#/new_password")
    assert (await recover(asks, "Anna", made["recovery_code"])).status_code == 200


async def test_a_code_comes_by_mail_and_opens_once(posting: HubApp, letterbox: Letterbox) -> None:
    async with asking(posting) as asks:
        made = await sign_up(asks, "Anna", email="Anna@example.org")
        wish = await asks.post("/v1/password/mail", json={"email": "anna@EXAMPLE.org"})
        assert (wish.status_code, wish.content) == (204, b"")
        code = letterbox.code()
        [(to, mail)] = letterbox.mails
        assert to == ["Anna@example.org"]
        assert (mail["subject"], mail["from"]) == ("Ihr Code für die WueApp", "wueapp@example.org")
        assert "Anna" not in mail.get_content()
        assert (await recover(asks, "Bert", code)).status_code == 401
        assert (await recover(asks, "anna@example.org", code.lower())).status_code == 200
        assert (await recover(asks, "Anna", code)).status_code == 401
        assert (await asks.get("/v1/me", headers=bearer(made))).status_code == 401


async def test_a_code_by_mail_grows_old_and_a_newer_one_takes_its_place(
    posting: HubApp, letterbox: Letterbox, watch: Watch
) -> None:
    async with asking(posting) as asks:
        await sign_up(asks, "Anna", email="a@example.org")
        wish = {"email": "a@example.org"}
        await asks.post("/v1/password/mail", json=wish)
        first = letterbox.code()
        assert (await asks.post("/v1/password/mail", json=wish)).status_code == 429
        watch.seconds += 61
        await asks.post("/v1/password/mail", json=wish)
        second = letterbox.code()
        assert (await recover(asks, "Anna", first)).status_code == 401
        watch.seconds += codes.LASTS / 1000
        assert (await recover(asks, "Anna", second)).status_code == 401


async def test_an_address_nobody_has_is_answered_alike_and_gets_no_mail(posting: HubApp, letterbox: Letterbox) -> None:
    async with asking(posting) as asks:
        await sign_up(asks, "Anna", email="a@example.org")
        nobody = await asks.post("/v1/password/mail", json={"email": "b@example.org"})
        somebody = await asks.post("/v1/password/mail", json={"email": "a@example.org"})
        letterbox.code()
        again = [await asks.post("/v1/password/mail", json={"email": f"{name}@example.org"}) for name in "ab"]
    assert (nobody.status_code, nobody.headers) == (somebody.status_code, somebody.headers)
    assert [answer.status_code for answer in again] == [429, 429]
    assert [to for to, _ in letterbox.mails] == [["a@example.org"]]


async def test_a_hub_without_a_mail_server_answers_alike_too(asks: httpx.AsyncClient) -> None:
    await sign_up(asks, "Anna", email="a@example.org")
    assert (await asks.post("/v1/password/mail", json={"email": "a@example.org"})).status_code == 204


@pytest.mark.parametrize("url", ["smtp://host", "http://host/a@b", "smtp://host/ab", "smtps:///a@b"])
def test_a_mail_url_that_cannot_be_is_refused_at_the_start(url: str) -> None:
    with pytest.raises(ValueError, match="mail URL"):
        HubSettings(mail_url=url)
    assert "secret" not in repr(HubSettings(mail_url="smtps://me:secret@host/a@b"))
