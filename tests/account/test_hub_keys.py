"""Keys of applications, and accounts for trying out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from contract.account import DEMO_PASSWORD
from contract.permissions import ROLES
from hub.asgi import HubApp, create_hub
from hub.core.people import ACCOUNT, API_KEY, SESSION
from hub.settings import HubSettings
from tests.account.people import bearer, sign_in, sign_up
from tests.hub.asking import asking
from tests.hub.writers import Writer, signed_in

pytestmark = pytest.mark.anyio


async def test_an_office_makes_a_key_its_secret_is_told_once_and_opens_only_its_scopes(
    asks: httpx.AsyncClient, door: HubApp
) -> None:
    office = signed_in(door, "office", "office")
    asked = {"name": "Musterportal", "scopes": ["contribute", "contribute"]}
    made = await asks.post("/v1/keys", json=asked, headers=office)
    key = made.json()
    assert (made.status_code, key["scopes"]) == (201, ["contribute"])
    assert key["secret"].startswith("wk_")
    [listed] = (await asks.get("/v1/keys", headers=office)).json()["items"]
    assert listed == {name: value for name, value in key.items() if name != "secret"}
    with door.hub.database.reading() as connection:
        assert key["secret"] not in str(connection.execute(select(API_KEY)).all())
    who = {"authorization": f"Bearer {key['secret']}"}
    put = await Writer(asks, who).put("0190a0a0-0000-7000-8000-000000000001")
    assert put.status_code == 201
    assert (await asks.get("/v1/me", headers=who)).status_code == 403
    assert (await asks.get("/v1/contributions/feedback", headers=who)).status_code == 403
    assert (await asks.delete(f"/v1/keys/{key['id']}", headers=office)).status_code == 204
    assert (await asks.delete(f"/v1/keys/{key['id']}", headers=office)).status_code == 404
    assert (await Writer(asks, who).put("0190a0a0-0000-7000-8000-000000000002")).status_code == 401


async def test_only_an_office_makes_keys(asks: httpx.AsyncClient) -> None:
    made = await sign_up(asks, "Anna")
    for method, path in (("GET", "/v1/keys"), ("POST", "/v1/keys"), ("DELETE", "/v1/keys/x")):
        assert (await asks.request(method, path, headers=bearer(made))).json()["roles"] == ["office"]
        assert (await asks.request(method, path)).status_code == 401


async def test_there_is_a_demo_account_of_each_role_only_where_it_is_wanted(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/hub.db"
    for _ in range(2):
        with_demo = create_hub(HubSettings(url, seed=False, demo=True))
        async with asking(with_demo) as asks:
            signed = [(await sign_in(asks, f"demo-{role}", DEMO_PASSWORD)).json()["account"]["roles"] for role in ROLES]
        assert signed == [[role] for role in ROLES]
        with_demo.hub.close()
    without = create_hub(HubSettings(url, seed=False))
    with without.hub.database.reading() as connection:
        assert connection.execute(select(ACCOUNT)).all() == connection.execute(select(SESSION)).all() == []
    async with asking(without) as asks:
        assert (await sign_in(asks, "demo-office", DEMO_PASSWORD)).status_code == 401
    without.hub.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "hub.example.org"])
def test_a_hub_that_others_can_reach_refuses_to_start_with_demo_accounts(host: str) -> None:
    command = [sys.executable, "-m", "hub", "--demo", "--host", host, "--port", "0"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "--demo makes accounts whose password everybody knows" in ended.stderr
