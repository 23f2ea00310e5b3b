"""Who asks too often is told so, and when to come back; nobody else is touched, and little is remembered."""

from __future__ import annotations

import time
import tracemalloc
from typing import Any

import httpx
import pytest

from contract.account import ElsewhereStart, NewAccount
from contract.endpoints import LISTS
from contract.identity import new_id
from contract.problems import Problem, Refused
from hub.asgi import HubApp, create_hub
from hub.core.limits import MOST_BUCKETS, Buckets, Limits, network
from hub.quotas import Quota, Quotas
from hub.settings import HubSettings
from services.hub import HubClient
from tests.hub.writers import Writer, guest, signed_in
from tests.security.afar import ELSEWHERE, Watch, from_afar

pytestmark = pytest.mark.anyio


async def test_an_address_has_its_quota_and_gets_it_back_evenly(app: HubApp, watch: Watch) -> None:
    async with from_afar(app) as client:
        assert {(await client.get("/v1/news")).status_code for _ in range(20)} == {200}
        refused = await client.get("/v1/news")
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "3")
        assert refused.headers["ratelimit-policy"] == '"address";q=20;w=60'
        assert refused.headers["ratelimit"] == '"address";r=0;t=3'
        problem = Problem.model_validate(refused.json())
        assert (problem.code, problem.retry_after) == ("too-many", 3)
        watch.seconds += 3
        assert (await client.get("/v1/news")).status_code == 200
        assert (await client.get("/v1/news")).status_code == 429
        watch.seconds += 600
        assert {(await client.get("/v1/news")).status_code for _ in range(20)} == {200}
        assert (await client.get("/v1/news")).status_code == 429


async def test_another_address_is_not_touched_nor_this_very_machine(app: HubApp) -> None:
    async with from_afar(app) as client:
        answers = [await client.get("/v1/news") for _ in range(30)]
        assert answers[-1].status_code == 429
    for address in ("203.0.113.8", "127.0.0.1", "::1"):
        async with from_afar(app, address) as other:
            assert (await other.get("/v1/news")).status_code == 200


async def test_what_is_not_for_everybody_says_how_much_is_left(app: HubApp) -> None:
    async with from_afar(app, headers=signed_in(app, "erika")) as client:
        answer = await client.get("/v1/me")
        assert answer.headers["ratelimit-policy"] == '"address";q=20;w=60, "account";q=5;w=60'
        assert answer.headers["ratelimit"] == '"address";r=19;t=3, "account";r=4;t=12'
        # A cache would tell it to others.
        for _ in range(2):
            assert "ratelimit" not in (await client.get("/v1/news")).headers
        written = await Writer(client, guest()).put(new_id())
        assert written.headers["ratelimit"].startswith('"address";r=16;')


async def test_an_account_has_its_quota_from_wherever_it_asks(app: HubApp) -> None:
    erika = signed_in(app, "erika")
    seen = []
    for number in range(6):
        async with from_afar(app, f"198.51.100.{number}") as client:
            seen.append((await Writer(client, erika).put(new_id())).status_code)
    assert seen == [201] * 5 + [429]
    async with from_afar(app, "198.51.100.99") as client:
        told = await client.get("/v1/me", headers=erika)
        assert (told.status_code, told.json()["code"]) == (429, "too-many")
        assert told.headers["ratelimit"].endswith('"account";r=0;t=12')
        assert (await client.get("/v1/me", headers=signed_in(app, "max"))).status_code == 200
        refused = await Writer(client, erika).put(new_id())
        assert refused.headers["ratelimit"].endswith('"account";r=0;t=12')
        assert refused.headers["retry-after"] == "12"


async def test_new_accounts_from_one_address_are_few(app: HubApp, watch: Watch) -> None:
    def new(number: int) -> dict[str, object]:
        return NewAccount(nickname=f"Person {number}", password="ein langes Passwort").model_dump(exclude_none=True)

    async with from_afar(app) as client:
        seen = [(await client.post("/v1/accounts", json=new(number))).status_code for number in range(4)]
        assert seen == [201, 201, 201, 429]
        watch.seconds += 3600 / 3
        assert (await client.post("/v1/accounts", json=new(9))).status_code == 201


async def test_sign_ins_elsewhere_begun_from_one_address_are_few(app: HubApp, watch: Watch) -> None:
    begun = ElsewhereStart(provider="nobody", redirect_uri="http://127.0.0.1:5000/anmeldung", code_challenge="x" * 43)
    async with from_afar(app) as client, from_afar(app, "203.0.113.8") as other:
        seen = [(await client.post("/v1/elsewhere", json=begun.model_dump())).status_code for _ in range(5)]
        assert seen == [404, 404, 404, 404, 429]
        refused = await client.post("/v1/elsewhere", json=begun.model_dump())
        assert refused.headers["ratelimit"].endswith('"elsewhere";r=0;t=900')
        assert refused.headers["retry-after"] == "900"
        assert (await other.post("/v1/elsewhere", json=begun.model_dump())).status_code == 404
        assert (await client.get("/v1/providers")).status_code == 200
        watch.seconds += 3600 / 4
        assert (await client.post("/v1/elsewhere", json=begun.model_dump())).status_code == 404


async def test_without_quotas_nobody_is_counted(watch: Watch) -> None:
    app = create_hub(HubSettings(seed=False, quotas=None), now=watch)
    try:
        async with from_afar(app, headers=guest()) as client:
            answers = [await client.get("/v1/receipt") for _ in range(50)]
            assert {answer.status_code for answer in answers} == {404}
            assert "ratelimit" not in answers[-1].headers
    finally:
        app.hub.close()


async def test_the_wait_reaches_the_app(app: HubApp) -> None:
    hub = HubClient(httpx.ASGITransport(app, client=(ELSEWHERE, 1)), "http://hub.invalid")
    for _ in range(20):
        await hub.call(LISTS["news"])
    with pytest.raises(Refused) as told:
        await hub.call(LISTS["news"])
    await hub.close()
    assert (told.value.code, told.value.problem.retry_after) == ("too-many", 3)


def test_an_ipv6_network_is_one_household() -> None:
    assert network("2001:db8:1:2:aaaa::1") == network("2001:db8:1:2::9") != network("2001:db8:1:3::9")
    assert network("::ffff:203.0.113.7")[-4:] == bytes([203, 0, 113, 7])
    assert network("what:ever") == b"what:ever"


def test_a_clock_that_is_set_back_keeps_nobody_out() -> None:
    buckets = Buckets(Quota(2, 60))
    assert [buckets.take(1, 1_000_000.0) >= 0 for _ in range(3)] == [True, True, False]
    assert buckets.take(1, 1_000.0) >= 0


def test_workers_share_a_quota() -> None:
    shared = Quotas().shared(4)
    assert (shared.address.most, shared.sign_up.most, shared.elsewhere.most) == (750, 5, 25)
    assert Quota(1, 60).shared(8).most == 1
    with pytest.raises(ValueError, match="at least 1"):
        Quota(0, 60)


def test_a_crowd_of_addresses_takes_bounded_memory_and_leaves_no_address() -> None:
    limits = Limits(Quotas(), lambda: 1_800_000_000.0)
    tracemalloc.start()
    for number in range(5 * MOST_BUCKETS):
        limits.arrived({"client": (f"198.{number >> 16}.{number >> 8 & 255}.{number & 255}", 1)})
    taken = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert taken < 12_000_000, taken
    kept = vars(limits._addresses)
    assert all(isinstance(key, int) for name in ("_young", "_old") for key in kept[name])
    assert not any(bytes([198, 0, 0, 1]) in str(value).encode() for value in kept.values())


def test_counting_a_hot_read_costs_two_microseconds_at_most() -> None:
    limits = Limits(Quotas(Quota(10_000_000, 60)), time.time)
    scope: dict[str, Any] = {"client": ("203.0.113.7", 1)}
    best = min(_seconds(limits, scope) for _ in range(5))
    assert best <= 2e-6, best


def _seconds(limits: Limits, scope: dict[str, Any], times: int = 20_000) -> float:
    begin = time.process_time()
    for _ in range(times):
        limits.arrived(scope)
    return (time.process_time() - begin) / times
