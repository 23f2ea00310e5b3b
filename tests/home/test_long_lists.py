"""Long lists: fifty rows at a time, and only the first again for whoever comes back."""

from __future__ import annotations

import pytest

from contract.forum import ForumPlace
from tests import seeds
from views.listing import ROWS, ListStore
from views.stages import list_act


@pytest.mark.anyio
async def test_who_leaves_an_unfolded_list_finds_its_first_rows_again() -> None:
    place = next(record for record in seeds.records("forum-places") if isinstance(record, ForumPlace))
    store: ListStore = list_act((place,) * (3 * ROWS), "/forum/orte")
    await store.refresh()
    await store.more()
    assert len(store.state.records) == 2 * ROWS

    store.fold()
    assert len(store.state.records) == ROWS
    await store.refresh()
    assert len(store.state.records) == ROWS
