"""Owns the addresses of the reading pages (`/lesen/…`) and how each is answered; it must not draw."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hub.core.hub import Hub
from hub.reading import files, paper
from hub.reading.pages import Pages
from hub.reading.visit import ASKED_AGAIN, HTML, NEVER_KEPT, Visit

Draw = Callable[[Visit], bytes]
#: Search engines may read all but what is looked for, and a token of somebody's mail.
UNLISTED = {"x-robots-tag": "noindex"}
REMINDER = "/lesen/stimmt-noch/{token}"


def routes(hub: Hub) -> list[Route]:
    """In the order in which they are looked at: what is nowhere else is lost."""
    pages = Pages(hub)

    def page(path: str, draw: Draw) -> Route:
        # Not a coroutine: Starlette runs it in a thread, where it may read and draw.
        def answer(request: Request) -> Response:
            visit = Visit(request, hub.settings)
            try:
                body = draw(visit)
            except LookupError:
                return visit.answer(pages.lost(visit), status=404)
            return visit.answer(body, keep=NEVER_KEPT if visit.asked("q") else ASKED_AGAIN)

        return Route(path, answer, methods=["GET"])

    def printed(request: Request) -> Response:
        visit = Visit(request, hub.settings)
        try:
            data = pages.sheet(visit)
        except LookupError:
            return visit.answer(pages.lost(visit), status=404)
        if not paper.can_print():
            note = visit.say("Diese Stelle kann kein PDF machen. Drucken Sie bitte diese Seite.")
            return visit.answer(pages.paper(visit, note))
        etag = paper.validator(data)
        if request.headers.get("if-none-match") == f'"{etag}"' or request.method == "HEAD":
            return visit.answer(b"", "application/pdf", etag=etag)
        return visit.answer(paper.printed(data), "application/pdf", etag=etag)

    def reminded(request: Request) -> Response:
        visit = Visit(request, hub.settings)
        draw = pages.confirmed if request.method == "POST" else pages.reminder
        response = visit.answer(draw(visit), keep=NEVER_KEPT)
        response.headers.update(UNLISTED)
        return response

    def file(request: Request) -> Response:
        visit = Visit(request, hub.settings)
        name = request.path_params["name"]
        try:
            return visit.answer(files.content(name), files.MEDIA[name[-4:]], keep=files.KEPT)
        except LookupError:
            return visit.answer(pages.lost(visit), HTML, status=404)

    return [
        page("/lesen", pages.start),
        page("/lesen/hilfe", pages.directory),
        Route("/lesen/hilfe/{id}.pdf", printed, methods=["GET"]),
        page("/lesen/hilfe/{id}", pages.offer),
        page("/lesen/hilfe/{id}/druck", pages.paper),
        page("/lesen/artikel", pages.articles),
        page("/lesen/artikel/{id}", pages.article),
        page("/lesen/notfall", pages.emergency),
        Route(REMINDER, reminded, methods=["GET", "POST"]),
        Route("/lesen/{name:path}", file, methods=["GET"]),
    ]
