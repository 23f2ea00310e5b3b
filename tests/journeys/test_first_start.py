"""A first start with no network and nothing kept: what is needed most is there all the same."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Meet, StartApp
from tests.journeys.processes import free_port

pytestmark = pytest.mark.browser


def test_with_no_network_at_the_first_start_the_help_that_the_app_brings_is_there(
    start_app: StartApp, meet: Meet
) -> None:
    person = meet(start_app(f"http://127.0.0.1:{free_port()}"))

    person.open("/", "Guten Tag")
    person.sees("Ohne Netz. Sie sehen, was die App mitbringt. Neues und Termine fehlen noch.")

    person.tap("Notfall")
    person.finds("Notfall")
    for number in ("112 anrufen", "110 anrufen", "0800 655 3000 anrufen", "116 117 anrufen", "0800 111 0 111 anrufen"):
        person.sees(number)

    person.tap("Hilfe")
    person.finds("Wie geht's?")
    person.sees("TelefonSeelsorge")
    person.type("Was brauchen Sie?", "Giftnotruf")
    person.sees("1 Angebot")
    person.tap("Giftnotruf München")
    person.finds("Giftnotruf München")
    person.sees("Anrufen: 089 19240")
    person.sees("Ohne Netz. Sie sehen, was die App mitbringt.")
