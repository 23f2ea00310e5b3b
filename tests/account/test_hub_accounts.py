"""Accounts at the hub: signing up, who one is, what can be changed."""

from __future__ import annotations

import logging
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from hub.account import passwords
from hub.asgi import HubApp
from hub.core.callers import hashed
from hub.core.people import ACCOUNT, SESSION
from tests.account.people import PASSWORD, Watch, bearer, sign_in, sign_up

pytestmark = pytest.mark.anyio


async def test_one_signs_up_is_signed_in_and_sees_ones_account(asks: httpx.AsyncClient) -> None:
    made = await sign_up(asks, "Würmchen", email="a@example.org", device="Laptop")
    assert made["account"] | {"id": ""} == {
        "id": "", "nickname": "Würmchen", "email": "a@example.org", "roles": [],
        "created_at": "2027-01-15T08:00:00Z", "has_password": True,
    }  # fmt: skip
    assert len(made["recovery_code"].replace("-", "")) == 24
    assert (made["token_type"], made["expires_in"]) == ("Bearer", 900)
    own = await asks.get("/v1/me", headers=bearer(made))
    assert own.json() == made["account"]
    assert own.headers["cache-control"] == "private, no-store"


async def test_what_the_database_keeps_opens_nothing(asks: httpx.AsyncClient, door: HubApp) -> None:
    made = await sign_up(asks, "Anna")
    with door.hub.database.reading() as connection:
        account = connection.execute(select(ACCOUNT)).one()
        session = connection.execute(select(SESSION)).one()
    assert account.password.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    kept = " ".join(map(str, (*account, *session)))
    for secret in (PASSWORD, made["recovery_code"], made["access_token"], made["refresh_token"]):
        assert secret not in kept
    assert session.access == hashed(made["access_token"])


@pytest.mark.parametrize("other", ["ANNA", "Ａｎｎａ", " anna ", "ＡＮＮＡ"])
async def test_nobody_can_look_like_somebody_else(asks: httpx.AsyncClient, other: str) -> None:
    await sign_up(asks, "Anna")
    taken = await asks.post("/v1/accounts", json={"nickname": other, "password": PASSWORD})
    assert (taken.status_code, taken.json()["code"]) == (409, "name-taken")


async def test_an_address_somebody_has_already_is_not_given_away(asks: httpx.AsyncClient, door: HubApp) -> None:
    first = await sign_up(asks, "Anna", email="a@example.org")
    second = await sign_up(asks, "Bert", email="A@Example.org")
    assert second["account"]["email"] == "A@Example.org"
    found = await sign_in(asks, "a@example.org")
    assert found.json()["account"]["id"] == first["account"]["id"]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"nickname": "Xy"}, "#/nickname"),
    ({"nickname": "     "}, "#/nickname"),
    ({"nickname": "a@example.org"}, "#/nickname"),
    ({"nickname": "An\u202ena"}, "#/nickname"),
    ({"nickname": "An\nna"}, "#/nickname"),
    ({"nickname": "a" * 41}, "#/nickname"),
    ({"password": "kurz"}, "#/password"),
    ({"password": "Passwort123"}, "#/password"),
    ({"password": "abababababab"}, "#/password"),
    ({"password": "x" * 201}, "#/password"),
    ({"nickname": "Annegret Meier", "password": "annegret meier"}, "#/password"),
    ({"email": "kein Brief"}, "#/email"),
]


@pytest.mark.parametrize(("change", "pointer"), WRONG)
async def test_what_cannot_be_is_named(asks: httpx.AsyncClient, change: dict[str, Any], pointer: str) -> None:
    answer = await asks.post("/v1/accounts", json={"nickname": "Anna", "password": PASSWORD, **change})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    for value in change.values():
        assert value not in answer.text


async def test_names_of_demo_accounts_are_nobodys(asks: httpx.AsyncClient) -> None:
    answer = await asks.post("/v1/accounts", json={"nickname": "Demo-Office", "password": PASSWORD})
    assert answer.status_code == 409


async def test_nickname_and_mail_are_changed_and_mail_taken_away(asks: httpx.AsyncClient) -> None:
    me = bearer(await sign_up(asks, "Anna", email="a@example.org"))
    await sign_up(asks, "Bert")
    assert (await asks.patch("/v1/me", json={"nickname": "bert"}, headers=me)).status_code == 409
    changed = await asks.patch("/v1/me", json={"nickname": "ANNA M."}, headers=me)
    assert (changed.json()["nickname"], changed.json()["email"]) == ("ANNA M.", "a@example.org")
    assert "email" not in (await asks.patch("/v1/me", json={"email": None, "password": PASSWORD}, headers=me)).json()
    assert (await asks.patch("/v1/me", json={"nickname": None}, headers=me)).json()["nickname"] == "ANNA M."
    assert (await sign_in(asks, "a@example.org")).status_code == 401
    assert (await sign_in(asks, "anna  m.")).status_code == 200


async def test_another_mail_needs_the_password_as_it_opens_the_account(asks: httpx.AsyncClient, watch: Watch) -> None:
    """Whoever finds a device that is signed in must not be able to take the account away (ASVS 7.5.1)."""
    me = bearer(await sign_up(asks, "Anna", email="a@example.org"))

    async def change(**wanted: Any) -> httpx.Response:
        return await asks.patch("/v1/me", json=wanted, headers=me)

    for wanted in ({"email": "thief@example.org"}, {"email": None}, {"email": "t@example.org", "nickname": "Thief"}):
        for tried in ({}, {"password": "falsch geraten"}):
            refused = await change(**wanted, **tried)
            assert (refused.status_code, refused.json()["code"]) == (401, "sign-in-wrong")
            watch.seconds += 60
    unchanged = (await change(nickname="Anna B", email="a@example.org")).json()
    assert (unchanged["nickname"], unchanged["email"]) == ("Anna B", "a@example.org")
    moved = await change(email="b@example.org", password=PASSWORD)
    assert (moved.status_code, moved.json()["email"]) == (200, "b@example.org")
    assert (await sign_in(asks, "b@example.org")).status_code == 200


async def test_roles_cannot_be_taken(asks: httpx.AsyncClient) -> None:
    made = await sign_up(asks, "Anna", roles=["office"])
    changed = await asks.patch("/v1/me", json={"roles": ["office"], "id": "x", "demo": True}, headers=bearer(made))
    assert changed.json() == made["account"]
    assert (await asks.get("/v1/keys", headers=bearer(made))).status_code == 403


async def test_the_same_password_is_one_on_every_keyboard() -> None:
    kept = passwords.hash_of("Grüße aus Würzburg")
    assert passwords.fits("Gru\u0308ße aus Wu\u0308rzburg", kept)
    assert not passwords.fits("Grüße aus Wuerzburg", kept)
    assert not passwords.fits("Grüße aus Würzburg", None)
    assert not passwords.outdated(kept)
    assert passwords.outdated(kept.replace("t=2", "t=1"))


async def test_the_log_has_nothing_of_a_person(asks: httpx.AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        made = await sign_up(asks, "Unverwechselbar", email="unverwechselbar@example.org")
        await sign_in(asks, "Unverwechselbar", "falsch")
        await asks.patch("/v1/me", json={"nickname": "Unverwechselbar zwei"}, headers=bearer(made))
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore", "asyncio"))]
    text = " ".join(record.getMessage() for record in ours).lower()
    assert "unverwechselbar" not in text
    assert made["access_token"] not in text
