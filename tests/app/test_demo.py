"""The demo accounts of the embedded hub: there on one's own machine, nowhere that others can reach."""

from __future__ import annotations

import pytest

from app.house import House, HouseSettings
from contract.account import DEMO_NAMES, DEMO_PASSWORD, Credentials
from contract.endpoints import SIGN_IN
from contract.problems import Code, Refused


@pytest.mark.anyio
async def test_a_demo_account_opens_where_it_is_shown_and_nowhere_else() -> None:
    name = DEMO_NAMES[0]
    for demo in (True, False):
        house = House(HouseSettings(demo=demo))
        assert house.demo is demo
        try:
            await house.hub.call(SIGN_IN, body=Credentials(nickname=name, password=DEMO_PASSWORD))
            assert demo
        except Refused as refused:
            assert not demo
            assert refused.code is Code.SIGN_IN_WRONG
        finally:
            await house.close()
