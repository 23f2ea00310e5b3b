"""A search that finds more than it shows says so, and shows more on request."""

from __future__ import annotations

import pytest

from contract.text import Text
from services.clock import Clock
from services.help.finder import Finder
from services.language import Language
from services.local import PublicStore
from tests.filled import filled
from tests.trees import texts
from views.examples.offers import DEBTS
from views.help.finder.screen import finder_screen
from views.help.finder.store import PAGE, FinderStore


@pytest.mark.anyio
async def test_more_than_a_page_of_findings_is_said_and_shown_on_request(public: PublicStore, clock: Clock) -> None:
    many = [
        DEBTS.model_copy(
            update={
                "id": f"00000000-0000-4000-8000-{number:012d}",
                "name": Text(de=f"Beratung {number}", simple=f"Hilfe {number}"),
            }
        )
        for number in range(PAGE + 5)
    ]
    await filled(public, many)
    act = FinderStore(Finder(public, clock), clock, print)
    await act.search("Beratung")
    assert f"Mehr als {PAGE} Angebote" in texts(finder_screen(act.state, act, Language()))
    await act.more()
    assert f"{PAGE + 5} Angebote" in texts(finder_screen(act.state, act, Language()))
