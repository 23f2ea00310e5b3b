"""Whatever a hub refuses, help in a crisis is there: it lies on the device."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from app.house import House, HouseSettings
from app.main import welcome
from hub.asgi import create_hub
from hub.quotas import Quota, Quotas
from hub.settings import HubSettings
from tests.journeys.inprocess import alone, visit
from tests.security.afar import ELSEWHERE
from tests.security.served import listening

NEVER = Quotas(Quota(1, 3600), Quota(1, 3600), Quota(1, 3600), Quota(1, 3600))


def test_the_crisis_page_opens_while_the_hub_says_no_to_everything(tmp_path: Path) -> None:
    hub = create_hub(HubSettings(quotas=NEVER))
    said: list[int] = []

    async def far(scope: Scope, receive: Receive, send: Send) -> None:
        """The hub, for which this machine is somewhere else."""

        async def heard(message: Message) -> None:
            if message["type"] == "http.response.start":
                said.append(message["status"])
            await send(message)

        await hub({**scope, "client": (ELSEWHERE, 1)}, receive, heard)

    async def journey(port: int) -> Any:
        house = House(HouseSettings(data=tmp_path, hub_url=f"http://127.0.0.1:{port}"))
        await house.open()
        try:
            async with visit(welcome(house), route="/notfall") as person:
                await person.sees("112")
                await person.sees("TelefonSeelsorge")
                await person.until(lambda: 429 in said, "a no of the hub")
                await person.open("/hilfe")
                await person.open("/notfall")
                await person.sees("TelefonSeelsorge")
        finally:
            await house.close()

    # One question is answered, none after that.
    with listening(far) as port:
        hub.hub.limits.arrived({"client": (ELSEWHERE, 1)})
        alone(journey(port))
    hub.hub.close()
    assert set(said) == {429}
