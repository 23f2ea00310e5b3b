"""Owns a key ring for tests, as a system has one; it must not know what it keeps."""

from __future__ import annotations

from keyring.backend import KeyringBackend
from keyring.errors import KeyringError


class Ring(KeyringBackend):
    """A key ring that keeps in memory what the system's would keep encrypted. `locked`: it gives and takes nothing."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        del self.kept[service, username]

    def _open(self) -> None:
        if self.locked:
            raise KeyringError


Ring.__module__ = "keyring.backends.SecretService"
