"""Owns hashing passwords, so that a stolen database opens nothing; it must not know whose they are.

argon2id with OWASP's least: 19 MiB, two passes, one lane (RFC 9106; OWASP Password Storage Cheat Sheet).
"""

from __future__ import annotations

import threading
import unicodedata
from typing import TYPE_CHECKING

from contract.problems import Code, FieldError
from hub.account.guessable import guessable
from hub.core.problems import Refusal

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MEMORY_KIB = 19 * 1024
PASSES = 2
#: How many are hashed at once: so much memory they take at most, whoever asks however often.
AT_ONCE = 2
#: Hash of a random text that nobody knows: verified where there is no account, so that time tells nothing.
DUMMY = "$argon2id$v=19$m=19456,t=2,p=1$EdfjRbu8gzBpy1zVNEOJAw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
_turns = threading.BoundedSemaphore(AT_ONCE)


def hash_of(password: str) -> str:
    """A PHC string. Blocks some 40 ms, and for its turn."""
    with _turns:
        return _hasher().hash(_one_form(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether it is the password; takes as long when there is none. Blocks like `hash_of`."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _turns:
        try:
            return _hasher().verify(kept or DUMMY, _one_form(password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Whether it was hashed with other costs than those of today."""
    return _hasher().check_needs_rehash(kept)


def expect_strong(password: str, nickname: str, pointer: str) -> None:
    """Raises Refusal (422) for one that is guessed first."""
    if guessable(password, nickname):
        detail = "ist zu leicht zu erraten: bitte wählen Sie ein anderes"
        raise Refusal(Code.BAD_REQUEST, 422, (FieldError(pointer=pointer, detail=detail),))


def _hasher() -> PasswordHasher:
    # Loaded with the first password: a hub that is only read does without.
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1)


def _one_form(password: str) -> bytes:
    """One spelling on every keyboard (RFC 8265 §4.2, OpaqueString: NFC)."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
