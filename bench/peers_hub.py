"""Owns the hub as one would ordinarily write it, FastAPI and SQLAlchemy by their tutorials; it must not cut corners.

ORM rows, a session per request, pydantic response models, GZipMiddleware; columns where lists sort and filter,
JSON columns for what is nested. No cache: the ordinary way has none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Query, Request, Response
from pydantic import BaseModel
from sqlalchemy import JSON, create_engine, event, func, select, tuple_
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker
from starlette.middleware.gzip import GZipMiddleware

from contract.changes import page_checksum
from contract.help import HelpOffer

PLAIN = ("id", "where", "crisis", "status", "minimum_age", "maximum_age", "email", "url", "chat_url")


class Row(DeclarativeBase):
    pass


class OfferRow(Row):
    __tablename__ = "offer"
    id: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(index=True)
    sort: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    where: Mapped[str] = mapped_column(index=True)
    crisis: Mapped[bool]
    status: Mapped[str]
    minimum_age: Mapped[int | None]
    maximum_age: Mapped[int | None]
    email: Mapped[str | None]
    url: Mapped[str | None]
    chat_url: Mapped[str | None]
    nested: Mapped[dict[str, Any]] = mapped_column(JSON)

    def model(self) -> HelpOffer:
        return HelpOffer.model_validate({**self.nested, **{name: getattr(self, name) for name in PLAIN}})


class OfferPage(BaseModel):
    items: list[HelpOffer]
    next: str | None = None


class Changes(BaseModel):
    upserts: list[HelpOffer]
    kind: str
    epoch: str
    gone: list[str]
    next: str
    more: bool
    checksum: str


class Hit(BaseModel):
    kind: str
    id: str


class Hits(BaseModel):
    items: list[Hit]
    suggestion: str | None = None


def row(offer: HelpOffer, seq: int) -> OfferRow:
    said = offer.model_dump(mode="json", by_alias=True)
    plain = {name: said.pop(name) for name in PLAIN}
    return OfferRow(**plain, seq=seq, sort=offer.order(), title=offer.name.de, nested=said)


def sessions(path: str) -> sessionmaker[Session]:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def connected(raw: Any, _: Any) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            raw.execute(f"PRAGMA {pragma}")

    Row.metadata.create_all(engine)
    return sessionmaker(engine)


def fill(path: str, offers: Iterable[HelpOffer]) -> None:
    with sessions(path)() as session:
        session.add_all(row(offer, seq) for seq, offer in enumerate(offers, 1))
        session.commit()


def session(request: Request) -> Iterator[Session]:
    with request.app.state.sessions() as opened:
        yield opened


Db = Annotated[Session, Depends(session)]


router = APIRouter()
SHOWN: dict[str, Any] = {"response_model_by_alias": True, "response_model_exclude_none": True}


@router.get("/v1/help", response_model=OfferPage, **SHOWN)
def page(db: Db, limit: Annotated[int, Query(ge=1, le=200)] = 50, cursor: str | None = None) -> OfferPage:
    query = select(OfferRow).order_by(OfferRow.sort, OfferRow.id).limit(limit + 1)
    if cursor:
        query = query.where(tuple_(OfferRow.sort, OfferRow.id) > tuple(cursor.split("|", 1)))
    rows = list(db.scalars(query))
    onward = f"{rows[limit - 1].sort}|{rows[limit - 1].id}" if len(rows) > limit else None
    return OfferPage(items=[each.model() for each in rows[:limit]], next=onward)


@router.get("/v1/help/{id}", response_model=HelpOffer, **SHOWN)
def item(db: Db, id: str) -> HelpOffer:
    found = db.get(OfferRow, id)
    if found is None:
        raise HTTPException(404)
    return found.model()


@router.get("/v1/changes/help", response_model=Changes, **SHOWN)
def changes(
    db: Db,
    since: int = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 500,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Any:
    query = select(OfferRow).where(OfferRow.seq > since).order_by(OfferRow.seq).limit(limit + 1)
    rows = list(db.scalars(query))
    after = str(rows[:limit][-1].seq if rows else since)
    told = [each.model() for each in rows[:limit]]
    said = Changes(
        upserts=told, kind="help", epoch="1", gone=[], next=after, more=len(rows) > limit,
        checksum=page_checksum((each.id for each in told), (), after),
    )  # fmt: skip
    etag = '"' + hashlib.sha256(said.model_dump_json().encode()).hexdigest()[:16] + '"'
    if if_none_match == etag:
        return Response(status_code=304, headers={"etag": etag})
    return Response(
        said.model_dump_json(by_alias=True, exclude_none=True),
        headers={"etag": etag},
        media_type="application/json",
    )


@router.get("/v1/snapshots/help")
def snapshot(db: Db) -> Response:
    rows = db.scalars(select(OfferRow).order_by(OfferRow.sort, OfferRow.id))
    lines = [each.model().model_dump_json(by_alias=True, exclude_none=True) for each in rows]
    return Response("\n".join([*lines, ""]), media_type="application/x-ndjson")


@router.get("/v1/search", response_model=Hits)
def search(db: Db, q: str, limit: int = 20) -> Hits:
    query = select(OfferRow).where(func.lower(OfferRow.title).contains(q.lower(), autoescape=True)).limit(limit)
    return Hits(items=[Hit(kind="help", id=each.id) for each in db.scalars(query)])


def create(path: str) -> FastAPI:
    """The app over a database that `fill` made."""
    app = FastAPI()
    app.state.sessions = sessions(path)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=6)
    app.include_router(router)
    return app
