"""Several hub processes on one database keep every promise that one keeps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import httpx
import psutil
import pytest

from contract.identity import new_code, new_id
from hub.__main__ import main
from hub.core.hub import Hub
from hub.settings import HubSettings
from tests.hub.conftest import POSTGRES
from tests.hub.samples import news
from tests.hub.serving import BEGUN, serving

WORKERS = 3
#: Senders at each worker.
EACH = 4

PASSWORD = "Würzburg am Main 1"

Clients = list[httpx.Client]


@pytest.fixture(scope="module", params=["file", POSTGRES])
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """One database for all these tests: each has things of its own in it."""
    if request.param == "file":
        return f"sqlite:///{tmp_path_factory.mktemp('workers')}/hub.db"
    return str(request.getfixturevalue("postgres").create())


@pytest.fixture(scope="module")
def workers(shared: str) -> Iterator[Clients]:
    """Clients of as many hub processes, each with an address of its own, so that a test knows whom it asks."""
    Hub(HubSettings(shared, seed=False)).close()
    with ExitStack() as ending, ThreadPoolExecutor(WORKERS) as threads:
        hubs = threads.map(ending.enter_context, [serving(shared, "--no-seed") for _ in range(WORKERS)])
        yield [hub.client for hub in hubs]


def at_once(clients: Clients, ask: Callable[[httpx.Client], httpx.Response]) -> list[httpx.Response]:
    """The same from `EACH` senders to every worker."""
    with ThreadPoolExecutor(len(clients) * EACH) as threads:
        return list(threads.map(ask, clients * EACH))


def feedback(client: httpx.Client, id_: str, said: str, **headers: str) -> httpx.Response:
    body = {"body": {"about": "/hilfe", "text": said}}
    return client.put(f"/v1/contributions/feedback/{id_}", json=body, headers=headers)


def create(client: httpx.Client, id_: str, code: str, key: str, said: str = "Danke", **headers: str) -> httpx.Response:
    who = headers or {"Receipt-Code": code}
    asked = {"Idempotency-Key": f'"{key}"', "If-None-Match": "*", **who}
    return feedback(client, id_, said, **asked)


def test_a_write_sent_to_all_workers_at_once_is_done_once(workers: Clients) -> None:
    numbers: list[int] = []
    for _ in range(8):
        id_, code, key = new_id(), new_code(), new_id()
        answers = at_once(workers, lambda client: create(client, id_, code, key))  # noqa: B023 - all end in this round
        assert {answer.status_code for answer in answers} == {201}
        assert len({answer.content for answer in answers}) == 1
        assert answers[0].json()["version"] == 1
        numbers.append(answers[0].json()["number"])
    assert numbers == list(range(numbers[0], numbers[0] + 8))


def test_of_different_writes_at_one_thing_one_wins_whatever_worker_they_ask(workers: Clients) -> None:
    id_, code = new_id(), new_code()
    created = at_once(workers, lambda client: create(client, id_, code, new_id()))
    assert sorted(answer.status_code for answer in created) == [201] + [412] * (WORKERS * EACH - 1)
    for version in range(1, 5):

        def change(client: httpx.Client, version: int = version) -> httpx.Response:
            asked = {"Idempotency-Key": new_id(), "If-Match": f'"{version}"', "Receipt-Code": code}
            return feedback(client, id_, f"Stand {version}", **asked)

        changed = at_once(workers, change)
        assert sorted(answer.status_code for answer in changed) == [200] + [412] * (WORKERS * EACH - 1)


def test_a_key_used_for_something_else_is_refused_by_every_worker(workers: Clients) -> None:
    id_, code, key = new_id(), new_code(), new_id()
    assert create(workers[0], id_, code, key).status_code == 201
    for client in workers:
        assert create(client, id_, code, key, said="Etwas anderes").status_code == 422
        assert create(client, id_, code, key).status_code == 201


def signed_up(client: httpx.Client, nickname: str) -> dict[str, Any]:
    account = {"nickname": nickname, "password": PASSWORD}
    signed: dict[str, Any] = client.post("/v1/accounts", json=account).raise_for_status().json()
    return signed


def bearer(signed: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {signed['access_token']}"}


def test_a_session_ended_at_one_worker_is_ended_at_all(workers: Clients) -> None:
    headers = bearer(signed_up(workers[0], "Erika"))
    assert {client.get("/v1/me", headers=headers).status_code for client in workers} == {200}
    workers[1].delete("/v1/session", headers=headers).raise_for_status()
    assert {answer.status_code for answer in at_once(workers, lambda each: each.get("/v1/me", headers=headers))} == {
        401
    }
    refused = at_once(workers, lambda each: create(each, new_id(), "", new_id(), **headers))
    assert {answer.status_code for answer in refused} == {401}


def test_a_refresh_token_sent_to_all_workers_at_once_is_never_worth_two_sessions(workers: Clients) -> None:
    signed = signed_up(workers[0], "Otto")
    asked = {"refresh_token": signed["refresh_token"]}
    answers = at_once(workers, lambda each: each.post("/v1/session/refresh", json=asked))
    assert {answer.status_code for answer in answers} <= {200, 401}
    got = [bearer(answer.json()) for answer in answers if answer.status_code == 200]
    # The last pair given is the only one that may still be worth something.
    worth = [headers for headers in got if workers[2].get("/v1/me", headers=headers).status_code == 200]
    assert len(worth) <= 1


def test_wrong_tries_at_any_worker_count_for_all(workers: Clients) -> None:
    signed_up(workers[0], "Ida")
    wrong = {"nickname": "Ida", "password": "falsch geraten"}
    begun = time.monotonic()
    tried = at_once(workers, lambda each: each.post("/v1/session", json=wrong))
    codes = [answer.status_code for answer in tried]
    assert set(codes) == {401, 429}
    # Five are free; after that a second and more lies between two.
    assert codes.count(401) <= 5 + time.monotonic() - begun


def test_workers_agree_on_epoch_and_tokens_and_see_at_once_what_another_wrote(shared: str, workers: Clients) -> None:
    assert len({client.get("/healthz").json()["epoch"] for client in workers}) == 1
    hub = Hub(HubSettings(shared, seed=False))
    since = {client: client.get("/v1/changes/news").json()["next"] for client in workers}
    assert len(set(since.values())) == 1
    for number in range(1, 4):
        hub.write([news(number)])
        for client in workers:
            assert len(client.get("/v1/news").json()["items"]) == number
            # The place that one worker told is one that the next knows.
            page = client.get("/v1/changes/news", params={"since": since[workers[number % WORKERS]]}).json()
            assert len(page["upserts"]) == number
    hub.close()


def test_workers_share_one_address_are_replaced_and_end_together(url: str) -> None:
    with serving(url, "--no-seed", workers=WORKERS) as hub:
        first = hub.workers()
        assert len(first) == WORKERS
        id_, code, key = new_id(), new_code(), new_id()
        answers = at_once([hub.client], lambda each: create(each, id_, code, key))
        assert {answer.status_code for answer in answers} == {201}
        first[0].kill()
        hub.wait(BEGUN, WORKERS + 1)
        assert create(hub.client, id_, code, key).content == answers[0].content
        second = hub.workers()
        assert len(second) == WORKERS
    assert psutil.wait_procs(second, timeout=30)[1] == []


def test_workers_whose_parent_was_killed_end_too(file_url: str) -> None:
    with serving(file_url, "--no-seed", workers=2) as hub:
        started = hub.workers()
        hub.process.kill()
        assert psutil.wait_procs(started, timeout=30)[1] == []


def test_workers_need_a_database_that_they_share(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--workers", "2", "--no-seed"])
    assert "share" in capsys.readouterr().err
