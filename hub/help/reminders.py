"""Owns reminding providers of offers that are due, and the links with which they say "stimmt noch"; no HTTP.

A link holds for one offer and one round of review: it is signed with the hub's key, and once the offer was checked,
by whomever, it opens nothing any more. So nothing of it need be stored.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import logging
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple, Protocol

from sqlalchemy import Connection, select

from contract.help import HelpOffer
from hub.core import meta, rows
from hub.core.desk import HELP_REMINDER
from hub.core.hub import Hub
from hub.core.jobs import Job
from hub.help import institutions
from hub.help.days import day
from hub.help.entries import assured, checked, merged
from hub.help.figures import DAY, Due, dues

LOG = logging.getLogger(__name__)
PATH = "/lesen/stimmt-noch/"
#: How long a link holds, and how long after the first mail comes the second.
LASTS, AGAIN = timedelta(days=60), 14 * DAY
MOST_SENT = 2
#: Letters of one day: nobody's mail server takes us for something else.
MOST_LETTERS = 200
MAC_BYTES = 16

SUBJECT = "Stimmt noch, was in der WueApp steht?"
TEXT = """Guten Tag,

in der WueApp steht Ihr Angebot „{name}“.
Bitte sehen Sie nach, ob alles noch stimmt. Zuletzt geprüft wurde es am {stand:%d.%m.%Y}.

    {link}

Dort sehen Sie den Eintrag. Stimmt er noch? Dann genügt ein Knopf-Druck.
Der Link gilt bis {until:%d.%m.%Y}. Sie brauchen kein Konto und kein Passwort.

Stimmt etwas nicht mehr? In der WueApp können Sie den Eintrag ändern.
Sie haben noch kein Konto für Ihre Einrichtung? Antworten Sie auf diese Mail.
"""


class Post(Protocol):
    """Who sends mail (`hub.account.mail.Post`)."""

    def later(self, work: Callable[[], None]) -> None: ...

    def send(self, to: str, subject: str, text: str) -> None: ...


class Letter(NamedTuple):
    """A mail about an offer; `sent`: how many of this round there are with it."""

    to: str
    text: str
    offer: str
    sent: int


class Reminders:
    """`post` None: nobody sends mail, and editors see what is due. All of it blocks."""

    def __init__(self, hub: Hub, post: Post | None = None) -> None:
        self._hub = hub
        self._post = post

    def job(self) -> Job:
        return Job("reminders", DAY // 1000, self._work)

    def link(self, offer: str) -> str:
        """URL path of the page at which somebody confirms this round. Raises LookupError: there is no such offer."""
        with self._hub.database.reading() as connection:
            found = institutions.offer(connection, offer)
            if found is None:
                raise LookupError(offer)
            return PATH + _token(connection, found, self._today() + LASTS)

    def shown(self, token: str) -> HelpOffer | None:
        """The offer of a link that still holds; it changes nothing."""
        with self._hub.database.reading() as connection:
            return self._open(connection, token)

    def redeem(self, token: str) -> HelpOffer | None:
        """The offer, checked today; None: the link is none, too old, or was used. Each opens once."""
        with self._hub.database.writing() as connection:
            offer = self._open(connection, token)
            if offer is None:
                return None
            fresh = merged(offer, assured(offer, self._today()))
            self._hub.log.put(connection, [fresh])
            checked(connection, offer.id)
            return fresh

    def _open(self, connection: Connection, token: str) -> HelpOffer | None:
        read = _read(token)
        if read is None or read.until < self._today():
            return None
        offer = institutions.offer(connection, read.offer)
        if offer is None or not hmac.compare_digest(_token(connection, offer, read.until), token):
            return None
        return offer

    def _today(self) -> date:
        return day(int(self._hub.now() * 1000))

    def _work(self, _: Connection, now: int) -> bool:
        """Have everybody written to who is to be reminded today. What could not be sent is tried again tomorrow."""
        if self._post is not None and self._hub.settings.hub_url:
            # In a thread, outside of this transaction: a mail server may take its time, and no writer shall wait.
            self._post.later(lambda: self._remind(now))
        return False

    def _remind(self, now: int) -> None:
        with self._hub.database.reading() as connection:
            found = (self._letter(connection, due, now) for due in due_now(connection, now))
            letters = list(islice((letter for letter in found if letter), MOST_LETTERS))
        self._send(letters)

    def _letter(self, connection: Connection, due: tuple[Due, int], now: int) -> Letter | None:
        (offer, _, institution, _), sent = due
        known, found = institutions.one(connection, institution), institutions.offer(connection, offer)
        if known is None or not known.email or found is None:
            return None
        until = day(now) + LASTS
        link = self._hub.settings.hub_url.rstrip("/") + PATH + _token(connection, found, until)
        text = TEXT.format(name=found.name.de, stand=found.provenance.stand, link=link, until=until)
        return Letter(known.email, text, offer, sent + 1)

    def _send(self, letters: list[Letter]) -> None:
        """Noted only once it is sent: rather twice than never."""
        assert self._post is not None
        for letter in letters:
            try:
                self._post.send(letter.to, SUBJECT, letter.text)
            except OSError as error:
                # One address that is none must not stop the others; the text of an SMTP error repeats it.
                LOG.warning("a reminder could not be sent: %s", type(error).__name__)
                continue
            with self._hub.database.writing() as connection:
                at = int(self._hub.now() * 1000)
                rows.put(connection, HELP_REMINDER, [(letter.offer, letter.sent, at)])


def due_now(connection: Connection, now: int) -> list[tuple[Due, int]]:
    """Offers of which somebody is to be reminded, each with how often that was done in this round."""
    known = {row.offer: row for row in connection.execute(select(HELP_REMINDER))}
    found = []
    for each in dues(connection):
        row = known.get(each.offer)
        waited = row is None or (row.sent < MOST_SENT and row.at <= now - AGAIN)
        if each.due < day(now) and waited and not each.sample:
            found.append((each, row.sent if row else 0))
    return found


class _Read(NamedTuple):
    """What a token says; whether it is true, its signature tells."""

    offer: str
    until: date


def _token(connection: Connection, offer: HelpOffer, until: date) -> str:
    """Offer and last day, signed together with the day until which the offer was to be checked: so it holds once."""
    key = bytes.fromhex(meta.get(connection, "key") or "")
    payload = uuid.UUID(offer.id).bytes + until.toordinal().to_bytes(3, "big")
    said = b"\n".join((b"stimmt-noch", payload, offer.provenance.review_by.isoformat().encode()))
    mac = hmac.new(key, said, hashlib.sha256).digest()[:MAC_BYTES]
    return base64.urlsafe_b64encode(payload + mac).decode().rstrip("=")


def _read(token: str) -> _Read | None:
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        return _Read(str(uuid.UUID(bytes=raw[:16])), date.fromordinal(int.from_bytes(raw[16:19], "big")))
    except (binascii.Error, ValueError, OverflowError):
        return None
