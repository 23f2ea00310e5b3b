"""Owns knowing every table there is; it must not define one."""

from __future__ import annotations

from hub.core import desk, imports, people, writings
from hub.core.tables import METADATA

__all__ = ["METADATA", "desk", "imports", "people", "writings"]
