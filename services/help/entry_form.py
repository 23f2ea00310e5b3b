"""Owns an offer as the plain lines its provider writes, and what of them changed; it must not keep or send them.

The simple form of a text stands under its name and `.simple`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ValidationError

from contract.help import HelpOffer, Phone
from contract.text import Text
from services.help import hours_text

PAIRS = ("name", "description", "application_process", "wait_time", "schedule_note")
#: Texts an offer cannot be without.
NEEDED = ("name", "description")
ADDRESSES = ("email", "url", "appointment_url")
SIMPLE = ".simple"
#: What is wrong with a line; the view has the words.
Wrong = Literal["needed", "both", "stays", "count", "phone", "mail", "web", "hours"]

_MAIL, _WEB = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+"), re.compile(r"https?://[^\s/]+\.\S+")
_NUMBER = re.compile(r"[0-9+][0-9 /]*")


@dataclass
class Read:
    """`fields` that changed, as on the wire (`contract.help_desk.HelpEntry`); `wrong` by the name of the line."""

    fields: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, Wrong] = field(default_factory=dict)


def written(offer: HelpOffer) -> dict[str, str]:
    """The lines of an offer. Hours that no line can say have none."""
    lines: dict[str, str] = {}
    for name in PAIRS:
        text: Text | None = getattr(offer, name)
        lines |= {name: text.de if text else "", name + SIMPLE: text.simple if text else ""}
    lines |= {name: getattr(offer, name) or "" for name in ADDRESSES}
    lines["phones"] = "\n".join(phone.number for phone in offer.phones)
    documents = offer.required_documents
    lines["required_documents"] = "\n".join(each.de for each in documents)
    lines["required_documents" + SIMPLE] = "\n".join(each.simple for each in documents)
    lines |= {"holidays": offer.holidays, "callback": "yes" if offer.callback else ""}
    if hours_text.writable(offer.schedules):
        lines["schedules"] = hours_text.written(offer.schedules)
    return lines


def pending(offer: HelpOffer, body: Mapping[str, Any]) -> HelpOffer:
    """The offer with what was said of it and has not come back yet."""
    try:
        return HelpOffer.model_validate({**offer.model_dump(by_alias=True), **body})
    except ValidationError:
        return offer


def read(offer: HelpOffer, lines: Mapping[str, str]) -> Read:
    """What differs from the offer, and what cannot be sent so."""
    before, found = written(offer), Read()
    changed = {name for name, line in lines.items() if name in before and line.strip() != before[name].strip()}
    for name in PAIRS:
        if {name, name + SIMPLE} & changed:
            _pair(name, lines, before, found)
    for name in ADDRESSES:
        if name in changed:
            _address(name, lines[name].strip(), found)
    if "phones" in changed:
        _phones(offer, lines["phones"], found)
    if {"required_documents", "required_documents" + SIMPLE} & changed:
        _documents(lines, found)
    if "schedules" in changed:
        _hours(lines["schedules"], found)
    if "holidays" in changed:
        found.fields["holidays"] = lines["holidays"]
    if "callback" in changed:
        found.fields["callback"] = bool(lines["callback"])
    return found


def _pair(name: str, lines: Mapping[str, str], before: Mapping[str, str], found: Read) -> None:
    texts = {"de": lines.get(name, "").strip(), "de-simple": lines.get(name + SIMPLE, "").strip()}
    if all(texts.values()):
        found.fields[name] = texts
    elif any(texts.values()) or name in NEEDED:
        found.wrong[name if not texts["de"] else name + SIMPLE] = "needed" if name in NEEDED else "both"
    elif before[name]:
        # "None" on the wire means: it stays as it is.
        found.wrong[name] = "stays"


def _address(name: str, line: str, found: Read) -> None:
    if name != "email" and line and "://" not in line:
        line = f"https://{line}"
    if line and not (_MAIL if name == "email" else _WEB).fullmatch(line):
        found.wrong[name] = "mail" if name == "email" else "web"
    else:
        found.fields[name] = line


def _phones(offer: HelpOffer, text: str, found: Read) -> None:
    known = {phone.number: phone for phone in offer.phones}
    numbers = [" ".join(line.replace("-", " ").split()) for line in text.splitlines() if line.strip()]
    if all(map(_NUMBER.fullmatch, numbers)):
        phones = [known.get(number) or Phone(number=number) for number in numbers]
        found.fields["phones"] = [phone.model_dump(mode="json", by_alias=True, exclude_none=True) for phone in phones]
    else:
        found.wrong["phones"] = "phone"


def _documents(lines: Mapping[str, str], found: Read) -> None:
    name = "required_documents"
    plain, simple = (
        [line.strip() for line in lines.get(each, "").splitlines() if line.strip()] for each in (name, name + SIMPLE)
    )
    if len(plain) == len(simple):
        found.fields[name] = [{"de": one, "de-simple": other} for one, other in zip(plain, simple, strict=True)]
    else:
        found.wrong[name + SIMPLE] = "count"


def _hours(text: str, found: Read) -> None:
    try:
        found.fields["schedules"] = [each.model_dump(mode="json", exclude_none=True) for each in hours_text.read(text)]
    except hours_text.Unreadable:
        found.wrong["schedules"] = "hours"
