"""Every answer carries what keeps a browser from doing anything foreign with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from starlette.requests import Request
from starlette.responses import Response

from hub.asgi import HubApp, create_hub
from hub.core.answers import SECURITY
from hub.settings import HubSettings
from tests.hub.samples import news
from tests.hub.writers import guest, signed_in
from tests.security.afar import from_afar

pytestmark = pytest.mark.anyio

WANTED = {name.decode(): value.decode() for name, value in SECURITY}
CONTACT = "https://hub.invalid/report"


@pytest.fixture
def plain() -> Iterator[HubApp]:
    app = create_hub(HubSettings(seed=False))
    app.hub.write([news(1)])

    async def broken(_: Request) -> Response:
        raise RuntimeError("broken on purpose")

    app.router.add_route("/broken", broken)
    yield app
    app.hub.close()


ASKED = [
    ("GET", "/v1/news", 200), ("HEAD", "/v1/news", 200), ("GET", "/healthz", 200), ("GET", "/readyz", 200),
    ("GET", "/openapi.json", 200), ("GET", "/v1/providers", 200), ("GET", "/v1/me", 401), ("GET", "/v1/nothing", 404),
    ("GET", "/", 404), ("DELETE", "/v1/news", 405), ("POST", "/v1/session", 415), ("GET", "/v1/news?limit=x", 422),
    ("PUT", "/v1/contributions/feedback/x", 404), ("GET", "/v1/receipt", 401), ("GET", "/broken", 500),
    ("OPTIONS", "/v1/news", 405), ("TRACE", "/v1/news", 405), ("GET", "/.well-known/security.txt", 404),
    ("GET", "/.well-known/change-password", 404),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "status"), ASKED)
async def test_every_answer_has_the_security_headers(plain: HubApp, method: str, path: str, status: int) -> None:
    async with from_afar(plain) as client:
        for _ in range(2):
            answer = await client.request(method, path)
            assert answer.status_code == status
            assert {name: answer.headers.get(name) for name in WANTED} == WANTED
            names = [name.lower() for name, _ in answer.headers.raw]
            assert len(names) == len(set(names)), names
            assert not {b"server", b"x-powered-by", b"access-control-allow-origin", b"set-cookie"} & set(names)


async def test_what_is_private_is_kept_by_nobody(plain: HubApp) -> None:
    async with from_afar(plain, headers=signed_in(plain, "erika")) as client:
        for path in ("/v1/me", "/v1/me/sessions", "/v1/me/contributions", "/v1/me/export"):
            assert (await client.get(path)).headers["cache-control"] == "private, no-store"
    async with from_afar(plain, headers=guest()) as client:
        assert "no-store" in (await client.get("/v1/receipt")).headers["cache-control"]


async def test_who_can_be_told_of_a_hole_is_told_only_where_somebody_is() -> None:
    app = create_hub(HubSettings(seed=False, contact=CONTACT, contact_until=date(2027, 6, 30)))
    try:
        async with from_afar(app) as client:
            answer = await client.get("/.well-known/security.txt")
    finally:
        app.hub.close()
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.splitlines()[:2] == [f"Contact: {CONTACT}", "Expires: 2027-06-30T23:59:59Z"]


def test_a_contact_that_nobody_could_use_is_refused() -> None:
    for contact, until in (("me", date(2027, 1, 1)), (CONTACT, None), ("https://a\nb", date(2027, 1, 1))):
        with pytest.raises(ValueError, match="A contact is"):
            HubSettings(contact=contact, contact_until=until)


async def test_a_keeper_of_passwords_is_led_to_the_app_where_the_hub_knows_it() -> None:
    app = create_hub(HubSettings(seed=False, app_url="https://app.example.org/"))
    try:
        async with from_afar(app) as client:
            answer = await client.get("/.well-known/change-password")
    finally:
        app.hub.close()
    assert (answer.status_code, answer.headers["location"]) == (302, "https://app.example.org/konto")


def test_an_address_of_the_app_that_nobody_could_trust_is_refused() -> None:
    for wrong in ("app.example.org", "http://app.example.org", "https://a\r\nb", "javascript:alert(1)"):
        with pytest.raises(ValueError, match="app's address"):
            HubSettings(app_url=wrong)
