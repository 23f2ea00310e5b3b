"""Who may connect to the served app, and what every answer carries."""

from __future__ import annotations

import http.client

import anyio
import flet.fastapi as flet_fastapi
import httpx
import pytest
from starlette.types import Message
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from app.pages import account
from app.routes import find
from app.web import ACCOUNT, GOODBYE_SECONDS, converse
from tests.web.conftest import Served, tiny


def test_a_page_of_another_site_is_refused_a_session(served: Served) -> None:
    for name in ("https://boese.example", "null", f"https://{served.host}.boese.example"):
        origin = Origin(name)
        with (
            pytest.raises(InvalidStatus) as refusal,
            connect(f"ws://{served.host}/ws", origin=origin),
        ):
            pass
        assert refusal.value.response.status_code == 403, origin


def test_our_own_page_and_a_program_without_a_page_get_a_session(served: Served) -> None:
    for origin in (Origin(served.url), None):
        with connect(f"ws://{served.host}/ws", origin=origin) as session:
            assert session.protocol.state.name == "OPEN"


def test_a_foreign_name_that_resolves_to_this_machine_is_refused(served: Served) -> None:
    assert httpx.get(served.url, headers={"Host": "boese.example"}).status_code == 421
    wire = http.client.HTTPConnection(served.host)
    wire.putrequest("GET", "/ws", skip_host=True)
    for name, value in {
        "Host": "boese.example",
        "Origin": "http://boese.example",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }.items():
        wire.putheader(name, value)
    wire.endheaders()
    assert wire.getresponse().status == 403
    wire.close()


@pytest.mark.anyio
async def test_a_line_that_closes_before_it_speaks_is_let_go() -> None:
    scope = {"type": "websocket", "path": "/ws", "query_string": b"", "headers": [(b"host", b"localhost")]}
    scope |= {"server": ("localhost", 80), "client": ("127.0.0.1", 1), "subprotocols": [], "scheme": "ws"}
    said: list[Message] = []
    heard: list[Message] = [{"type": "websocket.disconnect", "code": 1001}, {"type": "websocket.connect"}]

    async def receive() -> Message:
        return heard.pop()

    async def send(message: Message) -> None:
        said.append(message)

    with anyio.fail_after(GOODBYE_SECONDS + 10):
        await converse(flet_fastapi.app(tiny), scope, receive, send)
    assert [message["type"] for message in said] == ["websocket.accept"]


@pytest.mark.parametrize(
    "path", ["/", "/hilfe/angebot/7", "/healthz", "/.well-known/change-password", "/favicon.png", "/fehlt.png"]
)
def test_every_answer_carries_the_same_wall(served: Served, path: str) -> None:
    answer = httpx.get(served.url + path)
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == f"'self' ws://{served.host} wss://{served.host}"
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert "https:" not in answer.headers["content-security-policy"]
    assert policy["frame-ancestors"] == "'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers


def test_a_keeper_of_passwords_finds_the_page_that_changes_one_and_nothing_that_is_not_there(served: Served) -> None:
    answer = httpx.get(served.url + "/.well-known/change-password")
    assert (answer.status_code, answer.headers["location"]) == (302, ACCOUNT)
    assert find(ACCOUNT)[0].draw is account
    # W3C: a keeper asks for this first, and believes no site that has it.
    nothing = "/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200"
    assert httpx.get(served.url + nothing).status_code == 404


def test_the_site_takes_no_posts_and_says_that_it_lives(served: Served) -> None:
    assert httpx.post(served.url + "/").status_code == 405
    assert httpx.get(served.url + "/healthz").text == "ok"
