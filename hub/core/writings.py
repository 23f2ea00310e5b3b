"""Owns the tables of what people send in; it must not read or write them.

`owner` is `a:<account id>`, `k:<key id>`, or `r:<SHA-256 of the receipt code>` of a guest. Times are Unix
milliseconds.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, Table, Text

from hub.core.tables import METADATA, NUMBER, WORD

#: `seq` grows with every change of any contribution. `wire` is `contract.contributions.Contribution` as bytes.
CONTRIBUTION = Table(
    "contribution",
    METADATA,
    Column("id", WORD, primary_key=True),
    Column("kind", WORD, nullable=False),
    Column("owner", WORD, nullable=False),
    Column("seq", NUMBER, nullable=False, unique=True),
    Column("number", NUMBER, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", WORD, nullable=False),
    Column("changed_at", NUMBER, nullable=False),
    Column("wire", LargeBinary, nullable=False),
    Index("contribution_by_owner", "owner", "seq"),
    Index("contribution_by_kind", "kind", "seq"),
)

#: Answers that were given, by who asked and their `Idempotency-Key`; `asked` is the hash of what was asked.
#: `answer` holds no words of anybody: whoever repeats a question brings them along again.
ANSWERED = Table(
    "answered",
    METADATA,
    # The key first: keys grow with time, so that new rows lie side by side.
    Column("key", WORD, primary_key=True),
    Column("owner", WORD, primary_key=True),
    Column("asked", WORD, nullable=False),
    Column("status", Integer, nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("at", NUMBER, nullable=False),
    Index("answered_by_time", "at"),
    sqlite_with_rowid=False,
)

UPLOAD = Table(
    "upload",
    METADATA,
    Column("id", WORD, primary_key=True),
    Column("owner", WORD, nullable=False),
    Column("media", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("contribution", WORD, nullable=False),
    Column("at", NUMBER, nullable=False),
    Index("upload_by_contribution", "contribution"),
    Index("upload_by_owner", "owner"),
)

UPLOAD_PART = Table(
    "upload_part",
    METADATA,
    Column("upload", WORD, primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

#: What staff decided, who and when.
DECISION = Table(
    "decision",
    METADATA,
    Column("id", WORD, primary_key=True),
    Column("contribution", WORD, nullable=False),
    Column("account", WORD, nullable=False),
    Column("said", LargeBinary, nullable=False),
    Column("at", NUMBER, nullable=False),
    Index("decision_by_contribution", "contribution"),
)

#: Work that comes round; who takes it moves `due` on in the same transaction, so nobody else does.
JOB = Table(
    "job",
    METADATA,
    Column("name", WORD, primary_key=True),
    Column("due", NUMBER, nullable=False),
)
