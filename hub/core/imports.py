"""Owns the tables of imports of help offers and of institutions that are no twins; it must not read or write them.

Times are Unix milliseconds.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, LargeBinary, Table, Text

from hub.core.tables import METADATA, NUMBER, WORD

#: `body` is `contract.help_desk.ImportReport`.
IMPORT_RUN = Table(
    "import_run",
    METADATA,
    Column("id", WORD, primary_key=True),
    Column("source", Text, nullable=False),
    Column("at", NUMBER, nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

#: What a run changed: the wire form before (None: it was not there) and after. `kind`: help, institution.
IMPORT_CHANGE = Table(
    "import_change",
    METADATA,
    Column("run", WORD, primary_key=True),
    Column("kind", WORD, primary_key=True),
    Column("id", WORD, primary_key=True),
    Column("before", LargeBinary, nullable=True),
    Column("after", LargeBinary, nullable=False),
)

#: What a source said of an offer when it was last imported: who says the same again changes nothing.
IMPORT_SAID = Table(
    "import_said",
    METADATA,
    Column("id", WORD, primary_key=True),
    Column("said", LargeBinary, nullable=False),
)

#: Institutions that somebody said are two, the lesser id first.
TWINS_APART = Table(
    "twins_apart",
    METADATA,
    Column("first", WORD, primary_key=True),
    Column("second", WORD, primary_key=True),
)
