"""How fresh an offer is, and how long what is said of its room holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from contract.help import Availability
from services.help.freshness import Freshness, freshness, room
from views.examples.offers import DEBTS

#: Checked on 1 January, to be looked at again 100 days later.
CHECKED, DUE = date(2026, 1, 1), date(2026, 4, 11)
OFFER = DEBTS.model_copy(
    update={"provenance": DEBTS.provenance.model_copy(update={"stand": CHECKED, "review_by": DUE})}
)


@pytest.mark.parametrize(
    ("days", "state"), [(0, "fresh"), (74, "fresh"), (75, "aging"), (100, "aging"), (101, "overdue"), (900, "overdue")]
)
def test_an_entry_ages_in_the_last_quarter_and_is_overdue_after_its_day(days: int, state: str) -> None:
    assert freshness(OFFER, CHECKED + timedelta(days)) == Freshness(state, CHECKED, DUE)  # type: ignore[arg-type]


def test_who_checked_it_later_than_its_source_counts() -> None:
    later = OFFER.model_copy(update={"assured_date": date(2026, 2, 1)})
    assert freshness(later, date(2026, 3, 1)).checked == date(2026, 2, 1)
    earlier = OFFER.model_copy(update={"assured_date": date(2025, 2, 1)})
    assert freshness(earlier, date(2026, 3, 1)).checked == CHECKED


def test_of_its_room_nothing_is_known_after_the_day_that_was_said() -> None:
    said = Availability(state="waiting", weeks=6, updated=date(2026, 2, 1), until=date(2026, 3, 1))
    offer = OFFER.model_copy(update={"availability": said})
    assert room(offer, date(2026, 2, 1)) == room(offer, date(2026, 3, 1)) == said
    assert room(offer, date(2026, 3, 2)) is None
    assert room(OFFER, date(2026, 2, 1)) is None
