"""Owns that editors change everyday words at the hub; it must not know how search uses them.

No new version of the app is needed: a set is a record like any other, and goes to every device with its next fetch.
"""

from __future__ import annotations

from contract import endpoints
from contract.problems import Code, FieldError
from contract.synonyms import SynonymSet
from hub.core.hub import Hub
from hub.core.problems import Refusal, not_found
from hub.core.servings import Asking, Reply, Serving
from search.folding import words

#: More words than anybody reads; a phrase is as long as a question may be.
MOST, LONGEST = 500, 100


def servings(hub: Hub) -> tuple[Serving, ...]:
    desk = Synonyms(hub)
    return (
        Serving(endpoints.DESK_SYNONYMS, "Add or replace a set of everyday words.", desk.put),
        Serving(endpoints.DESK_SYNONYMS_GONE, "Take a set of everyday words away.", desk.remove, refuses=(404,)),
    )


class Synonyms:
    """Each answers in a worker thread."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def put(self, asking: Asking) -> Reply:
        said: SynonymSet = asking.body
        if wrong := [*_wrong(said, asking.path["id"])]:
            raise Refusal(Code.BAD_REQUEST, 422, tuple(wrong))
        self._hub.write([said])
        return Reply(said)

    def remove(self, asking: Asking) -> Reply:
        if not self._hub.remove(SynonymSet.kind, [asking.path["id"]]):
            raise not_found()
        return Reply()


def _wrong(said: SynonymSet, id_: str) -> list[FieldError]:
    """What search could not use: an office word is looked up as one word, what people say has letters."""
    checks = (
        ("id", said.id == id_, "ist eine andere als in der Adresse"),
        ("says", len(said.says) <= MOST and all(words(one) for one in said.says), "braucht Wörter"),
        ("says", all(len(one) <= LONGEST for one in said.says), "hat zu lange Wörter"),
        ("means", len(said.means) <= MOST and all(len(one) <= LONGEST for one in said.means), "hat zu lange Wörter"),
        ("means", all(len(words(one)) == 1 for one in said.means), "braucht einzelne Wörter"),
    )
    return [FieldError(pointer=f"#/{name}", detail=detail) for name, right, detail in checks if not right]
