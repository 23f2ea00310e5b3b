"""Owns the endpoint table: each is a value, served by the hub and called by the client from that value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from contract.account import (
    Account,
    AccountChange,
    Credentials,
    Deletion,
    ElsewhereFinish,
    ElsewhereStart,
    ElsewhereStarted,
    Key,
    Keys,
    MailWanted,
    NewAccount,
    NewKey,
    PasswordChange,
    Providers,
    Recovery,
    Refresh,
    Sessions,
    SignedIn,
    Tokens,
)
from contract.changes import ChangePage, Health, Hits, RecordList
from contract.contributions import Answered, Contribution, ContributionPage, Sent, Upload
from contract.help_desk import (
    HelpFigures,
    ImportReport,
    ImportReports,
    Institution,
    Invite,
    Joining,
    NewInvite,
    OwnOffers,
    TwinJoin,
    Twins,
)
from contract.kinds import KINDS
from contract.permissions import Action
from contract.record import Record
from contract.synonyms import SynonymSet
from contract.text import Model

T = TypeVar("T")


@dataclass(frozen=True)
class Endpoint(Generic[T]):
    """One thing a hub does. `path` has `{names}` to fill; `gives` is the model of the answer.

    `query` names the query parameters it takes. `gives` is `bytes` for what is no JSON (a snapshot, a file, a ZIP),
    NoneType for an answer without content (204). `takes` is the model of the request's body, or bytes. `action` is
    what one must be allowed to do (`contract.permissions`); `keyed`: it wants an `Idempotency-Key`.
    """

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    gives: type[T]
    query: tuple[str, ...] = ()
    takes: type[Model] | type[bytes] | None = None
    action: Action = "read"
    keyed: bool = False


LIVES = Endpoint("GET", "/healthz", Health)
READY = Endpoint("GET", "/readyz", Health)
SEARCH = Endpoint("GET", "/v1/search", Hits, ("q", "kind", "place", "limit"))
CHANGES = Endpoint("GET", "/v1/changes/{kind}", ChangePage, ("since", "limit"))
SNAPSHOT = Endpoint("GET", "/v1/snapshots/{kind}", bytes)

LISTS: dict[str, Endpoint[RecordList]] = {
    kind: Endpoint("GET", f"/v1/{kind}", RecordList, ("limit", "cursor", "facet", "place")) for kind in KINDS
}
ITEMS: dict[str, Endpoint[Record]] = {
    kind: Endpoint("GET", f"/v1/{kind}/{{id}}", model) for kind, model in KINDS.items()
}

#: One's own account. Signing in and up needs nobody to be known yet.
SIGN_UP = Endpoint("POST", "/v1/accounts", SignedIn, takes=NewAccount)
SIGN_IN = Endpoint("POST", "/v1/session", SignedIn, takes=Credentials)
REFRESH = Endpoint("POST", "/v1/session/refresh", Tokens, takes=Refresh)
SIGN_OUT = Endpoint("DELETE", "/v1/session", type(None), action="own")
RECOVER = Endpoint("POST", "/v1/password/recovery", SignedIn, takes=Recovery)
MAIL_CODE = Endpoint("POST", "/v1/password/mail", type(None), takes=MailWanted)
ME = Endpoint("GET", "/v1/me", Account, action="own")
CHANGE_ME = Endpoint("PATCH", "/v1/me", Account, takes=AccountChange, action="own")
CHANGE_PASSWORD = Endpoint("PUT", "/v1/me/password", type(None), takes=PasswordChange, action="own")
#: A deletion has a body, which DELETE must not rely on (RFC 9110 §9.3.5).
DELETE_ME = Endpoint("POST", "/v1/me/deletion", type(None), takes=Deletion, action="own")
EXPORT_ME = Endpoint("GET", "/v1/me/export", bytes, action="own")
SESSIONS = Endpoint("GET", "/v1/me/sessions", Sessions, action="own")
END_SESSION = Endpoint("DELETE", "/v1/me/sessions/{id}", type(None), action="own")
PROVIDERS = Endpoint("GET", "/v1/providers", Providers)
ELSEWHERE_START = Endpoint("POST", "/v1/elsewhere", ElsewhereStarted, takes=ElsewhereStart)
ELSEWHERE_FINISH = Endpoint("POST", "/v1/elsewhere/finish", SignedIn, takes=ElsewhereFinish)

#: Contributions. A guest proves with the header `Receipt-Code` whose they are, everybody else with the token.
GET_CONTRIBUTION = Endpoint("GET", "/v1/contributions/{kind}/{id}", Contribution, action="contribute")
PUT_CONTRIBUTION = Endpoint(
    "PUT", "/v1/contributions/{kind}/{id}", Contribution, takes=Sent, action="contribute", keyed=True
)
WITHDRAW_CONTRIBUTION = Endpoint(
    "DELETE", "/v1/contributions/{kind}/{id}", Contribution, action="contribute", keyed=True
)
#: The one contribution of the `Receipt-Code` in the header.
RECEIPT = Endpoint("GET", "/v1/receipt", Contribution, action="contribute")
MY_CONTRIBUTIONS = Endpoint("GET", "/v1/me/contributions", ContributionPage, ("since", "limit"), action="own")
INBOX = Endpoint("GET", "/v1/contributions/{kind}", ContributionPage, ("since", "limit"), action="answer")
ANSWER = Endpoint("PUT", "/v1/contributions/{kind}/{id}/outcome", Contribution, takes=Answered, action="answer")
#: Bytes of a file from `Upload-Offset` on; `Upload-Complete: ?1` with the last (draft-ietf-httpbis-resumable-upload).
PUT_UPLOAD = Endpoint("PATCH", "/v1/uploads/{id}", Upload, takes=bytes, action="contribute")
UPLOAD = Endpoint("GET", "/v1/uploads/{id}", Upload, action="contribute")
FILE = Endpoint("GET", "/v1/files/{id}", bytes, action="contribute")

KEYS = Endpoint("GET", "/v1/keys", Keys, action="administer")
NEW_KEY = Endpoint("POST", "/v1/keys", Key, takes=NewKey, action="administer")
END_KEY = Endpoint("DELETE", "/v1/keys/{id}", type(None), action="administer")

#: The desk of the help-finder. A provider sees only what concerns offers of their own, an editor everything.
DESK_OFFERS = Endpoint("GET", "/v1/help-desk/offers", OwnOffers, action="provide")
DESK_INSTITUTION = Endpoint("PUT", "/v1/help-desk/institutions/{id}", Institution, takes=Institution, action="provide")
DESK_CASES = Endpoint("GET", "/v1/help-desk/cases", ContributionPage, ("since", "limit"), action="provide")
DESK_ANSWER = Endpoint("PUT", "/v1/help-desk/cases/{kind}/{id}/outcome", Contribution, takes=Answered, action="provide")
DESK_JOIN = Endpoint("POST", "/v1/help-desk/memberships", OwnOffers, takes=Joining, action="own")
DESK_INVITE = Endpoint("POST", "/v1/help-desk/invites", Invite, takes=NewInvite, action="edit")
DESK_FIGURES = Endpoint("GET", "/v1/help-desk/figures", HelpFigures, action="edit")
#: Everyday words for the search (`contract.synonyms`); the whole set is put, under its id.
DESK_SYNONYMS = Endpoint("PUT", "/v1/help-desk/synonyms/{id}", SynonymSet, takes=SynonymSet, action="edit")
DESK_SYNONYMS_GONE = Endpoint("DELETE", "/v1/help-desk/synonyms/{id}", type(None), action="edit")
DESK_TWINS = Endpoint("GET", "/v1/help-desk/twins", Twins, action="edit")
DESK_TWIN_JOIN = Endpoint("POST", "/v1/help-desk/twins", Twins, takes=TwinJoin, action="edit")
#: `format`: `hsds` (a data package as ZIP, or JSON) or `csv`; the same import twice changes nothing.
DESK_IMPORT = Endpoint("POST", "/v1/help-desk/imports", ImportReport, ("format", "source"), takes=bytes, action="edit")
DESK_IMPORTS = Endpoint("GET", "/v1/help-desk/imports", ImportReports, action="edit")
DESK_IMPORT_UNDO = Endpoint("DELETE", "/v1/help-desk/imports/{id}", ImportReport, action="edit")
