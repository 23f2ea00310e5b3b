"""Owns the ordinary way to take durable writes: FastAPI, SQLAlchemy's ORM, a session a request; it must not be ours.

Written as their documentation shows it, with the same promises: signed in, an idempotency key, one commit an answer.
"""

from __future__ import annotations

import hashlib
import json
import time
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, HTTPException, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import ForeignKey, String, create_engine, event, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, sessionmaker


class Rows(DeclarativeBase):
    pass


class Account(Rows):
    __tablename__ = "account"
    id: Mapped[str] = mapped_column(String(60), primary_key=True)


class SignIn(Rows):
    __tablename__ = "session"
    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[float]
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    account: Mapped[Account] = relationship()


class Contribution(Rows):
    __tablename__ = "contribution"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    owner: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    version: Mapped[int]
    received_at: Mapped[datetime]
    body: Mapped[str]


class Answered(Rows):
    __tablename__ = "answered"
    owner: Mapped[str] = mapped_column(String(60), primary_key=True)
    key: Mapped[str] = mapped_column(String(36), primary_key=True)
    asked: Mapped[str] = mapped_column(String(64))
    answer: Mapped[str]


class Feedback(BaseModel):
    about: str = Field(max_length=200)
    text: str = Field(min_length=1, max_length=4000)
    query: str = Field("", max_length=200)


class Sent(BaseModel):
    body: Feedback
    attachments: list[str] = []


class Shown(BaseModel):
    id: uuid.UUID
    version: int
    received_at: datetime
    body: Feedback


def create(url: str, tokens: list[str]) -> FastAPI:
    lite = url.startswith("sqlite")
    # As many connections as Starlette has threads, else requests wait for one another in a circle.
    engine = create_engine(url, pool_size=50, connect_args={"timeout": 60} if lite else {})
    if lite:
        _settle(engine)
    Rows.metadata.create_all(engine)
    sessions = sessionmaker(engine)
    with sessions.begin() as session:
        for number, token in enumerate(tokens):
            session.merge(Account(id=f"person {number}"))
            hashed = hashlib.sha256(token.encode()).hexdigest()
            session.merge(SignIn(token=hashed, until=time.time() + 86400, account_id=f"person {number}"))
    app = FastAPI()
    app.state.sessions = sessions
    app.put("/v1/contributions/feedback/{id_}", status_code=201, response_model=Shown)(put)
    return app


def database(request: Request) -> Iterator[Session]:
    with request.app.state.sessions() as session:
        yield session


Database = Annotated[Session, Depends(database)]


def signed_in(session: Session, authorization: str) -> Account:
    token = hashlib.sha256(authorization.removeprefix("Bearer ").encode()).hexdigest()
    found = session.get(SignIn, token)
    if found is None or found.until < time.time():
        raise HTTPException(401)
    return found.account


def put(
    id_: uuid.UUID, sent: Sent, session: Database, authorization: Annotated[str, Header()],
    idempotency_key: Annotated[str, Header()], request: Request, response: Response,
) -> Any:  # fmt: skip
    # Not a dependency: SQLite's turn to write, once taken, must not wait for a thread.
    account = signed_in(session, authorization)
    asked = hashlib.sha256(f"{request.url.path} {sent.model_dump_json()}".encode()).hexdigest()
    answered = session.get(Answered, (account.id, idempotency_key))
    if answered is not None:
        if answered.asked != asked:
            raise HTTPException(422)
        return json.loads(answered.answer)
    if session.scalar(select(Contribution.id).where(Contribution.id == str(id_))) is not None:
        raise HTTPException(412)
    now = datetime.now(UTC)
    body = sent.body.model_dump_json()
    session.add(Contribution(id=str(id_), owner=account.id, version=1, received_at=now, body=body))
    shown = Shown(id=id_, version=1, received_at=now, body=sent.body)
    answer = Answered(owner=account.id, key=idempotency_key, asked=asked, answer=shown.model_dump_json())
    session.add(answer)
    session.commit()
    response.headers["etag"] = '"1"'
    return shown


def _settle(engine: Any) -> None:
    """SQLite as SQLAlchemy's documentation has it for transactions that hold, durable and with a write-ahead log."""

    @event.listens_for(engine, "connect")
    def connected(raw: Any, _: Any) -> None:
        raw.isolation_level = None
        raw.execute("PRAGMA journal_mode=WAL").close()
        raw.execute("PRAGMA synchronous=FULL").close()

    @event.listens_for(engine, "begin")
    def begun(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
