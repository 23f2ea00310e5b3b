"""Owns a sign-in that leads nowhere and people who do not exist, for samples; it must not hold content."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from contract.account import Account, Session
from services.account.session import SignIn, SignInState
from services.hub import HubClient
from services.secrets import SecretStore
from views.bare import CLOCK
from views.stages import NOW, ident

#: A name that never leads anywhere (RFC 6761).
NOWHERE = "http://hub.invalid"
ANNA = Account(id=ident(1), nickname="Mainkiesel", created_at=NOW - timedelta(days=90), email="mainkiesel@beispiel.de")
#: As long as names may be, with all there is.
LONGEST = Account(
    id=ident(2),
    nickname="Gartenfreundin-Rottendorfer-Landstraße-7",
    email="nachbarschaftshilfe.unterpleichfeld.vorstand@beispiel-verein-mainfranken.de",
    roles=("resident", "club", "provider", "moderator", "editor", "office"),
    created_at=NOW - timedelta(days=800),
)
KNOWN = SignInState(ANNA)
STRANGER = SignInState()
#: Signed in only until the app is closed, and the hub has ended the session.
FLEETING = SignInState(durable=False, ended=True)
DEVICES = (
    Session(id=ident(3), device="Dieser Rechner", created_at=NOW - timedelta(days=90), used_at=NOW, current=True),
    Session(id=ident(4), device="Telefon", created_at=NOW - timedelta(days=9), used_at=NOW - timedelta(days=2)),
    Session(id=ident(5), device="", created_at=NOW - timedelta(days=400), used_at=NOW - timedelta(days=200)),
)
#: What samples have typed where passwords stand.
PHRASE, SHORT = "vier kleine Boote", "kurz"
CODE = "7K3M-92QF-4HTX-8WZD-P5RN-B06G"


@cache
def sign_in() -> SignIn:
    """Nobody is signed in, and no hub is there."""
    return SignIn(HubClient.at(NOWHERE), SecretStore.in_memory(), CLOCK)


async def refuse(*_given: object) -> bool:
    """What a sample's device does when it is asked to copy, to save or to open: nothing."""
    return False


async def stay_here(_address: str) -> None:
    """The browser of a sample opens nothing."""
