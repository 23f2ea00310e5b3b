"""Whatever is asked, the hub never breaks and never answers what its description does not know (schemathesis).

The long run is `make fuzz N=`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis.errors import Flaky
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup

from hub.asgi import HubApp
from tests.security.fuzzing import ask, headers, hub, operations

#: A caller, and which operations; "" for all.
ROUNDS = [("guest", "", 2), ("office", "", 4), ("code", "contributions", 6), ("code", "uploads", 6), ("key", "keys", 3)]


@pytest.fixture(scope="module")
def app() -> Iterator[HubApp]:
    app = hub()
    yield app
    app.hub.close()


@pytest.mark.parametrize(("caller", "part", "times"), ROUNDS)
def test_every_answer_is_one_that_is_described(app: HubApp, caller: str, part: str, times: int) -> None:
    shown, total = headers(app, caller), Counter[int]()
    for operation in operations(app):
        if part in operation.label:
            for mode in GenerationMode:
                total += ask(app, operation, shown, mode, times)
    if caller == "key":  # manages no keys; whether a 404 is among the answers is a matter of chance
        assert total[403] and not any(status < 400 for status in total), total
    else:
        assert total[404] and total.keys() & {200, 201}, total
    assert not any(status >= 500 for status in total), total


def test_an_answer_that_is_not_described_is_found() -> None:
    app = hub()
    try:
        app.openapi()["paths"]["/v1/help/{id}"]["get"]["responses"].pop("404")
        found = next(each for each in operations(app) if each.label == "GET /v1/help/{id}")
        with pytest.raises((FailureGroup, Flaky), match="Undocumented status code"):
            ask(app, found, {}, GenerationMode.POSITIVE, 3)
    finally:
        app.hub.close()
