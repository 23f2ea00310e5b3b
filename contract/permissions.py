"""Owns who may do what, and why not; it must not know how somebody proved who they are.

Hub and app ask the same function: the hub refuses with the reason, the app shows it before one tries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from contract.problems import Code

Role = Literal["resident", "club", "provider", "moderator", "editor", "office"]
ROLES: tuple[Role, ...] = ("resident", "club", "provider", "moderator", "editor", "office")
#: Every account has none of them at first. `resident`: an office has checked that somebody lives here.

Action = Literal["read", "contribute", "bookmark", "own", "answer", "provide", "edit", "administer"]
Scope = Literal["read", "contribute", "answer", "edit"]


@dataclass(frozen=True)
class Who:
    """Somebody as the hub knows them: nobody (a guest), an account with its roles, or an application's key."""

    account: str = ""
    roles: frozenset[Role] = frozenset()
    key: str = ""
    scopes: frozenset[Scope] = frozenset()


GUEST = Who()


@dataclass(frozen=True)
class Rule:
    """`guests`: nobody need sign in. `roles`: one of them is needed; empty: any account. `scope`: what an
    application's key must have; None: never by key."""

    guests: bool = False
    roles: tuple[Role, ...] = ()
    scope: Scope | None = None


RULES: Mapping[Action, Rule] = {
    "read": Rule(guests=True, scope="read"),
    "contribute": Rule(guests=True, scope="contribute"),
    "bookmark": Rule(),
    "own": Rule(),
    "answer": Rule(roles=("editor", "moderator", "office"), scope="answer"),
    "provide": Rule(roles=("provider", "editor")),
    "edit": Rule(roles=("editor", "office"), scope="edit"),
    "administer": Rule(roles=("office",)),
}


@dataclass(frozen=True)
class WhyNot:
    """Why somebody may not, as a problem code; `roles`: which of them would open it."""

    code: Code
    roles: tuple[Role, ...] = ()


def why_not(who: Who, action: Action, *, opened: bool = True) -> WhyNot | None:
    """None: they may. Otherwise the first thing in the way, which the person can do something about.

    `opened`: False while the phase of the thing (a vote, a booking) is not the right one.
    """
    rule = RULES[action]
    if who.key:
        return None if rule.scope in who.scopes else WhyNot(Code.NOT_ALLOWED)
    if not who.account and not rule.guests:
        return WhyNot(Code.SIGN_IN_NEEDED, rule.roles)
    if rule.roles and who.roles.isdisjoint(rule.roles):
        checked = rule.roles == ("resident",)
        return WhyNot(Code.CHECK_NEEDED if checked else Code.NOT_ALLOWED, rule.roles)
    return None if opened else WhyNot(Code.PHASE_CLOSED)
