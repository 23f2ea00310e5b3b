"""Owns hashing passwords, so that a stolen database opens nothing; it must not know whose they are.

argon2id with OWASP's least: 19 MiB, two passes, one lane (RFC 9106; OWASP Password Storage Cheat Sheet).
"""

from __future__ import annotations

import threading
import unicodedata
from typing import TYPE_CHECKING

from contract.problems import Code, FieldError
from hub.core.problems import Refusal

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MEMORY_KIB = 19 * 1024
PASSES = 2
#: How many are hashed at once: so much memory they take at most, whoever asks however often.
AT_ONCE = 2
#: Hash of a random text that nobody knows: verified where there is no account, so that time tells nothing.
DUMMY = "$argon2id$v=19$m=19456,t=2,p=1$EdfjRbu8gzBpy1zVNEOJAw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#: Long enough, and still the first that somebody tries.
COMMON_WORDS = """1234567890 12345678910 123456789a 0123456789 0987654321 9876543210 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop
    qwertzuiop qwertz1234 qwerty1234 qwertz12345 qwerty12345 asdfghjklö asdfghjkl1 yxcvbnmasd password12 password123
    password1234 password1! passwort12 passwort123 passwort1234 passwort1! hallo12345 hallo123456 ichliebedich
    iloveyou12 sommer2025 sommer2026 winter2025 winter2026 wuerzburg1 würzburg123 wuerzburg123 willkommen
    willkommen1 willkommen123 geheim1234 administrator letmein123 welcome123 abcdefghij abcdefghijkl abc1234567
    schatz1234 fussball123 bayern12345 deutschland deutschland1 1111111111 aaaaaaaaaa"""
COMMON = frozenset(COMMON_WORDS.split())

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
    """Raises Refusal (422) for one that is guessed first (NIST SP 800-63B §5.1.1.2)."""
    low = password.casefold()
    if low in COMMON or len(set(low)) < 4 or low.replace(" ", "") == nickname.casefold().replace(" ", ""):
        detail = "ist zu leicht zu erraten: bitte wählen Sie ein anderes"
        raise Refusal(Code.BAD_REQUEST, 422, (FieldError(pointer=pointer, detail=detail),))


def _hasher() -> PasswordHasher:
    # Loaded with the first password: a hub that is only read does without.
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1)


def _one_form(password: str) -> bytes:
    """One spelling on every keyboard (RFC 8265 §4.2, OpaqueString: NFC)."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
