"""Owns the fourth schema: imports of help offers, and institutions that are no twins; it must not change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = ("import_run", "import_change", "import_said", "twins_apart")


def upgrade() -> None:
    op.create_table(
        "import_run",
        sa.Column("id", WORD, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("at", NUMBER, nullable=False),
        sa.Column("undone", sa.Boolean, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "import_change",
        sa.Column("run", WORD, primary_key=True),
        sa.Column("kind", WORD, primary_key=True),
        sa.Column("id", WORD, primary_key=True),
        sa.Column("before", sa.LargeBinary, nullable=True),
        sa.Column("after", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "import_said",
        sa.Column("id", WORD, primary_key=True),
        sa.Column("said", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "twins_apart",
        sa.Column("first", WORD, primary_key=True),
        sa.Column("second", WORD, primary_key=True),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
