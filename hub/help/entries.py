"""Owns what becomes of an offer when its provider says something of it; it must not know how that came in.

Withdrawing takes back only what is still open: whether there is room is then not known any more. A changed or
confirmed offer stays as it is, for nobody knows what it should be instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, delete

from contract.help import HelpOffer
from contract.help_desk import HelpAvailability, HelpEntry
from contract.problems import Code, FieldError
from contract.words import plain
from hub.core import bodies
from hub.core.changes import ChangeLog, wire
from hub.core.desk import HELP_REMINDER
from hub.core.effects import Change
from hub.core.problems import Refusal, not_found
from hub.help import institutions, members
from hub.help.days import REVIEW, day

#: How far ahead somebody may say whether there is room.
FORESIGHT = timedelta(days=90)
#: Addresses that an app opens by itself must not be anything else.
WEB, MAIL = re.compile(r"https?://[^\s/]+\S*"), re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
SHAPES = {"url": WEB, "chat_url": WEB, "appointment_url": WEB, "email": MAIL}
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Fields = dict[str, Any]
#: What is said → the fields of the offer that become other ones. Raises Refusal (422).
Said = Callable[[HelpOffer, Mapping[str, Any], date], Fields]


class Saying:
    """An effect (`hub.core.effects`). `undone`: the fields of an offer once it is withdrawn."""

    def __init__(self, log: ChangeLog, said: Said, undone: Fields | None = None) -> None:
        self._log = log
        self._said = said
        self._undone = undone or {}

    def check(self, connection: Connection, change: Change) -> None:
        """Raises Refusal: 404 no such offer, 403 not one's own, 422."""
        if change.body is not None:
            self._changed(connection, change, change.body)

    def apply(self, connection: Connection, change: Change) -> None:
        if change.body is None:
            self._undo(connection, change)
            return
        changed = self._changed(connection, change, change.body)
        self._log.put(connection, [changed])
        if changed.provenance.review_by >= day(change.at):
            checked(connection, changed.id)

    def _changed(self, connection: Connection, change: Change, body: Mapping[str, Any]) -> HelpOffer:
        offer = institutions.offer(connection, body["offer"])
        if offer is None:
            raise not_found()
        members.expect(connection, change.who, offer.organization.id)
        return merged(offer, self._said(offer, body, day(change.at)))

    def _undo(self, connection: Connection, change: Change) -> None:
        offer = institutions.offer(connection, (change.before or {}).get("offer", ""))
        if offer and self._undone and members.may(connection, change.who, offer.organization.id):
            self._log.put(connection, [offer.model_copy(update=self._undone)])


def merged(offer: HelpOffer, fields: Fields) -> HelpOffer:
    """An offer with other fields, checked whole. Raises Refusal (422) with pointers into what was sent."""
    value = {**json.loads(wire(offer)), **fields}
    try:
        return HelpOffer.model_validate({name: given for name, given in value.items() if given is not None})
    except ValidationError as error:
        raise bodies.refused(error, "#/body") from None


def assured(offer: HelpOffer, on: date) -> Fields:
    """The fields that tell that it was checked on a day; not earlier than is known already."""
    on = max(on, offer.assured_date or on)
    provenance = {"stand": on, "review_by": on + REVIEW}
    return {"assured_date": on, "provenance": {**offer.provenance.model_dump(), **provenance}}


def checked(connection: Connection, offer: str) -> None:
    """A new round begins: nobody was reminded of it yet."""
    connection.execute(delete(HELP_REMINDER).where(HELP_REMINDER.c.offer == offer))


def entry(offer: HelpOffer, body: Mapping[str, Any], today: date) -> Fields:
    """What a provider changes. An address that is empty is taken away."""
    given = {name: body[name] for name in HelpEntry.model_fields if name != "offer" and body.get(name) is not None}
    for name, value in given.items():
        shape = SHAPES.get(name)
        if shape and value and not shape.fullmatch(value):
            raise _wrong(name, "hat nicht die richtige Form")
        if not all(map(_seen, _texts(value))):
            raise _wrong(name, "enthält unsichtbare oder unzulässige Zeichen")
    if not all(LANGUAGE.fullmatch(each) for each in given.get("languages", ())):
        raise _wrong("languages", "hat nicht die richtige Form")
    return {**{name: value if value != "" else None for name, value in given.items()}, **assured(offer, today)}


def availability(offer: HelpOffer, body: Mapping[str, Any], today: date) -> Fields:
    until = date.fromisoformat(body["until"])
    if not today <= until <= today + FORESIGHT:
        raise _wrong("until", f"muss in den nächsten {FORESIGHT.days} Tagen liegen")
    return {"availability": {name: body.get(name) for name in HelpAvailability.model_fields} | {"updated": today}}


def confirmation(offer: HelpOffer, body: Mapping[str, Any], today: date) -> Fields:
    on = date.fromisoformat(body["on"])
    if on > today:
        raise _wrong("on", "darf nicht in der Zukunft liegen")
    return assured(offer, on)


def _wrong(name: str, detail: str) -> Refusal:
    return Refusal(Code.BAD_REQUEST, 422, (FieldError(pointer=f"#/body/{name}", detail=detail),))


def _texts(value: Any) -> list[str]:
    """All texts in a JSON value."""
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inside for text in _texts(each)]


def _seen(text: str) -> bool:
    try:
        plain(text)
    except ValueError:
        return False
    return True
