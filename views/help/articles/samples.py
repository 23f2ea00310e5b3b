"""Shows the articles in each state; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.articles import Article, Section
from contract.text import Text
from services.clock import Clock
from services.language import Language
from views.bare import stay
from views.examples.offers import ORIGIN
from views.help.articles.screen import PATH, article_screen, articles_screen
from views.help.articles.store import ArticleState, ArticleStore
from views.stages import NOW, detail_stages, ident, list_act, list_stages

SLEEP = Article(
    id=ident(81),
    provenance=ORIGIN,
    name=Text(de="Besser schlafen", simple="Besser schlafen"),
    summary=Text(
        de="Schlechte Nächte kennen viele. Oft helfen kleine Änderungen.",
        simple="Viele Menschen schlafen schlecht.\nKleine Dinge helfen oft.",
    ),
    sections=(
        Section(
            heading=Text(de="Was Sie tun können", simple="Das können Sie tun"),
            text=Text(
                de="Probieren Sie eine Sache aus.\n- Stehen Sie immer gleich früh auf.\n- Legen Sie das Handy weg.",
                simple="Probieren Sie etwas aus.\n- Legen Sie das Handy weg.\n- Stehen Sie immer gleich früh auf.",
            ),
        ),
    ),
    topics=("gesundheit", "psyche"),
    terms=("wach liegen",),
)
DANGER = SLEEP.model_copy(
    update={
        "id": ident(82),
        "name": Text(de="Wenn alles zu viel ist", simple="Alles ist zu viel"),
        "topics": ("krise",),
        "danger": True,
    }
)
LONGEST = SLEEP.model_copy(
    update={
        "id": ident(83),
        "name": Text(
            de="Arbeitslosenunterstützungsleistungsberechtigung und Bedarfsgemeinschaftsangehörigkeit",
            simple="Beratungs·stelle für Arbeits·losen·unterstützungs·leistungen",
        ),
        "topics": ("migration-sprache", "alter-pflege", "kinder-jugend", "essen-kleidung"),
    }
)


def article_act(article: Article = SLEEP) -> ArticleStore:
    """The verbs over one article that never changes, with no voice."""

    async def get(_ident: str) -> Article | None:
        return article

    return ArticleStore(get, Clock(lambda: NOW), stay, stay)


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the list; those of a page begin with `article-`."""
    full, act, one = (SLEEP, DANGER), list_act((SLEEP, DANGER), PATH), article_act()
    drawn = {name: articles_screen(state, act, say) for name, state in list_stages(full, (LONGEST,)).items()}
    states = {
        name: ArticleState(state.ident, state.found, state.now) for name, state in detail_stages(SLEEP, LONGEST).items()
    }
    states["danger"] = replace(states["full"], found=detail_stages(DANGER, DANGER)["full"].found)
    states["unfolded"] = replace(states["full"], unfolded=True)
    states["voice"] = replace(states["full"], voice=True)
    states["reading"] = replace(states["full"], voice=True, reading=True)
    states["mute"] = replace(states["full"], voice=True, mute=True)
    return drawn | {f"article-{name}": article_screen(state, one, say) for name, state in states.items()}
