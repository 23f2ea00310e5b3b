"""Which pages nobody else shall see."""

from __future__ import annotations

import pytest

from app.routes import find
from app.traces import is_private


@pytest.mark.parametrize(
    "path", ["/wegweiser", "/wie-geht-es-mir", "/wie-geht-es-mir/who-5", "/notfall", "/rueckruf/1"]
)
def test_pages_that_nobody_else_shall_see_are_private(path: str) -> None:
    assert is_private(find(path)[0].path)


def test_an_offer_is_private_if_it_is_about_violence_crisis_or_addiction() -> None:
    assert is_private("/hilfe/{id}", ("wohnen", "gewalt"))
    assert not is_private("/hilfe/{id}", ("wohnen", "geld"))
    assert not is_private("/hilfe", ("gewalt",))
