"""Owns an empty store and a clock that stands, for the verbs behind samples; it must not hold content."""

from __future__ import annotations

from functools import cache

from services.clock import Clock
from services.hub import HubClient
from services.local import PublicStore
from services.local_private import PrivateStore
from services.outbox import Outbox
from views.form import FormStore
from views.stages import NOW

CLOCK = Clock(lambda: NOW)


@cache
def store() -> PublicStore:
    """One for all samples, in memory: nothing of what people have reaches the gallery."""
    return PublicStore()


def stay(_path: str) -> None:
    """Where samples lead: nowhere."""


class Guest:
    """Somebody who is not signed in."""

    account_id = ""

    def __init__(self, hub: HubClient) -> None:
        self.call = hub.call


@cache
def outbox() -> Outbox:
    """One for all samples, of a guest, in memory, with no hub behind it."""
    hub = HubClient.at("http://hub.invalid")
    return Outbox(PrivateStore(), hub, Guest(hub), CLOCK)


def form(kind: str, subject: str) -> FormStore:
    """The verbs behind samples of a form."""
    return FormStore(outbox(), kind, subject, CLOCK, stay, pick=no_photo)


async def no_photo(_most: int) -> tuple[bytes, ...]:
    """A device from which no photo is chosen."""
    return ()
