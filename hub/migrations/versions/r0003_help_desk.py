"""Owns the third schema: the desk of providers and editors; it must not change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("institution", "membership", "invite", "help_case", "help_reminder")


def upgrade() -> None:
    _who()
    _what()


def _who() -> None:
    op.create_table(
        "institution",
        sa.Column("id", WORD, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("changed_at", NUMBER, nullable=False),
    )
    op.create_table(
        "membership",
        sa.Column("account", WORD, primary_key=True),
        sa.Column("institution", WORD, primary_key=True),
    )
    op.create_index("membership_by_institution", "membership", ["institution"])
    op.create_table(
        "invite",
        sa.Column("secret", WORD, primary_key=True),
        sa.Column("institution", WORD, nullable=False),
        sa.Column("until", NUMBER, nullable=False),
        sa.Column("used", NUMBER, nullable=False),
    )


def _what() -> None:
    op.create_table(
        "help_case",
        sa.Column("contribution", WORD, primary_key=True),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("institution", WORD, nullable=False),
        sa.Column("offer", WORD, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
    )
    op.create_index("help_case_by_institution", "help_case", ["institution"])
    op.create_index("help_case_by_offer", "help_case", ["offer"])
    op.create_table(
        "help_reminder",
        sa.Column("offer", WORD, primary_key=True),
        sa.Column("sent", sa.Integer, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
