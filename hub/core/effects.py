"""Owns what a kind of contribution may bring about beside being kept; it must not know one.

An effect happens in the transaction that keeps the contribution, exactly once, whatever is sent again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection

from contract.permissions import Who


class Change(NamedTuple):
    """A contribution that is put or withdrawn. `body` and `before`: what it says now and said until now, as JSON.

    `body` None: it is withdrawn. `before` None: it is new. `at`: Unix milliseconds.
    """

    id: str
    who: Who
    body: Mapping[str, Any] | None
    before: Mapping[str, Any] | None
    at: int


class Effect(Protocol):
    """Both run inside the writing transaction; what came before in the same commit is done already."""

    def check(self, connection: Connection, change: Change) -> None:
        """Raises Refusal for what must not be; it must not write."""

    def apply(self, connection: Connection, change: Change) -> None:
        """Bring it about. It must not raise Refusal."""
