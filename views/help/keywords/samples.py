"""Shows the index of keywords in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

import flet as ft

from contract.problems import Code
from services.help.finder import Finder
from services.help.keywords import keywords
from services.language import Language
from views.bare import CLOCK, stay, store
from views.examples.offers import BARE, DEBTS, LISTENING, LONGEST
from views.help.keywords.screen import keywords_screen
from views.help.keywords.store import KeywordsState, KeywordsStore
from views.kit.loading import Loadable
from views.words import topic_words

TERMS = ("Mahnung", "Miete", "Inkasso", "Ausweis", "Übergang", "24-Stunden-Hilfe", "Zuhören", "Briefe", "Essen")


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    offers = (DEBTS.model_copy(update={"terms": TERMS}), LISTENING, BARE)
    some = Loadable(keywords(offers, say.tag, topic_words(say)))
    long = Loadable(keywords((LONGEST,), say.tag, {}))
    states = {
        "full": KeywordsState(some, "S"),
        "empty": KeywordsState(Loadable(())),
        "busy": KeywordsState(Loadable(busy=True)),
        "failed": KeywordsState(Loadable(problem=Code.STORE_BROKEN.value)),
        "stale": KeywordsState(Loadable(some.value, problem=Code.HUB_UNREACHABLE.value)),
        "longest": KeywordsState(long),
    }
    act = KeywordsStore(Finder(store(), CLOCK), lambda: say, stay, stay)
    return {name: keywords_screen(state, act, say) for name, state in states.items()}
