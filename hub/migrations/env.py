"""Owns how Alembic meets the hub's connection; it must not open one of its own."""

from __future__ import annotations

from alembic import context

from hub.core.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
# The caller's transaction holds all: a migration that fails leaves the database as it was.
context.run_migrations()
