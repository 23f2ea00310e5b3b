"""Owns what is left to chance elsewhere and is the seed's here: ids, codes, tokens, threads; no schedule of its own."""

from __future__ import annotations

import contextlib
import random
import secrets
import uuid
from collections.abc import Iterator
from unittest import mock

from contract import identity
from tests.faults.loop import VirtualLoop, virtual_threads


@contextlib.contextmanager
def fixed(chance: random.Random, loop: VirtualLoop) -> Iterator[None]:
    """Within it, ids and codes come from the schedule's chance, kinds of records are one, and threads are virtual."""
    bits = chance.getrandbits
    with (
        virtual_threads(),
        mock.patch.object(identity.new_id, "__defaults__", (lambda: 1.8e9 + loop.moment, bits)),
        mock.patch.object(identity.new_code, "__defaults__", (bits,)),
        mock.patch.object(uuid, "uuid4", lambda: uuid.UUID(int=bits(128), version=4)),
        mock.patch.object(secrets, "token_urlsafe", lambda _: f"{bits(200):050x}"),
        # All kinds of records are pulled alike: one stands for them.
        mock.patch("services.sync.KINDS", ("help",)),
    ):
        yield
