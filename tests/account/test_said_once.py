"""What an account says once of a thing, like a changed entry, is changed where it stands and never withdrawn."""

from __future__ import annotations

import pytest

from contract.contributions import CONTRIBUTIONS
from tests.account.desk import SAY
from tests.trees import buttons
from views.account.contributions.one import Held, OneState, OneStore
from views.account.contributions.screen import contribution_screen
from views.bare import CLOCK, outbox, stay
from views.examples.items import made
from views.kit.loading import Loadable
from views.stages import NOW, ident


@pytest.mark.parametrize("kind", [kind.name for kind in CONTRIBUTIONS.values() if kind.listed])
def test_what_there_is_once_is_changed_where_it_stands_and_never_withdrawn(kind: str) -> None:
    state = OneState(ident(1), Loadable(Held(made(1, kind))), now=NOW)
    shown = buttons(contribution_screen(state, OneStore(outbox(), CLOCK, stay, copied), SAY))
    assert "Ändern" in shown
    assert ("Zurückziehen" in shown) is (not CONTRIBUTIONS[kind].once)


async def copied(_text: str) -> None: ...
