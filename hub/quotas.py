"""Owns how often one may ask a hub, as values; it must not count.

Generous: a person, and a house full of them behind one address, never meets them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Counted = Literal["address", "account", "key", "sign-up", "elsewhere"]


@dataclass(frozen=True)
class Quota:
    """`most` at once; they come back evenly within `window` seconds.

    Raises ValueError with a sentence for whoever starts the hub.
    """

    most: int
    window: int

    def __post_init__(self) -> None:
        if self.most < 1 or self.window < 1:
            raise ValueError(f"A quota is {self.most} in {self.window} s; both must be at least 1.")

    def shared(self, workers: int) -> Quota:
        """A worker's share, so that all together keep to it."""
        return replace(self, most=max(1, self.most // workers))


@dataclass(frozen=True)
class Quotas:
    """`address`: everything that comes from one address (IPv6: one network of 64 bits). `account`: of one account, or
    of one receipt code. `key`: of one application. `sign_up`: new accounts from one address. `elsewhere`: sign-ins
    at a provider begun from one address; each is a row that is kept for minutes, and may be a question to the provider.
    """

    address: Quota = Quota(3000, 60)
    account: Quota = Quota(600, 60)
    key: Quota = Quota(3000, 60)
    sign_up: Quota = Quota(20, 60 * 60)
    elsewhere: Quota = Quota(100, 60 * 60)

    def shared(self, workers: int) -> Quotas:
        """What each of several workers counts by itself."""
        counted = (self.address, self.account, self.key, self.sign_up, self.elsewhere)
        return Quotas(*(each.shared(workers) for each in counted))
