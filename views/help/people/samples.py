"""Shows one's trusted people in each state; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.problems import Code
from services.help.people import MOST, People, Person
from services.language import Language
from services.local_private import PrivateStore
from views.help.people.screen import people_calls, people_section
from views.help.people.store import NEW, PeopleState, PeopleStore
from views.kit.loading import Loadable
from views.kit.page import page
from views.stages import ident

ANNA = Person(id=ident(71), name="Anna", number="0931 000000")
BEN = Person(id=ident(72), name="Ben, Nachbar", number="+49 931 0000001")
LONG = Person(
    id=ident(73), name="Großtante Wilhelmine-Friederike aus Unterpleichfeld", number="+49 9367 0000 0000 0000 00"
)


def people_act() -> PeopleStore:
    """The verbs over nobody, in memory."""
    return PeopleStore(People(PrivateStore()), lasting=True)


def people_stages() -> dict[str, PeopleState]:
    """The states by name."""
    full = PeopleState(Loadable((ANNA, BEN)))
    return {
        "full": full,
        "empty": PeopleState(Loadable(())),
        "busy": PeopleState(Loadable(busy=True)),
        "failed": PeopleState(Loadable((ANNA,), problem=Code.STORE_FULL.value), open=NEW, name="Clara", number="0931"),
        "shared": replace(full, lasting=False),
        "longest": PeopleState(Loadable((LONG,) * MOST)),
        "writing": replace(full, open=NEW, name="", number="abc", wrong=("name", "number")),
        "changing": replace(full, open=ANNA.id, name=ANNA.name, number=ANNA.number),
    }


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states, as they stand on the emergency page."""
    act = people_act()
    return {
        name: page(say("Notfall"), [*people_calls(state, say, 2), people_section(state, act, say, 2)])
        for name, state in people_stages().items()
    }
