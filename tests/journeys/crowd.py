"""Owns many help offers, made from those that come with the app; it must not reach a store or a hub."""

from __future__ import annotations

import json
from itertools import chain, cycle, islice
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from services.bundle import BUNDLE


def offers(number: int) -> list[bytes]:
    """So many offers as JSON lines; each its own in name and id, as long and as rich as real ones.

    Only the real ones are for an emergency: no region has four hundred such numbers.
    """
    real = [json.loads(line) for line in (BUNDLE / "help.jsonl").read_bytes().splitlines()]
    others = cycle([offer | {"crisis": False} for offer in real])
    return [_named(offer, count) for count, offer in enumerate(islice(chain(real, others), number))]


def _named(offer: dict[str, Any], count: int) -> bytes:
    names = {tag: f"{name} {count}" for tag, name in offer["name"].items()}
    changed = offer | {"id": str(uuid5(NAMESPACE_URL, f"wueapp:{count}")), "name": names}
    return json.dumps(changed, ensure_ascii=False, separators=(",", ":")).encode()
