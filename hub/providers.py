"""Owns what is configured about signing in elsewhere, checked on creation; it must not ask a provider anything."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: An address that stays on this machine may do without TLS.
ON_THIS_MACHINE = r"http://(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?"
#: RFC 8252 §7.3: a desktop's own door, on any port.
LOOPBACK = re.compile(r"http://127\.0\.0\.1:\d{1,5}/[A-Za-z0-9/_-]{0,100}")


@dataclass(frozen=True)
class Provider:
    """Somewhere else where one may sign in (OpenID Connect). `issuer`: its URL, exactly as its tokens name it.

    Raises ValueError with a sentence for whoever starts the hub.
    """

    id: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9-]{1,40}", self.id):
            raise ValueError(f"The provider's id is {self.id[:40]!r}; it takes small letters, digits and hyphens.")
        if not self.name or not self.client_id:
            raise ValueError(f"The provider {self.id!r} needs a name and a client_id.")
        if not secure(self.issuer) or "?" in self.issuer:
            raise ValueError(f"The issuer of {self.id!r} must be an https URL without query.")


@dataclass(frozen=True)
class Elsewhere:
    """`links`: the claimed https addresses that lead back into the app; beside them only loopback counts."""

    providers: tuple[Provider, ...] = ()
    links: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len({each.id for each in self.providers}) < len(self.providers):
            raise ValueError("Two providers have the same id.")
        if not all(link.startswith("https://") and secure(link) for link in self.links):
            raise ValueError("A link that leads back into the app must be an https URL.")

    def leads_back(self, redirect_uri: str) -> bool:
        """Whether a browser may be sent there with a code."""
        return redirect_uri in self.links or LOOPBACK.fullmatch(redirect_uri) is not None


def secure(url: str) -> bool:
    """Whether nobody on the way can read what goes to this URL."""
    return re.fullmatch(rf"(https://[^\s/?#@]+|{ON_THIS_MACHINE})(/[^\s#]*)?", url) is not None


def read(path: Path) -> Elsewhere:
    """Reads a TOML file: `links = [...]` and `[[providers]]` tables. Raises ValueError, OSError.

    It holds secrets: let only the hub read it.
    """
    told: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    try:
        providers = tuple(Provider(**each) for each in told.get("providers", []))
        return Elsewhere(providers, tuple(told.get("links", [])))
    except (TypeError, AttributeError) as error:
        # Neither value nor text of the file is repeated: it holds secrets.
        raise ValueError("A provider takes id, name, issuer, client_id and client_secret, each a text.") from error
