"""Owns tokens on this device, in the system's key ring or in memory; it must not write them in clear.

keyrings.alt would silently write plain text files, so only key rings known to be safe count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "de.wuerzburg.smart.wueapp"
#: Modules of keyring that keep secrets encrypted by the operating system.
SAFE = ("keyring.backends.macOS", "keyring.backends.Windows", "keyring.backends.SecretService",
        "keyring.backends.kwallet", "keyring.backends.libsecret")  # fmt: skip


class SecretStore:
    """Keeps named secrets of one person. `durable` is False where they last only until the app is closed.

    The key ring is looked for at the first question, not at the start of the app: it may take a while, so ask
    in a thread. `room` keeps apart what must not be confused, such as the tokens of two hubs.
    """

    def __init__(self, keyring: KeyringBackend | None = None, *, room: str = "") -> None:
        self._keyring = _safe(keyring) if keyring else None
        self._looked = keyring is not None
        self._service = f"{SERVICE} {room}".strip()
        self._memory: dict[str, str] = {}

    @classmethod
    def in_memory(cls) -> SecretStore:
        """For a process that many people share: whatever key ring the machine has is not theirs."""
        store = cls()
        store._looked = True
        return store

    @property
    def durable(self) -> bool:
        """Whether secrets survive a restart. If not, the person is told so before signing in."""
        return self._ring() is not None

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        if name in self._memory:
            return self._memory[name]
        ring = self._ring()
        if ring is None:
            return None
        try:
            return ring.get_password(self._service, name)
        except _failures():
            return None

    def set(self, name: str, secret: str) -> None:
        """Keeps the secret under the name; a key ring that fails (locked, gone) is given up for memory."""
        if ring := self._ring():
            try:
                ring.set_password(self._service, name, secret)
            except _failures():
                self._keyring = None
            else:
                self._memory.pop(name, None)
                return
        self._memory[name] = secret

    def forget(self, name: str) -> None:
        """Forgets the secret; forgetting what is not there is fine."""
        self._memory.pop(name, None)
        if ring := self._ring():
            try:
                if ring.get_password(self._service, name) is not None:
                    ring.delete_password(self._service, name)
            except _failures():
                # It may still hold the secret: from now on nothing is read from it.
                self._keyring = None

    def _ring(self) -> KeyringBackend | None:
        if not self._looked:
            self._keyring, self._looked = _system(self._service), True
        return self._keyring


def _failures() -> tuple[type[Exception], ...]:
    from keyring import errors

    return (errors.KeyringError, OSError, RuntimeError)


def _system(service: str) -> KeyringBackend | None:
    """The best safe key ring of this machine that answers, or None."""
    from keyring import backend

    ready = sorted(backend.get_all_keyring(), key=lambda ring: float(ring.priority), reverse=True)
    for ring in filter(_safe, ready):
        try:
            ring.get_password(service, "probe")
        except _failures():
            continue
        return ring
    return None


def _safe(ring: KeyringBackend) -> KeyringBackend | None:
    return ring if type(ring).__module__.startswith(SAFE) else None
