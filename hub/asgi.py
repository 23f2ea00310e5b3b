"""Owns the hub as an ASGI app: which measures it has and how it says no; it must not read data itself."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from sqlalchemy.exc import OperationalError
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from contract.changes import Health
from contract.endpoints import LIVES, READY
from contract.problems import Code
from hub.account import contributions, demo
from hub.account import routes as account
from hub.account.mail import Post
from hub.core import problems, well_known
from hub.core.described import describe_servings
from hub.core.envelope import enveloped
from hub.core.feed import Feed
from hub.core.hub import Hub
from hub.core.intake import Intake
from hub.core.limits import TooMany, note
from hub.core.openapi import describe, refusal
from hub.core.problems import Refusal
from hub.core.readings import Answers, Reading, ReadRoute
from hub.core.servings import Serving, routes
from hub.forum import routes as forum
from hub.help import desk, synonyms
from hub.help import routes as help_
from hub.help.effects import effects
from hub.help.reminders import Reminders
from hub.home import routes as home
from hub.hsds import desk as hsds_desk
from hub.hsds import routes as hsds
from hub.participation import routes as participation
from hub.reading import routes as reading
from hub.settings import HubSettings
from hub.volunteer import routes as volunteer

MEASURES = (help_, hsds, home, forum, participation, volunteer)
#: What else is served, beside what is read.
SERVED = (account, contributions, desk, synonyms, hsds_desk)
LOG = logging.getLogger(__name__)


class HubApp(FastAPI):
    """FastAPI, with answers that still hold given before it begins."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.answers = Answers(hub.freshness)
        self.intake = Intake(hub.committer, hub.limits)
        hub.effects.update(effects(hub))
        hub.jobs.add(Reminders(hub, Post(hub.settings.mail_url) if hub.settings.mail_url else None).job())
        self.readings = tuple(readings(hub))
        self.servings = tuple(servings(hub))
        # No pages of FastAPI's own: they load scripts from foreign hosts.
        super().__init__(
            title="WueApp hub",
            version="1",
            docs_url=None,
            redoc_url=None,
            routes=[
                *(Route(each.endpoint.path, ReadRoute(each, self.answers), methods=["GET"]) for each in self.readings),
                *routes(self.servings, hub),
                *well_known.routes(hub.settings),
                *reading.routes(hub),
            ],
            lifespan=_lifespan,
            redirect_slashes=False,
        )
        self.state.hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        spare = self.hub.limits.arrived(scope)
        if spare >= 0 and (answer := await self.answers.find(scope)):
            await answer.send(scope, send)
            return
        note(scope, "address", spare)
        if spare >= 0 and self.intake.takes(scope):
            await self.intake(scope, receive, send)
            return
        send = enveloped(send, scope, self.hub.limits)
        if spare < 0:
            await problems.tell(TooMany("address", -spare), scope, receive, send)
            return
        try:
            await super().__call__(scope, receive, send)
        except Exception:
            # The answer (500) has gone out already. Neither query nor headers go into the log: they may
            # say what somebody looks for.
            LOG.exception("%s %s failed", scope["method"], getattr(scope.get("endpoint"), "path", "?"))

    def openapi(self) -> dict[str, Any]:
        if not self.openapi_schema:
            own = get_openapi(title=self.title, version=self.version, routes=self.routes)
            self.openapi_schema = describe_servings(describe(own, self.readings), self.servings)
        return self.openapi_schema


def create_hub(settings: HubSettings, now: Callable[[], float] = time.time) -> HubApp:
    """A ready hub: migrated and seeded when this returns. `app.state.hub` is its data (`hub.core.hub.Hub`).

    `now` gives Unix seconds.
    Raises hub.core.migration.SchemaNewer, sqlalchemy.exc.OperationalError.
    """
    app = HubApp(Hub(settings, now))
    demo.settle(app.hub)
    desk.settle(app.hub)
    _health(app)
    for error, handler in (
        (Refusal, _refused),
        (HTTPException, _unrouted),
        (OperationalError, _no_room),
        (Exception, _broken),
    ):
        app.add_exception_handler(error, handler)
    return app


def readings(hub: Hub) -> list[Reading]:
    """Everything that is read, of all measures."""
    feed = Feed(hub.log, hub.snapshots, hub.settings.page_limit)
    measures = [reading for measure in MEASURES for reading in measure.readings(hub)]
    return [*feed.readings(), hub.search.reading(), *measures]


def servings(hub: Hub) -> list[Serving]:
    """Everything that is served otherwise, of all parts."""
    return [serving for part in SERVED for serving in part.servings(hub)]


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    app.state.hub.jobs.start()
    yield
    app.state.hub.close()


def _health(app: HubApp) -> None:
    hub = app.hub
    kept: dict[str, Any] = {"response_model_exclude_none": True, "responses": {500: refusal(500)}}

    @app.head(LIVES.path, include_in_schema=False)
    @app.get(LIVES.path, response_model=LIVES.gives, **kept)
    async def lives(response: Response) -> Health:
        """Whether the hub lives."""
        response.headers["cache-control"] = "no-store"
        return Health(status="ok", epoch=hub.epoch)

    @app.head(READY.path, include_in_schema=False)
    @app.get(READY.path, response_model=READY.gives, **{**kept, "responses": {503: refusal(503), 500: refusal(500)}})
    def ready(response: Response) -> Health:
        """Whether the hub can answer: the database is there, with the schema of today, and seeded."""
        response.headers["cache-control"] = "no-store"
        if not hub.ready():
            raise HTTPException(503)
        return Health(status="ready", epoch=hub.epoch)


async def _refused(request: Request, refusal: Any) -> Response:
    return problems.response(refusal, request.headers.get("accept-language", ""))


async def _unrouted(request: Request, error: Any) -> Response:
    said = Refusal(problems.code_for(error.status_code), error.status_code)
    return problems.response(said, request.headers.get("accept-language", ""), error.headers)


async def _no_room(request: Request, error: Exception) -> Response:
    """The database takes nothing just now: its disk is full, or its server away. Asked again later it may."""
    path = getattr(request.scope.get("endpoint"), "path", "?")
    LOG.error("%s %s failed: %s", request.method, path, type(error).__name__)
    return await _refused(request, Refusal(Code.HUB_BROKEN, 503, retry_after=5))


async def _broken(request: Request, error: Exception) -> Response:
    return await _refused(request, Refusal(Code.HUB_BROKEN, 500))
