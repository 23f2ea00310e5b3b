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
    """Keeps named secrets. `durable` is False where they last only until the app is closed."""

    def __init__(self, keyring: KeyringBackend | None = None) -> None:
        self._keyring = _safe(keyring) if keyring else _system()
        self._memory: dict[str, str] = {}

    @property
    def durable(self) -> bool:
        """Whether secrets survive a restart. If not, the person is told so before signing in."""
        return self._keyring is not None

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        return self._keyring.get_password(SERVICE, name) if self._keyring else self._memory.get(name)

    def set(self, name: str, secret: str) -> None:
        """Keeps the secret under the name."""
        if self._keyring:
            self._keyring.set_password(SERVICE, name, secret)
        else:
            self._memory[name] = secret

    def forget(self, name: str) -> None:
        """Forgets the secret; forgetting what is not there is fine."""
        if self._keyring and self._keyring.get_password(SERVICE, name) is not None:
            self._keyring.delete_password(SERVICE, name)
        self._memory.pop(name, None)


def _system() -> KeyringBackend | None:
    """The best safe key ring of this machine that answers, or None."""
    from keyring import backend, errors

    ready = sorted(backend.get_all_keyring(), key=lambda ring: float(ring.priority), reverse=True)
    for ring in filter(_safe, ready):
        try:
            ring.get_password(SERVICE, "probe")
        except (errors.KeyringError, OSError):
            continue
        return ring
    return None


def _safe(ring: KeyringBackend) -> KeyringBackend | None:
    return ring if type(ring).__module__.startswith(SAFE) else None
