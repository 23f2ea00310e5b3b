"""Owns the first schema: the change log, its facets, and what a hub knows of itself; it must not change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "record",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("gone", sa.Boolean, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("sort", WORD, nullable=False),
        sa.Column("place", WORD, nullable=False),
        sa.Column("changed_at", NUMBER, nullable=False),
    )
    op.create_index("record_by_id", "record", ["kind", "id"], unique=True)
    op.create_index("record_by_change", "record", ["kind", "seq"])
    op.create_index("record_by_order", "record", ["kind", "gone", "sort", "id"])
    op.create_index("record_by_place", "record", ["kind", "gone", "place", "sort", "id"])
    op.create_table(
        "facet",
        sa.Column("kind", WORD, primary_key=True),
        sa.Column("name", WORD, primary_key=True),
        sa.Column("id", WORD, primary_key=True),
    )
    op.create_index("facet_by_id", "facet", ["kind", "id"])
    op.create_table(
        "meta",
        sa.Column("name", WORD, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def downgrade() -> None:
    for table in ("meta", "facet", "record"):
        op.drop_table(table)
