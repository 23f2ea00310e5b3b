"""Owns the tables of accounts, sessions and keys; it must not read or write them.

Nothing a thief of the database could sign in with lies here: passwords are argon2id, everything else that opens
something is its SHA-256. Times are Unix milliseconds.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text

from hub.core.tables import METADATA, NUMBER, WORD

ACCOUNT = Table(
    "account",
    METADATA,
    Column("id", WORD, primary_key=True),
    Column("nickname", Text, nullable=False),
    # NFKC and case folded: nobody can look like somebody else by another spelling.
    Column("name", WORD, nullable=False, unique=True),
    Column("email", Text),
    Column("mail", WORD, unique=True),
    Column("password", Text),
    Column("recovery", WORD),
    # `<provider> <pairwise subject>` of somebody who signs in elsewhere.
    Column("elsewhere", WORD, unique=True),
    Column("roles", Text, nullable=False),
    Column("demo", Boolean, nullable=False),
    Column("created_at", NUMBER, nullable=False),
)

#: One device that is signed in; also the family of its refresh tokens.
SESSION = Table(
    "session",
    METADATA,
    Column("id", WORD, primary_key=True),
    Column("account", WORD, nullable=False),
    Column("device", Text, nullable=False),
    Column("access", WORD, nullable=False, unique=True),
    Column("access_until", NUMBER, nullable=False),
    Column("refresh", WORD, nullable=False, unique=True),
    Column("refresh_until", NUMBER, nullable=False),
    Column("created_at", NUMBER, nullable=False),
    Column("used_at", NUMBER, nullable=False),
    Index("session_by_account", "account"),
)

#: Refresh tokens that were used; one that comes back ends the session, unless it may come `again`.
SPENT = Table(
    "spent",
    METADATA,
    Column("refresh", WORD, primary_key=True),
    Column("session", WORD, nullable=False),
    Column("at", NUMBER, nullable=False),
    Column("again", Boolean, nullable=False),
    Index("spent_by_session", "session"),
)

#: Wrong tries, by account and by address (`name` is a hash: no address is kept).
ATTEMPT = Table(
    "attempt",
    METADATA,
    Column("name", WORD, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("until", NUMBER, nullable=False),
)

#: Sign-ins elsewhere that have begun, and codes sent by mail.
PENDING = Table(
    "pending",
    METADATA,
    Column("secret", WORD, primary_key=True),
    Column("what", WORD, nullable=False),
    Column("account", WORD, nullable=False),
    Column("detail", Text, nullable=False),
    Column("until", NUMBER, nullable=False),
    Index("pending_by_account", "account"),
)

API_KEY = Table(
    "api_key",
    METADATA,
    Column("id", WORD, primary_key=True),
    Column("name", Text, nullable=False),
    Column("secret", WORD, nullable=False, unique=True),
    Column("scopes", Text, nullable=False),
    Column("created_at", NUMBER, nullable=False),
)
