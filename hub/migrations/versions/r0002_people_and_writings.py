"""Owns the second schema: accounts, and what people send in; it must not change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "account",
    "session",
    "spent",
    "attempt",
    "pending",
    "api_key",
    "contribution",
    "answered",
    "upload",
    "upload_part",
    "decision",
    "job",
)


def upgrade() -> None:
    _accounts()
    _doors()
    _contributions()
    _files_and_work()


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", WORD, primary_key=True),
        sa.Column("nickname", sa.Text, nullable=False),
        sa.Column("name", WORD, nullable=False, unique=True),
        sa.Column("email", sa.Text),
        sa.Column("mail", WORD, unique=True),
        sa.Column("password", sa.Text),
        sa.Column("recovery", WORD),
        sa.Column("elsewhere", WORD, unique=True),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("demo", sa.Boolean, nullable=False),
        sa.Column("created_at", NUMBER, nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("id", WORD, primary_key=True),
        sa.Column("account", WORD, nullable=False),
        sa.Column("device", sa.Text, nullable=False),
        sa.Column("access", WORD, nullable=False, unique=True),
        sa.Column("access_until", NUMBER, nullable=False),
        sa.Column("refresh", WORD, nullable=False, unique=True),
        sa.Column("refresh_until", NUMBER, nullable=False),
        sa.Column("created_at", NUMBER, nullable=False),
        sa.Column("used_at", NUMBER, nullable=False),
    )
    op.create_index("session_by_account", "session", ["account"])
    op.create_table(
        "spent",
        sa.Column("refresh", WORD, primary_key=True),
        sa.Column("session", WORD, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("again", sa.Boolean, nullable=False),
    )
    op.create_index("spent_by_session", "spent", ["session"])


def _doors() -> None:
    op.create_table(
        "attempt",
        sa.Column("name", WORD, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("until", NUMBER, nullable=False),
    )
    op.create_table(
        "pending",
        sa.Column("secret", WORD, primary_key=True),
        sa.Column("what", WORD, nullable=False),
        sa.Column("account", WORD, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("until", NUMBER, nullable=False),
    )
    op.create_index("pending_by_account", "pending", ["account"])
    op.create_table(
        "api_key",
        sa.Column("id", WORD, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("secret", WORD, nullable=False, unique=True),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("created_at", NUMBER, nullable=False),
    )


def _contributions() -> None:
    op.create_table(
        "contribution",
        sa.Column("id", WORD, primary_key=True),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("owner", WORD, nullable=False),
        sa.Column("seq", NUMBER, nullable=False, unique=True),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("changed_at", NUMBER, nullable=False),
        sa.Column("wire", sa.LargeBinary, nullable=False),
    )
    op.create_index("contribution_by_kind", "contribution", ["kind", "seq"])
    op.create_index("contribution_by_owner", "contribution", ["owner", "seq"])
    op.create_table(
        "answered",
        sa.Column("key", WORD, primary_key=True),
        sa.Column("owner", WORD, primary_key=True),
        sa.Column("asked", WORD, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("answered_by_time", "answered", ["at"])


def _files_and_work() -> None:
    op.create_table(
        "upload",
        sa.Column("id", WORD, primary_key=True),
        sa.Column("owner", WORD, nullable=False),
        sa.Column("media", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("complete", sa.Boolean, nullable=False),
        sa.Column("contribution", WORD, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_index("upload_by_contribution", "upload", ["contribution"])
    op.create_index("upload_by_owner", "upload", ["owner"])
    op.create_table(
        "upload_part",
        sa.Column("upload", WORD, primary_key=True),
        sa.Column("start", sa.Integer, primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "decision",
        sa.Column("id", WORD, primary_key=True),
        sa.Column("contribution", WORD, nullable=False),
        sa.Column("account", WORD, nullable=False),
        sa.Column("said", sa.LargeBinary, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_index("decision_by_contribution", "decision", ["contribution"])
    op.create_table(
        "job",
        sa.Column("name", WORD, primary_key=True),
        sa.Column("due", NUMBER, nullable=False),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
