"""Owns what can be chosen about a hub, checked on creation; it must not open anything."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from hub.providers import Elsewhere
from hub.quotas import Quotas

SCHEMES = ("sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg")
LARGEST_PAGE = 1000
SITE = r"https://[!-~]+|http://(127\.0\.0\.1|localhost)(:\d+)?/?"


@dataclass(frozen=True)
class HubSettings:
    """`database_url`: SQLAlchemy URL; `sqlite://` lives in memory. `page_limit`: records a change page
    holds unless asked otherwise, 1..1000. `seed`: whether the content of `hub/seed/` is put in.
    `elsewhere`: where else one may sign in. `demo`: whether there are accounts with a public password.
    `mail_url`: who sends mail, `smtp://[user:password@]host[:port]/sender@address`, or `smtps://`, or
    `smtp+starttls://`; empty: nobody does. `quotas`: how often one may ask; None: as often as one likes.
    `contact`: where one tells of a hole in the hub (`mailto:` or `https:`), until `contact_until` (RFC 9116).
    `app_url`: where people find the app in their browser (`https://…`); empty: the hub does not know.
    `hub_url`: where they reach the hub itself, for links in its mails; empty: it sends no mail that needs one.

    Raises ValueError with a sentence for whoever starts the hub.
    """

    database_url: str = "sqlite://"
    seed: bool = True
    page_limit: int = 500
    elsewhere: Elsewhere = Elsewhere()
    demo: bool = False
    mail_url: str = field(default="", repr=False)
    quotas: Quotas | None = Quotas()
    contact: str = ""
    contact_until: date | None = None
    app_url: str = ""
    hub_url: str = ""

    def __post_init__(self) -> None:
        scheme, separator, _ = self.database_url.partition("://")
        if not separator or scheme not in SCHEMES:
            # Only the scheme is repeated: the rest may hold a password.
            raise ValueError(
                f"The database URL begins with {scheme[:40]!r}; a hub needs one like "
                "'sqlite:////data/hub.db', 'sqlite://' (in memory) or 'postgresql+psycopg://user@host/name'."
            )
        if not 1 <= self.page_limit <= LARGEST_PAGE:
            raise ValueError(f"page_limit is {self.page_limit}; it must lie between 1 and {LARGEST_PAGE}.")
        if self.mail_url and not re.fullmatch(r"smtp(s|\+starttls)?://[^\s/]+/[^\s@/]+@[^\s@/]+", self.mail_url):
            raise ValueError("The mail URL must look like 'smtps://user:password@host:465/sender@address'.")
        if self.contact and not (re.fullmatch(r"(mailto:|https://)[!-~]+", self.contact) and self.contact_until):
            raise ValueError("A contact is 'mailto:…' or 'https://…', with the day until which it holds.")
        if self.app_url and not re.fullmatch(SITE, self.app_url):
            raise ValueError("The app's address looks like 'https://app.example.org'.")
        if self.hub_url and not re.fullmatch(SITE, self.hub_url):
            raise ValueError("The hub's address looks like 'https://hub.example.org'.")
