"""Owns the words for why an offer fits and for what is not known of it; it must not decide either."""

from __future__ import annotations

from collections.abc import Sequence

from services.help.distance import rough
from services.help.reasons import Kind, Reason
from services.language import Language
from views.words import audience_words, channel_words, language_words, topic_words


def because(reasons: Sequence[Reason], say: Language) -> str:
    """One line: "passt, weil: kostenlos, für 16–25, heute offen, 900 m"; empty where nothing speaks for it."""
    said = [text for text in (reason_words(reason, say) for reason in reasons) if text]
    return say("passt, weil: {reasons}", reasons=", ".join(dict.fromkeys(said))) if said else ""


def reason_words(reason: Reason, say: Language) -> str:
    """A reason in as few words as possible; empty for a slug that has no word yet."""
    if reason.kind in ("audience", "language", "channel", "barrier", "topic"):
        return _named(reason, say)
    if reason.kind == "age":
        return _ages(reason.value, say)
    if reason.kind == "near":
        # Among other reasons a number and its unit stay on one line.
        return distance_words(reason.metres or 0, say, about=reason.rough).replace(" ", "\u00a0")
    if reason.kind == "open":
        return say("jetzt offen bis {time} Uhr", time=reason.value) if reason.value else say("Tag und Nacht offen")
    if reason.kind == "opens-today":
        return say("heute offen ab {time} Uhr", time=reason.value)
    return say("kostenlos") if reason.kind == "free" else say("derzeit Platz frei")


def distance_words(metres: float, say: Language, *, about: bool = False) -> str:
    """A distance as one says it, e.g. "900 m" or "etwa 4 km"; `about`: reckoned to the middle of a place."""
    near = rough(metres)
    if near < 1000:
        told = say("{n} m", n=near)
    else:
        told = say("{n} km", n=f"{near / 1000:.1f}".replace(".", ",").removesuffix(",0"))
    return say("etwa {distance}", distance=told) if about else told


def _named(reason: Reason, say: Language) -> str:
    names = {
        "audience": audience_words(say),
        "language": language_words(say),
        "channel": channel_words(say),
        "barrier": barrier_words(say),
        "topic": topic_words(say),
    }[reason.kind]
    name = names.get(reason.value, "")
    # It lies under each offer anyway, and says nothing of why this one fits.
    return "" if (reason.kind, reason.value) in (("audience", "everyone"), ("language", "de")) else name


def _ages(value: str, say: Language) -> str:
    low, _, high = value.partition("-")
    if low and high:
        return say("für {low}–{high} Jahre", low=low, high=high)
    return say("ab {low} Jahren", low=low) if low else say("bis {high} Jahre", high=high)


def barrier_words(say: Language) -> dict[str, str]:
    """What a person needs (`contract.help.BARRIERS`), as what is there for it."""
    return {
        "wheelchair": say("mit Rollstuhl erreichbar"),
        "walking": say("ohne viele Stufen"),
        "hearing": say("auch ohne Hören"),
        "seeing": say("auch ohne Sehen"),
        "understanding": say("leicht zu verstehen"),
    }


def unknown_words(unknown: Sequence[Kind], say: Language) -> str:
    """What was wished and nobody knows: "Nicht bekannt: Kosten, Zeiten"; empty where all is known."""
    names: dict[Kind, str] = {
        "free": say("Kosten"),
        "open": say("Öffnungszeiten"),
        "near": say("Entfernung"),
        "language": say("Sprache"),
        "barrier": say("Barrieren"),
    }
    return (
        say("Nicht bekannt: {what}", what=", ".join(names[kind] for kind in unknown if kind in names))
        if unknown
        else ""
    )
