"""Every endpoint and everybody who may ask: who gets in, and who is told what. The table is the test.

A new endpoint without a row fails. Whoever can own such a thing asks for their own, everybody else (`OWNERS`) for
somebody else's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest

from contract import endpoints
from contract.account import DEMO_PASSWORD
from contract.endpoints import Endpoint
from contract.identity import new_id
from hub.asgi import HubApp, create_hub
from hub.settings import HubSettings
from tests.hub.samples import identity
from tests.hub.writers import FEEDBACK
from tests.security.afar import from_afar
from tests.security.people import COLUMNS, JPEG, PASSWORD, Person, Things, person, photo, things
from tests.seeds import raw

pytestmark = pytest.mark.anyio

#: Rows of names in `contract.endpoints`; after a colon another case of the same. Columns as in `COLUMNS`.
#: ga: guest, co: with a code, ac: account, then the roles, keys (read, contribute, answer), an ended session, a
#: token nobody has; an account, a code and a moderator who ask for somebody else's.
TABLE = """
#                          gu  co  ac  re  cl  pr  mo  ed  of  kr  kc  ka  en  un  st  oc  sm
LIVES                      200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
READY                      200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
SEARCH                     200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
CHANGES                    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
SNAPSHOT                   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
LISTS                      200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
ITEMS                      404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
SIGN_UP                    201 201 201 201 201 201 201 201 201 201 201 201 201 201 201 201 201
SIGN_IN                    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
SIGN_IN:wrong              401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
REFRESH                    401 401 200 200 200 200 200 200 200 401 401 401 200 401 200 401 200
SIGN_OUT                   401 401 204 204 204 204 204 204 204 403 403 403 401 401 204 401 204
RECOVER                    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
MAIL_CODE                  204 204 204 204 204 204 204 204 204 204 204 204 204 204 204 204 204
ME                         401 401 200 200 200 200 200 200 200 403 403 403 401 401 200 401 200
CHANGE_ME                  401 401 200 200 200 200 200 200 200 403 403 403 401 401 200 401 200
CHANGE_PASSWORD            401 401 204 204 204 204 204 204 204 403 403 403 401 401 204 401 204
DELETE_ME                  401 401 204 204 204 204 204 204 204 403 403 403 401 401 204 401 204
EXPORT_ME                  401 401 200 200 200 200 200 200 200 403 403 403 401 401 200 401 200
SESSIONS                   401 401 200 200 200 200 200 200 200 403 403 403 401 401 200 401 200
END_SESSION                401 401 204 204 204 204 204 204 204 403 403 403 401 401 404 401 404
PROVIDERS                  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
ELSEWHERE_START            404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
ELSEWHERE_FINISH           401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
GET_CONTRIBUTION           404 200 200 200 200 200 200 200 200 403 200 403 401 401 404 404 200
GET_CONTRIBUTION:bookmark  404 404 200 200 200 200 200 200 200 403 404 403 401 401 404 404 404
PUT_CONTRIBUTION           401 200 200 200 200 200 200 200 200 403 200 403 401 401 404 404 404
PUT_CONTRIBUTION:new       401 412 412 412 412 412 412 412 412 403 412 403 401 401 404 404 404
PUT_CONTRIBUTION:bookmark  401 401 201 201 201 201 201 201 201 403 403 403 401 401 201 401 201
WITHDRAW_CONTRIBUTION      401 200 200 200 200 200 200 200 200 403 200 403 401 401 404 404 404
RECEIPT                    401 200 401 401 401 401 401 401 401 403 401 403 401 401 401 404 401
MY_CONTRIBUTIONS           401 401 200 200 200 200 200 200 200 403 403 403 401 401 200 401 200
INBOX                      401 401 403 403 403 403 200 200 200 403 403 200 401 401 403 401 200
INBOX:bookmarks            401 401 403 403 403 403 404 404 404 403 403 404 401 401 403 401 404
ANSWER                     401 401 403 403 403 403 200 200 200 403 403 200 401 401 403 401 200
ANSWER:bookmark            401 401 403 403 403 403 404 404 404 403 403 404 401 401 403 401 404
PUT_UPLOAD                 401 200 200 200 200 200 200 200 200 403 200 403 401 401 200 200 200
PUT_UPLOAD:again           401 200 200 200 200 200 200 200 200 403 200 403 401 401 404 404 404
UPLOAD                     404 200 200 200 200 200 200 200 200 403 200 403 401 401 404 404 404
FILE                       404 200 200 200 200 200 200 200 200 403 200 403 401 401 404 404 404
KEYS                       401 401 403 403 403 403 403 403 200 403 403 403 401 401 403 401 403
NEW_KEY                    401 401 403 403 403 403 403 403 201 403 403 403 401 401 403 401 403
END_KEY                    401 401 403 403 403 403 403 403 204 403 403 403 401 401 403 401 403
DESK_OFFERS                401 401 403 403 403 200 403 200 403 403 403 403 401 401 403 401 403
DESK_INSTITUTION           401 401 403 403 403 403 403 200 403 403 403 403 401 401 403 401 403
DESK_CASES                 401 401 403 403 403 200 403 200 403 403 403 403 401 401 403 401 403
DESK_ANSWER                401 401 403 403 403 404 403 404 403 403 403 403 401 401 403 401 403
DESK_JOIN                  401 401 422 422 422 422 422 422 422 403 403 403 401 401 422 401 422
DESK_INVITE                401 401 403 403 403 403 403 404 404 403 403 403 401 401 403 401 403
DESK_FIGURES               401 401 403 403 403 403 403 200 200 403 403 403 401 401 403 401 403
DESK_SYNONYMS              401 401 403 403 403 403 403 200 200 403 403 403 401 401 403 401 403
DESK_SYNONYMS_GONE         401 401 403 403 403 403 403 404 404 403 403 403 401 401 403 401 403
DESK_TWINS                 401 401 403 403 403 403 403 200 200 403 403 403 401 401 403 401 403
DESK_TWIN_JOIN             401 401 403 403 403 403 403 404 404 403 403 403 401 401 403 401 403
DESK_IMPORT                401 401 403 403 403 403 403 200 200 403 403 403 401 401 403 401 403
DESK_IMPORTS               401 401 403 403 403 403 403 200 200 403 403 403 401 401 403 401 403
DESK_IMPORT_UNDO           401 401 403 403 403 403 403 404 404 403 403 403 401 401 403 401 403
"""


#: Who owns what these ask for.
OWNERS = {
    "guest": "code", "key read": "account", "key answer": "account", "ended": "account", "unknown": "account",
    "stranger": "account", "other code": "code", "staff": "account",
}  # fmt: skip


class Case(NamedTuple):
    """Who asks for what."""

    who: Person
    own: Things
    id: str = ""


Made = Callable[[Case], dict[str, Any]]


def json(**value: Any) -> dict[str, Any]:
    return {"json": value}


def put(kind: str, body: Any, match: tuple[str, str], id_: Callable[[Case], str]) -> Made:
    def made(case: Case) -> dict[str, Any]:
        headers = {"idempotency-key": new_id(), match[0]: match[1]}
        return {"kind": kind, "id": id_(case), "json": {"body": body}, "headers": headers}

    return made


def plainly(_: Case) -> dict[str, Any]:
    return {}


def gone(case: Case) -> dict[str, Any]:
    return {"kind": "feedback", "id": case.own.feedback, "headers": {"idempotency-key": new_id()}}


def patch(id_: Callable[[Case], str]) -> Made:
    def made(case: Case) -> dict[str, Any]:
        head = {"content-type": JPEG, "upload-offset": "0", "upload-complete": "?1"}
        return {"id": id_(case), "content": photo(), "headers": head}

    return made


FEEDBACK_OF: Made = lambda case: {"kind": "feedback", "id": case.own.feedback}  # noqa: E731
BOOKMARK_OF: Made = lambda case: {"kind": "bookmarks", "id": case.own.bookmark}  # noqa: E731
SAID = {"state": "answered", "text": {"de": "Danke.", "de-simple": "Danke."}}
MINE, FRESH = (lambda case: case.own.feedback), (lambda _: new_id())
WORDS = raw("synonyms")[0]
OCTETS = {"content-type": "application/octet-stream"}
NEW, SAME = ("if-none-match", "*"), ("if-match", '"1"')

#: How each is asked, so that only who asks decides.
ASKED: dict[str, Made] = {
    "SEARCH": lambda _: {"params": {"q": "tafel"}},
    "CHANGES": lambda _: {"kind": "news"},
    "SNAPSHOT": lambda _: {"kind": "news"},
    "ITEMS": lambda _: {"id": identity("none")},
    "SIGN_UP": lambda _: json(nickname=f"Neu {new_id()}"[:40], password=PASSWORD),
    "SIGN_IN": lambda _: json(nickname="demo-resident", password=DEMO_PASSWORD),
    "SIGN_IN:wrong": lambda _: json(nickname=f"demo-resident-{new_id()}", password=PASSWORD),
    "REFRESH": lambda case: json(refresh_token=case.who.refresh or "x" * 43),
    "RECOVER": lambda _: json(nickname=f"Niemand {new_id()}", code="AAAA", new_password=PASSWORD),
    "MAIL_CODE": lambda _: json(email=f"{new_id()}@example.invalid"),
    "CHANGE_ME": lambda _: json(nickname=f"Neu {new_id()}"[:40]),
    "CHANGE_PASSWORD": lambda _: json(old_password=PASSWORD, new_password="ein anderes langes"),
    "DELETE_ME": lambda case: json(nickname=case.who.account, password=PASSWORD),
    "END_SESSION": lambda case: {"id": case.own.session},
    "ELSEWHERE_START": lambda _: json(provider="x", redirect_uri="http://127.0.0.1:1/cb", code_challenge="x" * 43),
    "ELSEWHERE_FINISH": lambda _: json(state="x", code="x", code_verifier="x" * 43),
    "GET_CONTRIBUTION": FEEDBACK_OF,
    "GET_CONTRIBUTION:bookmark": BOOKMARK_OF,
    "PUT_CONTRIBUTION": put("feedback", FEEDBACK, SAME, MINE),
    "PUT_CONTRIBUTION:new": put("feedback", FEEDBACK, NEW, MINE),
    "PUT_CONTRIBUTION:bookmark": put("bookmarks", {"record": "help/2"}, NEW, FRESH),
    "WITHDRAW_CONTRIBUTION": gone,
    "INBOX": lambda _: {"kind": "feedback"},
    "INBOX:bookmarks": lambda _: {"kind": "bookmarks"},
    "ANSWER": lambda case: {**FEEDBACK_OF(case), "json": SAID},
    "ANSWER:bookmark": lambda case: {**BOOKMARK_OF(case), "json": SAID},
    "PUT_UPLOAD": patch(lambda _: new_id()),
    "PUT_UPLOAD:again": patch(lambda case: case.own.upload),
    "UPLOAD": lambda case: {"id": case.own.upload},
    "FILE": lambda case: {"id": case.own.upload},
    "NEW_KEY": lambda _: json(name="App", scopes=["read"]),
    "END_KEY": lambda case: {"id": case.own.key},
    "DESK_INSTITUTION": lambda _: {"id": identity("none"), "json": {"id": identity("none"), "name": "Verein"}},
    "DESK_ANSWER": lambda _: {"kind": "help-checks", "id": new_id(), "json": SAID},
    "DESK_JOIN": lambda _: json(code="7K3M-92QF-4HTX-0000"),
    "DESK_SYNONYMS": lambda _: {"id": WORDS["id"], "json": WORDS},
    "DESK_SYNONYMS_GONE": lambda _: {"id": new_id()},
    "DESK_INVITE": lambda _: json(institution=new_id()),
    "DESK_TWIN_JOIN": lambda _: json(keep=identity("none"), drop=new_id()),
    "DESK_IMPORT": lambda _: {"params": {"format": "csv"}, "content": b"name", "headers": OCTETS},
    "DESK_IMPORT_UNDO": lambda _: {"id": new_id()},
}


def rows() -> dict[str, list[int]]:
    lines = [line.split() for line in TABLE.splitlines() if line and not line.startswith("#")]
    return {name: [int(each) for each in given] for name, *given in lines}


def endpoint(row: str) -> list[Endpoint[Any]]:
    named = getattr(endpoints, row.partition(":")[0])
    return list(named.values()) if isinstance(named, dict) else [named]


@pytest.fixture(scope="module")
def app() -> Iterator[HubApp]:
    app = create_hub(HubSettings(seed=False, demo=True, quotas=None))
    yield app
    app.hub.close()


async def answers(app: HubApp, row: str) -> list[int]:
    """What everybody is told, in the order of `COLUMNS`. Also: what is said no to, is said no to with a problem."""
    seen: list[int] = []
    for number, column in enumerate(COLUMNS):
        who = person(app, column)
        owner = person(app, OWNERS[column]) if column in OWNERS else who
        async with from_afar(app, f"198.51.100.{number}") as client:
            made = ASKED.get(row, plainly)(Case(who, await things(app, client, owner)))
            headers = {**made.pop("headers", {}), **who.headers}
            names = {name: made.pop(name) for name in ("kind", "id") if name in made}
            asked = [(each.method, each.path.format(**names)) for each in endpoint(row)]
            told = [await client.request(*each, headers=headers, **made) for each in asked]
        for answer in told:
            assert not answer.is_error or answer.json()["status"] == answer.status_code
        statuses = {answer.status_code for answer in told}
        assert len(statuses) == 1, (row, column, statuses)
        seen += statuses
    return seen


def test_every_endpoint_has_a_row() -> None:
    there = {name for name, value in vars(endpoints).items() if isinstance(value, Endpoint)} | {"LISTS", "ITEMS"}
    assert {row.partition(":")[0] for row in rows()} == there
    assert all(len(statuses) == len(COLUMNS) for statuses in rows().values())


@pytest.mark.parametrize("row", rows())
async def test_who_gets_in_and_who_is_told_what(app: HubApp, row: str) -> None:
    expected = rows()[row]
    seen = await answers(app, row)
    differing = {
        column: (is_, should) for column, is_, should in zip(COLUMNS, seen, expected, strict=True) if is_ != should
    }
    assert not differing, f"{row}: (is, should be) {differing}"
