"""Owns the hubs under attack, all real; it must not stand in for any of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hub.asgi import HubApp, create_hub
from hub.quotas import Quota, Quotas
from hub.settings import HubSettings
from tests.security.afar import Watch

#: Small, so that a test need not ask three thousand times.
SMALL = Quotas(Quota(20, 60), Quota(5, 60), Quota(8, 60), Quota(3, 3600), Quota(4, 3600))


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def app(watch: Watch) -> Iterator[HubApp]:
    """An empty hub in memory, with small quotas, whose clock is `watch`."""
    app = create_hub(HubSettings(seed=False, quotas=SMALL), now=watch)
    yield app
    app.hub.close()
