"""Owns how accounts travel: who one is, sessions, tokens, sign-in elsewhere; it must not check passwords.

Names of the token answer are those of OAuth 2 (RFC 6749 §5.1); tokens are opaque.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field

from contract.permissions import ROLES, Role, Scope
from contract.text import Model
from contract.words import Line

Nickname = Annotated[Line, Field(min_length=3, max_length=40)]
#: NIST SP 800-63B: length counts, not kinds of signs; the upper limit only keeps hashing cheap.
Password = Annotated[str, Field(min_length=10, max_length=200, repr=False)]
#: One sign on each side of an @; whether it exists only a mail can tell.
Email = Annotated[Line, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
DeviceName = Annotated[Line, Field(max_length=80)]
Token = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{20,100}$", repr=False)]

#: Sample accounts of a hub that is embedded or started with `--demo`, one of each role.
DEMO_NAMES = tuple(f"demo-{role}" for role in ROLES)
#: Printed in the README and shown on the sign-in page: it protects nothing.
DEMO_PASSWORD = "wueapp-demo-2026"  # noqa: S105


class Account(Model):
    """An account as its owner sees it."""

    id: str
    nickname: str
    email: str | None = None
    roles: tuple[Role, ...] = ()
    created_at: AwareDatetime
    has_password: bool = True


class NewAccount(Model):
    nickname: Nickname
    password: Password
    email: Email | None = None
    device: DeviceName = ""


class Credentials(Model):
    """`nickname` may be the e-mail address. `device` is what the list of sessions calls this device."""

    nickname: Annotated[Line, Field(min_length=1)]
    password: Annotated[str, Field(min_length=1, max_length=200, repr=False)]
    device: DeviceName = ""


class Tokens(Model):
    """`access_token` lasts `expires_in` seconds. Each `refresh_token` works once: using an old one ends all."""

    access_token: Token
    refresh_token: Token
    expires_in: int
    token_type: str = "Bearer"  # noqa: S105 - the name OAuth gives it


class SignedIn(Tokens):
    """`recovery_code`: given once, with a new account; with it one sets a new password."""

    account: Account
    recovery_code: str | None = None


class Refresh(Model):
    refresh_token: Token


class AccountChange(Model):
    """A merge patch (RFC 7396): what is left out stays; `email` null takes the address away.

    `password`: the one that holds, where there is one and `email` changes: by the address one gets a new password.
    """

    nickname: Nickname | None = None
    email: Email | None = None
    password: str = Field("", max_length=200, repr=False)


class PasswordChange(Model):
    old_password: Annotated[str, Field(max_length=200, repr=False)]
    new_password: Password


class Recovery(Model):
    """A new password for whoever holds the recovery code of the account, or the code of a mail."""

    nickname: Annotated[Line, Field(min_length=1)]
    code: Annotated[str, Field(max_length=100, repr=False)]
    new_password: Password
    device: DeviceName = ""


class MailWanted(Model):
    """Asks for a mail with a code for `Recovery`. The answer is the same whether the account exists or not."""

    email: Email


class Deletion(Model):
    """`nickname` typed once more, so that nobody deletes by accident; the password where there is one."""

    nickname: str = Field(max_length=200)
    password: str = Field("", max_length=200, repr=False)


class Session(Model):
    """One device that is signed in. `current`: the one that asks."""

    id: str
    device: str
    created_at: AwareDatetime
    used_at: AwareDatetime
    current: bool = False


class Sessions(Model):
    items: tuple[Session, ...] = ()


class Provider(Model):
    """Somewhere else where one may sign in (OpenID Connect)."""

    id: str
    name: str


class Providers(Model):
    items: tuple[Provider, ...] = ()


class ElsewhereStart(Model):
    """Begins a sign-in elsewhere. `code_challenge`: base64url SHA-256 of the verifier (RFC 7636, S256)."""

    provider: str = Field(max_length=40)
    redirect_uri: str = Field(max_length=300)
    code_challenge: str = Field(pattern=r"^[A-Za-z0-9_-]{43}$")


class ElsewhereStarted(Model):
    """`url` is opened in the browser; `state` comes back with the code."""

    url: str
    state: str


class ElsewhereFinish(Model):
    state: str = Field(max_length=200)
    code: str = Field(max_length=2000, repr=False)
    code_verifier: str = Field(pattern=r"^[A-Za-z0-9._~-]{43,128}$", repr=False)
    device: DeviceName = ""


class NewKey(Model):
    """A key for an application or a connector: each gets only the scopes it needs."""

    name: Annotated[Line, Field(min_length=1, max_length=80)]
    scopes: tuple[Scope, ...] = Field(min_length=1)


class Key(Model):
    """`secret` is given once, when the key is made."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    created_at: AwareDatetime
    secret: str | None = None


class Keys(Model):
    items: tuple[Key, ...] = ()
