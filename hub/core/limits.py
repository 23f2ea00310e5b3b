"""Owns who has asked too often, by address, account and key; it must not know what was asked.

Counted in memory, each worker by itself. Whose it is stands there only as a hash with a salt of this process, and is
forgotten after at most two windows. What comes from this very machine is not counted: there only its programs ask,
and a proxy that says for whom (`X-Forwarded-For`).
"""

from __future__ import annotations

import math
import secrets
import socket
from collections.abc import Callable

from starlette.types import Scope

from contract.problems import Code
from hub.core.problems import Refusal
from hub.quotas import Counted, Quota, Quotas

#: Buckets of one kind, young and old each: whoever comes from more addresses than that is forgotten earlier.
MOST_BUCKETS = 20_000
#: Where a request's scope keeps what it has taken: name → seconds of spare.
TAKEN = "wueapp.taken"
#: What is counted by the address it comes from; the rest by who asks.
BY_ADDRESS: frozenset[Counted] = frozenset({"sign-up", "elsewhere"})
Fields = list[tuple[bytes, bytes]]


class TooMany(Refusal):
    """429. `counted` is out of breath for `wait` seconds."""

    def __init__(self, counted: Counted, wait: float) -> None:
        super().__init__(Code.TOO_MANY, 429, retry_after=max(1, math.ceil(wait)))
        self.counted = counted
        self.wait = wait


class Buckets:
    """Token buckets, each kept as the moment when it is full again (the generic cell rate algorithm)."""

    def __init__(self, quota: Quota) -> None:
        self.quota = quota
        self.step = quota.window / quota.most
        self._window = float(quota.window)
        self._young: dict[int, float] = {}
        self._old: dict[int, float] = {}
        self._turned = 0.0

    def __len__(self) -> int:
        return len(self._young) + len(self._old)

    def take(self, key: int, now: float) -> float:
        """Take one. Gives the seconds until none would be left; negative: refused, and so long to wait."""
        full = self._young.get(key) or self._old.get(key, 0.0)
        # A clock that was set back must not keep anybody out.
        if not now < full <= now + self._window:
            full = now
        spare = now + self._window - full - self.step
        if spare < -1e-6:
            return spare
        if len(self._young) >= MOST_BUCKETS or abs(now - self._turned) > self._window:
            self._old, self._young, self._turned = self._young, {}, now
        self._young[key] = full + self.step
        return spare


class Limits:
    """`now` gives Unix seconds. Without quotas nothing is counted."""

    def __init__(self, quotas: Quotas | None, now: Callable[[], float]) -> None:
        self._now = now
        self._salt = secrets.token_bytes(16)
        self._buckets: dict[Counted, Buckets] = {}
        if quotas:
            kinds: dict[Counted, Quota] = {
                "address": quotas.address, "account": quotas.account, "key": quotas.key, "sign-up": quotas.sign_up,
                "elsewhere": quotas.elsewhere,
            }  # fmt: skip
            self._buckets = {name: Buckets(quota) for name, quota in kinds.items()}
        self._addresses = self._buckets.get("address")

    def arrived(self, scope: Scope) -> float:
        """Count a request by its address: seconds of spare, negative: refused. Lean: every hot read comes by."""
        client = scope.get("client")
        if self._addresses is None or client is None or at_home(client[0]):
            return math.inf
        return self._addresses.take(self._hash(network(client[0])), self._now())

    def count(self, scope: Scope, counted: Counted, whose: str) -> None:
        """Count something else of a request. Raises TooMany."""
        client = scope.get("client")
        if counted in self._buckets and client is not None and not at_home(client[0]):
            key = network(whose) if counted in BY_ADDRESS else whose.encode()
            spare = self._buckets[counted].take(self._hash(key), self._now())
            note(scope, counted, spare)
            if spare < 0:
                raise TooMany(counted, -spare)

    def owned(self, scope: Scope, owner: str) -> None:
        """Count a request by its owner (`callers.Caller`). Raises TooMany."""
        if owner:
            self.count(scope, "key" if owner.startswith("k:") else "account", owner)

    def fields(self, scope: Scope) -> Fields:
        """What the answer says of it (draft-ietf-httpapi-ratelimit-headers-10); empty where nothing was counted."""
        taken: dict[Counted, float] = scope.get(TAKEN, {})
        if not taken:
            return []
        policies, rests = [], []
        for name, spare in taken.items():
            bucket = self._buckets[name]
            left = max(0, int(spare / bucket.step + 1e-6))
            back = math.ceil(bucket.quota.window - spare if spare >= 0 else -spare)
            policies.append(f'"{name}";q={bucket.quota.most};w={bucket.quota.window}')
            rests.append(f'"{name}";r={left};t={back}')
        told = (b"ratelimit-policy", policies), (b"ratelimit", rests)
        return [(name, ", ".join(parts).encode()) for name, parts in told]

    def _hash(self, whose: bytes) -> int:
        # SipHash with a key that nobody knows: it costs a tenth of a digest.
        return hash(self._salt + whose)


def note(scope: Scope, counted: Counted, spare: float) -> None:
    if spare != math.inf:
        scope.setdefault(TAKEN, {})[counted] = spare


def network(address: str) -> bytes:
    """What one household has: an IPv4 address, or the upper 64 bits of an IPv6 address."""
    if ":" in address:
        try:
            packed = socket.inet_pton(socket.AF_INET6, address.partition("%")[0])
        except (OSError, ValueError):
            return address.encode()
        return packed[12:] if packed.startswith(b"\0" * 10 + b"\xff\xff") else packed[:8]
    return address.encode()


def at_home(address: str) -> bool:
    """Whether it is this machine."""
    return address.startswith("127.") or address in ("::1", "", "localhost")
