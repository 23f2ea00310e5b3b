"""Owns the tables of the desk at which providers and editors look after help offers; it must not read or write them.

Times are Unix milliseconds.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from hub.core.tables import METADATA, NUMBER, WORD

#: `body` is `contract.help_desk.Institution` without its offers: those name it (facet `organization:<id>`).
INSTITUTION = Table(
    "institution",
    METADATA,
    Column("id", WORD, primary_key=True),
    Column("name", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("changed_at", NUMBER, nullable=False),
)

#: Whose account looks after which institution.
MEMBERSHIP = Table(
    "membership",
    METADATA,
    Column("account", WORD, primary_key=True),
    Column("institution", WORD, primary_key=True),
    Index("membership_by_institution", "institution"),
)

#: Codes that make somebody a provider: `secret` is the SHA-256; `used`: when, 0 while it is not.
INVITE = Table(
    "invite",
    METADATA,
    Column("secret", WORD, primary_key=True),
    Column("institution", WORD, nullable=False),
    Column("until", NUMBER, nullable=False),
    Column("used", NUMBER, nullable=False),
)

#: Contributions that the desk answers; how each stands is told by the contribution itself. `at`: when it came first.
HELP_CASE = Table(
    "help_case",
    METADATA,
    Column("contribution", WORD, primary_key=True),
    Column("kind", WORD, nullable=False),
    Column("institution", WORD, nullable=False),
    Column("offer", WORD, nullable=False),
    Column("at", NUMBER, nullable=False),
    Index("help_case_by_institution", "institution"),
    Index("help_case_by_offer", "offer"),
)

#: How often the provider of an offer was reminded since the day when it was due, and when last.
HELP_REMINDER = Table(
    "help_reminder",
    METADATA,
    Column("offer", WORD, primary_key=True),
    Column("sent", Integer, nullable=False),
    Column("at", NUMBER, nullable=False),
)
