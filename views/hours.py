"""Owns how opening hours are said: the answer for today first; it must not compute them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from contract.help import HelpOffer
from contract.hours import Exceptional, Schedule
from services.clock import BERLIN
from services.help.hours import DayHours, OpenState, offer_state, open_state, round_the_clock, week
from services.language import Language

#: How many days ahead other hours are announced.
ANNOUNCED = 60


def opening(schedules: Sequence[Schedule], now: datetime, say: Language) -> str:
    """One line for lists: "Jetzt offen bis 18:00 Uhr". Empty where no hours are known."""
    if not schedules:
        return ""
    if round_the_clock(schedules, now):
        return say("Tag und Nacht erreichbar")
    return _said(open_state(schedules, now), now, say)


def offer_opening(offer: HelpOffer, now: datetime, say: Language) -> str:
    """The same of a help offer: what holds today, holidays and exceptions known. Empty where no hours are known."""
    return next(iter(offer_today(offer, now, say)), "")


def offer_today(offer: HelpOffer, now: datetime, say: Language) -> list[str]:
    """What holds today: the answer, then why, then when it opens again."""
    if not offer.schedules and not offer.exceptions:
        return []
    if round_the_clock(offer.schedules, now, offer.exceptions, offer.holidays):
        return [say("Tag und Nacht erreichbar")]
    state = offer_state(offer, now)
    if state.open is None and state.holiday is None:
        return []
    exception, lines = state.exception, [_said(state, now, say)]
    shut = state.open is False and bool(state.holiday or (exception and exception.opens_at is None))
    if exception and exception.opens_at is not None:
        lines.append(_with(say("Heute gelten andere Zeiten"), exception, say))
    if shut and state.next:
        lines.append(_next(state.next, now, say))
    return lines


def _said(state: OpenState, now: datetime, say: Language) -> str:
    if state.open is None:
        return say("Heute ist Feiertag ({name}). Bitte vorher anrufen.", name=state.holiday or "")
    if state.open and state.until:
        return say("Jetzt offen bis {time}", time=say.time(state.until))
    if state.exception and state.exception.opens_at is None:
        return _with(say("Heute geschlossen"), state.exception, say)
    if state.holiday:
        return say("Heute geschlossen: Feiertag ({name})", name=state.holiday)
    return _next(state.next, now, say) if state.next else say("Zurzeit geschlossen")


def _next(moment: datetime, now: datetime, say: Language) -> str:
    days = (moment.date() - now.astimezone(BERLIN).date()).days
    if days == 0:
        return say("Heute offen ab {time}", time=say.time(moment))
    if days == 1:
        return say("Morgen offen ab {time}", time=say.time(moment))
    if days < 7:
        return say("Wieder offen am {day} ab {time}", day=say.weekday(moment), time=say.time(moment))
    return say("Wieder offen am {day} ab {time}", day=say.date(moment), time=say.time(moment))


def _with(words: str, exception: Exceptional, say: Language) -> str:
    """The words and the reason, where one is given: "Heute geschlossen: Betriebsausflug"."""
    return f"{words}: {say.text(exception.reason)}" if exception.reason else words


def week_lines(schedules: Sequence[Schedule], now: datetime, say: Language) -> list[str]:
    """A line a day from today on: "Montag: 9:00 Uhr bis 12:00 Uhr"."""
    return [_day(hours, say) for hours in week(schedules, now)]


def offer_week(offer: HelpOffer, now: datetime, say: Language) -> list[str]:
    """The same of a help offer: holidays and exceptions stand on their days."""
    return [_day(hours, say) for hours in week(offer.schedules, now, offer.exceptions, offer.holidays)]


def _day(hours: DayHours, say: Language) -> str:
    times = ", ".join(
        say("{start} bis {end}", start=say.time(span.opens), end=say.time(span.closes)) for span in hours.spans
    )
    if not hours.known:
        times = say("Feiertag, bitte vorher anrufen")
    why = say.text(hours.exception.reason) if hours.exception and hours.exception.reason else ""
    if hours.holiday and hours.known:
        why = say("Feiertag")
    told = times or say("geschlossen")
    return f"{say.weekday(hours.day)}: {told}{f' ({why})' if why else ''}"


def coming(offer: HelpOffer, now: datetime, say: Language) -> list[str]:
    """Other hours that reach beyond the coming week: "24. Dezember 2026 bis 6. Januar 2027: geschlossen (Ferien)"."""
    today = now.astimezone(BERLIN).date()
    last, far = today + timedelta(6), today + timedelta(ANNOUNCED)
    ahead = [each for each in offer.exceptions if each.valid_to > last and each.valid_from <= far]
    return [_announced(each, today, say) for each in sorted(ahead, key=lambda each: each.valid_from)]


def _announced(exception: Exceptional, today: date, say: Language) -> str:
    if exception.valid_from == exception.valid_to:
        days = say.date(exception.valid_from)
    elif exception.valid_from <= today:
        days = say("bis {end}", end=say.date(exception.valid_to))
    else:
        days = say("{start} bis {end}", start=say.date(exception.valid_from), end=say.date(exception.valid_to))
    if exception.opens_at is None:
        told = say("geschlossen")
    else:
        told = say("{start} bis {end}", start=say.time(exception.opens_at), end=say.time(str(exception.closes_at)))
    return f"{days}: {told}{f' ({say.text(exception.reason)})' if exception.reason else ''}"
