"""Draws a finding of any kind as a row; it must not do anything."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import flet as ft

from contract.forum import Event
from contract.help import HelpOffer
from contract.home import News, Place
from contract.record import Record
from services.clock import BERLIN
from services.language import Language
from views.home.search.store import SearchState, SearchStore
from views.hours import offer_opening
from views.kinds import ICONS
from views.kit.card import entry
from views.rows import gist, sample_line
from views.times import when


def finding(record: Record, state: SearchState, act: SearchStore, say: Language) -> ft.Control:
    """What one wants to know first, its name, its first sentence, who stands behind it."""
    body = record.body()
    return entry(
        say.text(record.title()),
        [gist(say.text(body[0])) if body else "", _behind(record, say), sample_line(record.provenance, say)],
        partial(act.open, record.kind, record.id),
        answer=_first(record, state.now or datetime.now(BERLIN), say),
        icon=ICONS[record.kind],
    )


def _first(record: Record, now: datetime, say: Language) -> str:
    """Whether it is open, when it is, or how old it is; empty for what has no time."""
    if isinstance(record, HelpOffer):
        return offer_opening(record, now, say)
    if isinstance(record, Event):
        return when(record, now, say)
    return say.ago(record.published, now) if isinstance(record, News) else ""


def _behind(record: Record, say: Language) -> str:
    if isinstance(record, HelpOffer):
        return record.organization.name
    return say("Ihr Amt: {office}", office=record.office.name) if isinstance(record, Place) else ""
