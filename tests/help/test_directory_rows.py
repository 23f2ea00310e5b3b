"""What a row of the directory says: why it is there, how old it is, how far."""

from __future__ import annotations

from datetime import date

import pytest

from contract.help import Availability, HelpOffer
from services.clock import Clock
from services.help.distance import Distance
from services.help.filters import Filters
from services.language import Language
from tests.trees import texts
from views.examples.offers import BARE, DEBTS
from views.help.finder.rows import how_far, offer_entry, reasons
from views.help.finder.store import FinderState, FinderStore

SAY = Language("de")


def row(offer: HelpOffer, **state: object) -> list[str]:
    shown = FinderState(**state)  # type: ignore[arg-type]
    return texts(offer_entry(offer, shown, FinderStore.__new__(FinderStore), SAY))


def test_a_row_says_why_it_is_there_for_the_filters_that_are_set() -> None:
    filters = Filters(free=True, language="uk", audience="families", barrier="wheelchair", topic="geld")
    assert [reason.kind for reason in reasons(DEBTS, filters)] == ["free", "audience", "language", "barrier"]
    assert [reason.kind for reason in reasons(BARE, filters)] == []
    assert "passt, weil: kostenlos, für Familien, Ukrainisch, mit Rollstuhl erreichbar" in row(DEBTS, filters=filters)
    assert not any(text.startswith("passt") for text in row(DEBTS))


def test_an_old_entry_fades_and_says_so_in_words_and_room_is_told_while_it_holds(clock: Clock) -> None:
    assert "Länger nicht geprüft. Fragen Sie dort nach." in row(BARE, now=clock.now())
    assert not any("nicht geprüft" in text for text in row(DEBTS, now=clock.now()))
    day = clock.now().date()
    room = Availability(state="waiting", weeks=6, updated=day, until=day)
    full = DEBTS.model_copy(update={"availability": room})
    assert "Warteliste: 6 Wochen" in row(full, now=clock.now())
    over = room.model_copy(update={"updated": date(2026, 1, 1), "until": date(2026, 2, 1)})
    assert not any(
        "Warteliste" in text for text in row(full.model_copy(update={"availability": over}), now=clock.now())
    )


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (Distance(912), "etwa 900 m entfernt"),
        (Distance(2430), "etwa 2,4 km entfernt"),
        (Distance(0, rough=True), "In der Nähe"),
        (Distance(2430, rough=True), "etwa 2 km entfernt"),
        (None, ""),
    ],
)
def test_a_distance_is_never_said_more_exactly_than_it_is_known(away: Distance | None, said: str) -> None:
    assert how_far(away, SAY) == said
