"""Owns the addresses of the reading pages (`/lesen/…`) and how each is answered; it must not draw."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hub.core.hub import Hub
from hub.reading import files, paper
from hub.reading.pages import Pages
from hub.reading.visit import ASKED_AGAIN, NEVER_KEPT, Visit

Draw = Callable[[Visit], bytes]
PDF = "application/pdf"
#: A page with somebody's token is for no search engine.
UNLISTED = {"x-robots-tag": "noindex"}


def routes(hub: Hub) -> list[Route]:
    """In the order in which they are looked at: what is nowhere else is lost."""
    answers = Answers(hub)
    return [
        *(Route(path, answers.of(draw), methods=["GET"]) for path, draw in answers.fixed.items()),
        Route("/lesen/hilfe/{id}.pdf", answers.printed, methods=["GET"]),
        *(Route(path, answers.of(draw), methods=["GET"]) for path, draw in answers.single.items()),
        Route("/lesen/stimmt-noch/{token}", answers.reminded, methods=["GET", "POST"]),
        Route("/lesen/{name:path}", answers.file, methods=["GET"]),
    ]


class Answers:
    """No method is a coroutine: Starlette runs each in a thread, where it may read and draw."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._pages = pages = Pages(hub)
        self.fixed: dict[str, Draw] = {
            "/lesen": pages.start,
            "/lesen/hilfe": pages.directory,
            "/lesen/artikel": pages.articles,
            "/lesen/notfall": pages.emergency,
        }
        self.single: dict[str, Draw] = {
            "/lesen/hilfe/{id}": pages.offer,
            "/lesen/hilfe/{id}/druck": pages.paper,
            "/lesen/artikel/{id}": pages.article,
        }

    def of(self, draw: Draw) -> Callable[[Request], Response]:
        """How a page is answered."""

        def answer(request: Request) -> Response:
            visit = self._visit(request)
            try:
                body = draw(visit)
            except LookupError:
                return self._lost(visit)
            return visit.answer(body, keep=NEVER_KEPT if visit.asked("q") else ASKED_AGAIN)

        return answer

    def printed(self, request: Request) -> Response:
        """An offer as PDF, or where there is no Typst as a page that says so."""
        visit = self._visit(request)
        try:
            data = self._pages.sheet(visit)
        except LookupError:
            return self._lost(visit)
        if not paper.can_print():
            note = visit.say("Diese Stelle kann kein PDF machen. Drucken Sie bitte diese Seite.")
            return visit.answer(self._pages.paper(visit, note))
        etag = paper.validator(data)
        known = request.headers.get("if-none-match") == f'"{etag}"'
        return visit.answer(b"" if known else paper.printed(data), PDF, etag=etag)

    def reminded(self, request: Request) -> Response:
        """GET shows what somebody is asked and changes nothing; POST confirms."""
        visit = self._visit(request)
        draw = self._pages.confirmed if request.method == "POST" else self._pages.reminder
        response = visit.answer(draw(visit), keep=NEVER_KEPT)
        response.headers.update(UNLISTED)
        return response

    def file(self, request: Request) -> Response:
        """The style sheet, a font; every other address leads nowhere."""
        visit, name = self._visit(request), request.path_params["name"]
        try:
            return visit.answer(files.content(name), files.MEDIA[name[-4:]], keep=files.KEPT)
        except LookupError:
            return self._lost(visit)

    def _visit(self, request: Request) -> Visit:
        return Visit(request, self._hub.settings)

    def _lost(self, visit: Visit) -> Response:
        return visit.answer(self._pages.lost(visit), status=404)
