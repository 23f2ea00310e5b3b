"""Owns the proof that whatever the network does comes out as Offline or Refused; it must not know the store."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.account import AccountChange
from contract.endpoints import CHANGE_PASSWORD, CHANGES, ITEMS, LISTS, LIVES, SIGN_OUT
from contract.problems import Code, Offline, Refused
from services.hub import Answer, HubClient, Limits, Unchanged, read_snapshot
from tests.hub.samples import identity, offer
from tests.services.wires import BentWire, portal, raw_server, with_body

pytestmark = pytest.mark.anyio
QUICK = Limits(connect=1, silence=0.05, total=0.3, size=10_000)
JSON = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"


def bent(hub_app: Any, bend: Callable[[httpx.Request, httpx.Response], httpx.Response]) -> HubClient:
    return HubClient(BentWire(hub_app, bend), "http://hub.invalid")


def says(status: int, media: str = "application/json", body: bytes = b"{}", **headers: str) -> Any:
    sent = {"content-type": media, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return lambda request, response: httpx.Response(status, headers=sent, content=body)


async def problem_of(client: HubClient) -> Offline | Refused:
    with pytest.raises((Offline, Refused)) as caught:
        await client.call(LIVES)
    await client.close()
    assert isinstance(caught.value, (Offline, Refused))
    return caught.value


async def test_an_endpoint_is_asked_with_its_path_and_query(hub_app: Any, client: HubClient) -> None:
    hub_app.state.hub.write([offer(number) for number in range(5)])
    page = await client.call(LISTS["help"], limit=2, facet=None)
    assert isinstance(page, Answer)
    assert len(page.value.items) == 2
    one = await client.call(ITEMS["help"], id=identity("help 3"))
    assert isinstance(one, Answer)
    assert one.value == offer(3)


async def test_what_is_not_there_is_refused_and_a_strange_id_stays_in_its_place(client: HubClient) -> None:
    for id_ in ("gone", "../../healthz", "ä/?#%00"):
        with pytest.raises(Refused) as caught:
            await client.call(ITEMS["help"], id=id_)
        assert caught.value.code in (Code.NOT_FOUND, Code.BAD_REQUEST)


async def test_an_unchanged_answer_is_told_as_such(client: HubClient) -> None:
    first = await client.call(CHANGES, kind="help")
    assert isinstance(first, Answer)
    again = await client.call(CHANGES, kind="help", etag=first.etag)
    assert isinstance(again, Unchanged)


@pytest.mark.parametrize(
    ("bend", "code"),
    [
        (portal, Code.HUB_FOREIGN),
        (says(302, location="http://portal.invalid/"), Code.HUB_FOREIGN),
        (says(200, "text/plain"), Code.HUB_FOREIGN),
        (says(200, body=b'{"status": []}'), Code.HUB_FOREIGN),
        (says(200, body=b"<html>"), Code.HUB_FOREIGN),
        (says(200, body=b'{"status": "o'), Code.HUB_UNREACHABLE),
        (says(404, "text/html"), Code.HUB_FOREIGN),
        (says(304), Code.HUB_FOREIGN),
        (says(511, "text/html"), Code.HUB_FOREIGN),
        (says(500, "text/html"), Code.HUB_BROKEN),
        (says(503), Code.HUB_BROKEN),
        (says(410, "application/problem+json", b'{"code": "of-a-newer-hub"}'), Code.TOKEN_EXPIRED),
        (says(418, "application/problem+json"), Code.BAD_REQUEST),
        (says(200, content_encoding="gzip", body=b"no gzip"), Code.HUB_UNREACHABLE),
    ],
)
async def test_each_kind_of_answer_has_its_code(hub_app: Any, bend: Any, code: Code) -> None:
    assert (await problem_of(bent(hub_app, bend))).code is code


@pytest.mark.parametrize(
    ("value", "seconds"), [("17", 17), ("Mon, 23 Nov 2020 12:00:00 GMT", 0), ("soon", None), ("-3", None)]
)
async def test_the_hub_can_ask_for_patience(hub_app: Any, value: str, seconds: int | None) -> None:
    refused = await problem_of(bent(hub_app, says(503, retry_after=value)))
    assert isinstance(refused, Refused)
    assert refused.problem.retry_after == seconds


async def test_an_exception_inside_an_embedded_hub_is_a_500() -> None:
    async def falls_over(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError

    assert (await problem_of(HubClient.embedded(falls_over))).code is Code.HUB_BROKEN


async def test_nobody_there_is_unreachable() -> None:
    async def never(request: bytes, writer: asyncio.StreamWriter) -> None: ...

    async with raw_server(never) as url:
        pass
    assert (await problem_of(HubClient.at(url))).code is Code.HUB_UNREACHABLE


async def test_a_hub_that_hangs_is_silent() -> None:
    async def hangs(request: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    async with raw_server(hangs) as url:
        assert (await problem_of(HubClient.at(url, QUICK))).code is Code.HUB_SILENT


async def test_a_hub_that_only_drips_is_silent_too() -> None:
    async def drips(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(JSON + b"content-length: 9000\r\n\r\n")
        # Each byte comes well within the time of silence; only the whole takes too long.
        while True:
            writer.write(b" ")
            await writer.drain()
            await asyncio.sleep(QUICK.silence / 5)

    async with raw_server(drips) as url:
        assert (await problem_of(HubClient.at(url, QUICK))).code is Code.HUB_SILENT


@pytest.mark.parametrize(
    "start",
    [
        JSON + b'content-length: 500\r\n\r\n{"status": "ok"',
        JSON + b'transfer-encoding: chunked\r\n\r\n5\r\n{"sta',
        b"HTTP/1.1 200",
        b"",
        b"\x00\x01 not http at all\r\n\r\n",
    ],
)
async def test_an_answer_cut_in_the_middle_is_unreachable(start: bytes) -> None:
    async def cuts(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await writer.drain()

    async with raw_server(cuts) as url:
        assert (await problem_of(HubClient.at(url, QUICK))).code is Code.HUB_UNREACHABLE


async def test_an_endless_or_swelling_answer_is_not_read_to_its_end(hub_app: Any) -> None:
    swelling = says(200, content_encoding="gzip", body=gzip.compress(bytes(50_000)))
    client = HubClient(BentWire(hub_app, swelling), "http://hub.invalid", QUICK)
    assert (await problem_of(client)).code is Code.HUB_FOREIGN


async def test_a_snapshot_is_whole_or_nothing(hub_app: Any) -> None:
    hub_app.state.hub.write([offer(number) for number in range(3)])
    wire = BentWire(hub_app)
    client = HubClient(wire, "http://hub.invalid")
    whole = await client.snapshot("help")
    assert len(whole.lines) == 3
    wire.bend = lambda request, response: with_body(response, response.content[:-30])
    with pytest.raises(Offline) as caught:
        await client.snapshot("help")
    assert caught.value.code is Code.HUB_UNREACHABLE
    wire.bend = lambda request, response: with_body(response, response.content.replace(b"Verein", b"Bank!!"))
    with pytest.raises(Offline):
        await client.snapshot("help")
    wire.bend = lambda request, response: with_body(response, response.content.replace(b'"help"', b'"news"'))
    with pytest.raises(Offline) as caught:
        await client.snapshot("help")
    assert caught.value.code is Code.HUB_FOREIGN


@given(st.binary(max_size=300))
def test_no_bytes_make_a_snapshot_but_the_right_ones(body: bytes) -> None:
    with pytest.raises(Offline):
        read_snapshot("help", body)


@pytest.mark.parametrize(
    ("body", "sent"),
    [
        (AccountChange(email=None), b'{"email":null}'),
        (AccountChange(nickname="Mainfisch"), b'{"nickname":"Mainfisch"}'),
        (b'{"as": "it is"}', b'{"as": "it is"}'),
    ],
)
async def test_a_body_travels_with_what_was_set_and_an_empty_answer_is_none(body: Any, sent: bytes) -> None:
    asked: list[bytes] = []

    async def takes(request: bytes, writer: asyncio.StreamWriter) -> None:
        asked.append(request.lower())
        writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        await writer.drain()

    async with raw_server(takes) as url:
        client = HubClient.at(url)
        answer = await client.call(CHANGE_PASSWORD, body=body, headers={"Idempotency-Key": "x1"})
        await client.close()
    assert isinstance(answer, Answer)
    assert answer.value is None
    assert b"idempotency-key: x1" in asked[0]
    assert b"content-type: application/json" in asked[0]
    assert f"content-length: {len(sent)}".encode() in asked[0]


async def test_a_page_where_nothing_was_to_be_said_is_none_of_ours(hub_app: Any) -> None:
    for bend in (portal, says(200)):
        client = bent(hub_app, bend)
        with pytest.raises(Offline) as caught:
            await client.call(SIGN_OUT)
        await client.close()
        assert caught.value.code is Code.HUB_FOREIGN
