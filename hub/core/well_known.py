"""Owns what machines look for under `/.well-known/` (RFC 8615); it must not invent anybody who can be written to.

Where a password is changed is a page of the app: the hub leads there when it knows where the app is.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from hub.core.problems import not_found
from hub.settings import HubSettings

SECURITY_TXT = "/.well-known/security.txt"
#: W3C, A Well-Known URL for Changing Passwords; and the app's page for it.
CHANGE_PASSWORD, ACCOUNT = "/.well-known/change-password", "/konto"


def routes(settings: HubSettings) -> list[Route]:
    async def security_txt(request: Request) -> Response:
        if not settings.contact:
            raise not_found()
        return PlainTextResponse(security_text(settings), headers={"cache-control": "no-cache"})

    async def change_password(request: Request) -> Response:
        if not settings.app_url:
            raise not_found()
        return RedirectResponse(settings.app_url.rstrip("/") + ACCOUNT, 302, {"cache-control": "no-cache"})

    return [
        Route(SECURITY_TXT, security_txt, methods=["GET"]),
        Route(CHANGE_PASSWORD, change_password, methods=["GET"]),
    ]


def security_text(settings: HubSettings) -> str:
    """RFC 9116: Contact and Expires are what must be there."""
    expires = f"{settings.contact_until}T23:59:59Z"
    return f"Contact: {settings.contact}\nExpires: {expires}\nPreferred-Languages: de, en\n"
