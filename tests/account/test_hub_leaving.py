"""Taking everything along, and leaving for good: nothing of the person is left, in no table and in no file."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from sqlalchemy import insert, select, text

from contract.identity import new_id
from hub.account.personal import IMPERSONAL, rows_of
from hub.asgi import HubApp
from hub.core.database import Database
from hub.core.desk import HELP_CASE, MEMBERSHIP
from hub.core.people import ACCOUNT, PENDING
from hub.core.schema import METADATA
from hub.core.writings import CONTRIBUTION, DECISION
from tests.account.people import PASSWORD, Watch, bearer, sign_in, sign_up
from tests.hub.writers import Writer

pytestmark = pytest.mark.anyio

#: Each in another place; as they are, and as the hub folds them.
MARKS = ("xqnickname", "xqmail@example.org", "xqdevice", "xqwords", "xqquery", "xqphoto", "xqdetail", "xqsaid")


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(made, "JPEG", comment=b"xqphoto")
    return made.getvalue()


async def filled(asks: httpx.AsyncClient, door: HubApp) -> dict[str, Any]:
    """Somebody who has used everything there is: a row of theirs in every personal table. Gives their session."""
    await sign_up(asks, "XqNickname", email="XqMail@example.org")
    me: dict[str, Any] = (await sign_in(asks, "xqnickname", device="XqDevice")).json()
    me |= (await asks.post("/v1/session/refresh", json={"refresh_token": me["refresh_token"]})).json()
    writer, upload = Writer(asks, bearer(me)), new_id()
    head = {"content-type": "application/partial-upload", "upload-offset": "0", "upload-complete": "?1"}
    sent = await asks.patch(f"/v1/uploads/{upload}", content=picture(), headers={**head, **bearer(me)})
    assert sent.status_code == 200, sent.text
    body = {"about": "/hilfe", "text": "xqwords <b>&", "query": "xqquery"}
    put = await writer.put(new_id(), body, attachments=[upload])
    assert put.status_code == 201, put.text
    staff = {
        "id": new_id(),
        "contribution": put.json()["id"],
        "account": "staff",
        "said": b'{"text":"xqsaid"}',
        "at": 1,
    }
    decided = {
        **staff,
        "id": new_id(),
        "contribution": "another",
        "account": f"a:{me['account']['id']}",
        "said": b'"kept"',
    }
    pending = {"secret": "x", "what": "mail", "account": me["account"]["id"], "detail": "xqdetail", "until": 9**15}
    case = {"contribution": put.json()["id"], "kind": "feedback", "institution": "", "offer": "", "at": 1}
    with door.hub.database.writing() as connection:
        connection.execute(insert(HELP_CASE).values(**case))
        connection.execute(insert(MEMBERSHIP).values(account=me["account"]["id"], institution="some"))
        connection.execute(insert(DECISION), [staff, decided])
        connection.execute(insert(PENDING).values(**pending))
    return me


def everything(database: Database) -> str:
    """Every value of every table, in small letters."""
    with database.reading() as connection:
        values = [
            value for table in METADATA.sorted_tables for row in connection.execute(select(table)) for value in row
        ]
    said = (bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value) for value in values)
    return "\n".join(said).lower()


def files(database: Database) -> bytes:
    """The bytes of the database and of what lies beside it."""
    assert database.path
    return b"".join(path.read_bytes() for path in sorted(database.path.parent.glob(f"{database.path.name}*"))).lower()


async def leave(asks: httpx.AsyncClient, me: dict[str, Any], nickname: str, password: str = PASSWORD) -> httpx.Response:
    return await asks.post("/v1/me/deletion", json={"nickname": nickname, "password": password}, headers=bearer(me))


def test_of_every_table_it_is_known_whether_it_has_something_of_a_person() -> None:
    personal = {table.name for table in rows_of("somebody")}
    assert personal | IMPERSONAL == set(METADATA.tables)
    assert not personal & IMPERSONAL


async def test_who_is_deleted_is_gone_from_every_table_and_from_the_files(
    asks: httpx.AsyncClient, door: HubApp
) -> None:
    other = await sign_up(asks, "Bert")
    await Writer(asks, bearer(other)).put(new_id(), {"about": "/", "text": "Berts Worte", "query": ""})
    me = await filled(asks, door)
    with door.hub.database.reading() as connection:
        ids = list(
            connection.execute(
                select(CONTRIBUTION.c.id).where(CONTRIBUTION.c.owner == f"a:{me['account']['id']}")
            ).scalars()
        )
    marks = (*MARKS, me["account"]["id"], *ids)
    before = everything(door.hub.database)
    assert [mark for mark in marks if mark not in before] == []
    left = await leave(asks, me, " XQnickname ")
    assert (left.status_code, left.content) == (204, b"")
    after = everything(door.hub.database)
    assert [mark for mark in marks if mark in after] == []
    assert "berts worte" in after
    assert '"kept"' in after
    if door.hub.database.path:
        raw = files(door.hub.database)
        assert [mark for mark in marks if mark.encode() in raw] == []
        assert b"berts worte" in raw
    assert (await asks.get("/v1/me", headers=bearer(me))).status_code == 401
    assert (await sign_in(asks, "xqnickname")).status_code == 401
    assert (await asks.get("/v1/me", headers=bearer(other))).status_code == 200


async def test_without_overwriting_the_scan_would_find_what_was_deleted(asks: httpx.AsyncClient, door: HubApp) -> None:
    """The test above can fail: the same deletion, on a connection that only forgets."""
    if door.hub.database.path is None:
        return
    me = await filled(asks, door)
    with door.hub.database.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.execute("PRAGMA secure_delete=OFF").close()
    await leave(asks, me, "xqnickname")
    assert any(mark.encode() in files(door.hub.database) for mark in MARKS)


async def test_while_somebody_reads_what_was_deleted_is_owed_and_the_jobs_settle_it(
    asks: httpx.AsyncClient, door: HubApp, caplog: pytest.LogCaptureFixture
) -> None:
    if door.hub.database.path is None:
        return
    me = await filled(asks, door)
    with door.hub.database.reading() as connection:
        # Who reads at this moment sees all as it was, and goes on seeing it.
        assert connection.execute(select(ACCOUNT.c.id)).all()
        assert (await leave(asks, me, "xqnickname")).status_code == 204
        assert any(mark.encode() in files(door.hub.database) for mark in MARKS)
        assert "somebody reads" in caplog.text
        door.hub.jobs.run_due()
        assert not door.hub.settling.settle()
    door.hub.jobs.run_due()
    assert [mark for mark in MARKS if mark.encode() in files(door.hub.database)] == []
    assert door.hub.settling.settle()


def tables_of(door: HubApp) -> bytes:
    """The bytes of all tables of a database on PostgreSQL, as they lie on the disk."""
    database = door.hub.database.engine.url
    folder = Path(str(database.query["host"])) / "data"
    with door.hub.database.engine.connect() as connection:
        raw = connection.execution_options(isolation_level="AUTOCOMMIT")
        raw.execute(text("CHECKPOINT"))
        number = raw.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()")).scalar_one()
    return b"".join(path.read_bytes() for path in (folder / "base" / str(number)).iterdir()).lower()


async def test_on_postgresql_the_jobs_take_the_bytes_away_too(
    asks: httpx.AsyncClient, door: HubApp, caplog: pytest.LogCaptureFixture
) -> None:
    if door.hub.database.lite:
        return
    other = await sign_up(asks, "Bert")
    await Writer(asks, bearer(other)).put(new_id(), {"about": "/", "text": "Berts Worte", "query": ""})
    me = await filled(asks, door)
    marks = [mark.encode() for mark in (*MARKS, me["account"]["id"])]
    await leave(asks, me, "xqnickname")
    assert any(mark in tables_of(door) for mark in marks), "deleting alone takes them away: what is this test for?"
    with door.hub.database.reading() as connection:
        assert connection.execute(select(ACCOUNT.c.id)).all()
        door.hub.jobs.run_due()
        assert "LockNotAvailable" in caplog.text
    assert any(mark in tables_of(door) for mark in marks)
    door.hub.jobs.run_due()
    left = tables_of(door)
    assert [mark for mark in marks if mark in left] == []
    assert b"berts worte" in left
    with door.hub.database.engine.connect() as connection:
        assert connection.execute(text("SHOW lock_timeout")).scalar_one() == "0"


async def test_nobody_is_deleted_by_accident_or_by_somebody_else(asks: httpx.AsyncClient, door: HubApp) -> None:
    me, other = await sign_up(asks, "Anna"), await sign_up(asks, "Bert")
    assert (await leave(asks, me, "Bert")).json()["errors"][0]["pointer"] == "#/nickname"
    assert (await leave(asks, me, "Anna", "falsch")).json()["code"] == "sign-in-wrong"
    assert (await leave(asks, me, "Anna", "")).status_code == 401
    assert (await leave(asks, other, "Anna")).status_code == 422
    with door.hub.database.reading() as connection:
        assert len(connection.execute(select(ACCOUNT)).all()) == 2


async def test_the_export_has_every_row_of_the_person_and_no_secret(
    asks: httpx.AsyncClient, door: HubApp, watch: Watch
) -> None:
    await sign_up(asks, "Bert", email="bert@example.org")
    me = await filled(asks, door)
    answer = await asks.get("/v1/me/export", headers=bearer(me))
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"].startswith("attachment")
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    with door.hub.database.reading() as connection:
        secret = connection.execute(select(ACCOUNT.c.password).where(ACCOUNT.c.id == me["account"]["id"])).scalar_one()
        for table, mine in rows_of(me["account"]["id"]).items():
            rows = connection.execute(select(table).where(mine)).all()
            told = json.loads(archive.read(f"{table.name}.json"))
            assert len(rows) == len(told) > 0, table.name
            assert {*told[0]} >= {column.name for column in table.c} - {"data"}
    whole = "\n".join(archive.read(name).decode("latin-1") for name in archive.namelist()).lower()
    assert [mark for mark in MARKS if mark not in whole] == []
    for hidden in (secret, me["access_token"], "bert", "staff", "$argon2"):
        assert hidden.lower() not in whole
    [photo] = [name for name in archive.namelist() if name.startswith("files/")]
    assert archive.read(photo) == picture()


async def test_the_page_of_the_export_is_german_needs_nothing_and_runs_nothing(
    asks: httpx.AsyncClient, door: HubApp
) -> None:
    me = await filled(asks, door)
    archive = zipfile.ZipFile(io.BytesIO((await asks.get("/v1/me/export", headers=bearer(me))).content))
    page = archive.read("index.html").decode()
    assert page.startswith('<!doctype html><html lang="de">')
    assert "Meine Daten in der WueApp" in page
    assert "xqwords &lt;b&gt;&amp;" in page
    assert "<b>" not in page
    assert "<script" not in page
    assert "http://" not in page.replace("http-equiv", "")
    assert "https://" not in page
