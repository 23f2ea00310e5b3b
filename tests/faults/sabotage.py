"""Owns ways to break what keeps people's writes safe, to show that the simulator would see it; never used elsewhere."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any
from unittest import mock

from hub.core.batch import Batch
from hub.core.operations import NOTHING
from services import outbox_round
from services.local_outbox import OutboxRows
from services.outbox_round import Carrier


def _careless_hub() -> Any:
    """The hub remembers no key and asks for no version: whatever comes last is right."""
    real: Any = Batch._one

    keys = count()

    def one(self: Any, operation: Any) -> Any:
        thing = self._things.get(operation.id)
        expects = thing.version if thing else NOTHING
        return real(self, operation._replace(key=f"{operation.key} {next(keys)}", expects=expects))

    return mock.patch.object(Batch, "_one", one)


def _hasty_outbox() -> Any:
    """A write that failed counts as arrived."""
    return mock.patch.object(outbox_round, "later", lambda item, *_: item.but(state="arrived", sent=None))


def _forgetful_outbox() -> Any:
    """What is on its way is forgotten before the answer is there."""
    real: Any = Carrier._freeze

    async def freeze(self: Any, id_: str, epoch: str) -> Any:
        op = await real(self, id_, epoch)
        if op is not None:
            await self._rows.edit(id_, lambda item: None)
        return op

    return mock.patch.object(Carrier, "_freeze", freeze)


def _hasty_cursor() -> Any:
    """How far was fetched is kept before what was fetched."""
    real: Any = OutboxRows.edit_all

    async def edit_all(self: Any, edits: Any, name: str, mark: str) -> None:
        await real(self, (), name, mark)
        await asyncio.sleep(5)
        await real(self, edits, name, mark)

    return mock.patch.object(OutboxRows, "edit_all", edit_all)


def _nameless() -> Any:
    """Whoever is signed in sends what lies there."""
    return mock.patch.object(Carrier, "_mine", lambda self, item: True)


#: Name → how to do it, and which findings must come of it.
SABOTAGES: dict[str, tuple[Callable[[], Any], tuple[str, ...]]] = {
    "careless hub": (_careless_hub, ("lost", "doubled")),
    "hasty outbox": (_hasty_outbox, ("lost", "wrong_arrived")),
    "forgetful outbox": (_forgetful_outbox, ("lost",)),
    "hasty cursor": (_hasty_cursor, ("diverged",)),
    "nameless": (_nameless, ("wrong_owner",)),
}


@contextlib.contextmanager
def sabotaged(name: str) -> Iterator[None]:
    """Within it, the thing of that name is broken; "" breaks nothing."""
    with SABOTAGES[name][0]() if name else contextlib.nullcontext():
        yield
