"""Between app and hub everything goes wrong in turn: the app stays usable, says what happened, loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import Meet
from tests.journeys.person import Person
from tests.journeys.processes import Process, app_process
from tests.journeys.wire import Behaviour, Wire, broken, cut, fine, hanging, one_broken_record, portal, wire_to

pytestmark = pytest.mark.browser

BAD = {
    "a hub that answers 500": (broken, "Beim Dienst ist ein Fehler aufgetreten."),
    "a hub that hangs": (hanging, "Der Dienst antwortet nicht."),
    "an answer cut in the middle": (cut, "Keine Verbindung: Das Gerät erreicht den Dienst gerade nicht."),
    "a WLAN that wants a sign-in": (portal, "Eine fremde Seite hat geantwortet."),
}
