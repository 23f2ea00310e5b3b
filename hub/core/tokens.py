"""Owns how a place in the change log is written for a client and trusted again; it must not read the log."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from typing import NamedTuple

NUMBER_BYTES = 5
MAC_BYTES = 8


class Since(NamedTuple):
    """A place in the log of one kind: all changes up to `seq` are known to the client.

    `sure` is higher while somebody reads from the very beginning: the last number there was when they
    began. What was removed before that they never got, so missing those tombstones harms nothing.
    """

    seq: int = 0
    sure: int = 0


class Tokens:
    """Opaque tokens, 18 characters (25 during a walk from the beginning), bound to epoch and kind.

    Neither is inside, both are signed: a token of another hub, epoch or kind does not verify. Eight bytes
    of HMAC-SHA-256 suffice, since a forged token would only give its forger a wrong page.
    """

    def __init__(self, key: bytes, epoch: str) -> None:
        self._key = key
        self._epoch = epoch

    def write(self, kind: str, since: Since) -> str:
        numbers = (since.seq, since.sure) if since.sure > since.seq else (since.seq,)
        payload = b"".join(number.to_bytes(NUMBER_BYTES, "big") for number in numbers)
        return base64.urlsafe_b64encode(payload + self._mac(kind, payload)).decode().rstrip("=")

    def read(self, kind: str, token: str) -> Since | None:
        """None: not one of ours."""
        try:
            raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        payload, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
        if len(payload) not in (NUMBER_BYTES, 2 * NUMBER_BYTES):
            return None
        if not hmac.compare_digest(mac, self._mac(kind, payload)):
            return None
        parts = [payload[at : at + NUMBER_BYTES] for at in range(0, len(payload), NUMBER_BYTES)]
        return Since(*(int.from_bytes(part, "big") for part in parts))

    def _mac(self, kind: str, payload: bytes) -> bytes:
        said = b"\n".join((self._epoch.encode(), kind.encode(), payload))
        return hmac.new(self._key, said, hashlib.sha256).digest()[:MAC_BYTES]
