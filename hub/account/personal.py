"""Owns knowing which rows of which table belong to a person, for export and deletion alike; it must not touch them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table, or_, select

from hub.core.desk import HELP_CASE, MEMBERSHIP
from hub.core.people import ACCOUNT, ATTEMPT, PENDING, SESSION, SPENT
from hub.core.writings import ANSWERED, CONTRIBUTION, DECISION, UPLOAD, UPLOAD_PART

#: Tables with nothing of a person in them: content, facts of the hub, keys of applications, codes for whoever gets
#: them; and `attempt`, whose rows are HMACs that the hub itself cannot lead back to anybody.
IMPERSONAL = frozenset(
    {"record", "facet", "meta", "api_key", "job", "institution", "invite", "help_reminder", ATTEMPT.name}
    | {"import_run", "import_change", "import_said", "twins_apart"}
)
#: Columns that would open something; they are of no use to the person and dangerous to carry about.
SECRET = frozenset({"password", "recovery", "access", "refresh", "secret"})


def rows_of(account: str) -> dict[Table, ColumnElement[bool]]:
    """Table → which of its rows are this person's. What is needed to find others stands after them."""
    owner = f"a:{account}"
    sessions = select(SESSION.c.id).where(SESSION.c.account == account)
    contributions = select(CONTRIBUTION.c.id).where(CONTRIBUTION.c.owner == owner)
    uploads = select(UPLOAD.c.id).where(UPLOAD.c.owner == owner)
    return {
        DECISION: or_(DECISION.c.account == owner, DECISION.c.contribution.in_(contributions)),
        UPLOAD_PART: UPLOAD_PART.c.upload.in_(uploads),
        UPLOAD: UPLOAD.c.owner == owner,
        ANSWERED: ANSWERED.c.owner == owner,
        HELP_CASE: HELP_CASE.c.contribution.in_(contributions),
        CONTRIBUTION: CONTRIBUTION.c.owner == owner,
        MEMBERSHIP: MEMBERSHIP.c.account == account,
        PENDING: PENDING.c.account == account,
        SPENT: SPENT.c.session.in_(sessions),
        SESSION: SESSION.c.account == account,
        ACCOUNT: ACCOUNT.c.id == account,
    }
