"""Owns the hub's tables; it must not read or write them.

`record` is the compacted change log: each id once, with the number of its newest change, and its wire form
as bytes beside it, so that reading joins bytes and needs no model. A removed record stays as a tombstone.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()

# Lists go by code point, as `contract.record.Record.order` says; PostgreSQL would go by the locale's rules.
WORD = Text().with_variant(Text(collation="C"), "postgresql")
# SQLite keeps rows by an INTEGER key itself, so the newest number is the row's own address.
NUMBER = BigInteger().with_variant(Integer(), "sqlite")

RECORD = Table(
    "record",
    METADATA,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),
    Column("kind", WORD, nullable=False),
    Column("id", WORD, nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("sort", WORD, nullable=False),
    Column("place", WORD, nullable=False),
    Column("changed_at", NUMBER, nullable=False),
    Index("record_by_id", "kind", "id", unique=True),
    Index("record_by_change", "kind", "seq"),
    Index("record_by_order", "kind", "gone", "sort", "id"),
    Index("record_by_place", "kind", "gone", "place", "sort", "id"),
)

FACET = Table(
    "facet",
    METADATA,
    Column("kind", WORD, primary_key=True),
    Column("name", WORD, primary_key=True),
    Column("id", WORD, primary_key=True),
    Index("facet_by_id", "kind", "id"),
)

META = Table(
    "meta",
    METADATA,
    Column("name", WORD, primary_key=True),
    Column("value", Text, nullable=False),
)
