"""Owns what is put into the index and what comes out of it; must not import anything that slows a cold start."""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    class Document(NamedTuple):
        """One searchable thing. `title` may hold several wordings, a line each; `stamp` is seconds since 1970."""

        kind: str
        id: str
        title: str
        keywords: str = ""
        body: str = ""
        place: str = ""
        stamp: int = 0

    class Hit(NamedTuple):
        """One thing found. `stage` is how: exact, prefix, stem, inner, synonym, typo, body or some."""

        kind: str
        id: str
        stage: str

else:
    # `import typing` alone would take half of the time in which a cold process must show its first result.
    Document = namedtuple("Document", "kind id title keywords body place stamp", defaults=("", "", "", 0))
    Hit = namedtuple("Hit", "kind id stage")
