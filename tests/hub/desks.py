"""Owns institutions, offers and providers for tests of the help desk, all real; it judges nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from contract.help import HelpOffer, Organization
from contract.identity import named_id
from hub.asgi import HubApp
from hub.core.desk import MEMBERSHIP
from hub.core.tables import RECORD
from hub.help import institutions
from tests.hub.samples import offer, provenance
from tests.hub.writers import signed_in

OWN, OTHER = named_id("institution", "Verein"), named_id("institution", "Anderer Verein")


def offered(number: int, institution: str = OWN, review_by: date = date(2027, 5, 1), **more: Any) -> HelpOffer:
    """An offer of an institution."""
    known = provenance().model_copy(update={"review_by": review_by, "sample": False})
    organization = Organization(name="Verein" if institution == OWN else "Anderer Verein", id=institution)
    return offer(number).model_copy(update={"organization": organization, "provenance": known, **more})


def fill(app: HubApp, *offers: HelpOffer) -> None:
    """Put offers, and let their institutions be known."""
    app.hub.write(offers)
    with app.hub.database.writing() as connection:
        institutions.fill(connection, 0)


def provider(app: HubApp, name: str, *of: str, roles: str = "provider") -> dict[str, str]:
    """The headers of somebody who looks after these institutions."""
    headers = signed_in(app, name, roles)
    with app.hub.database.writing() as connection:
        for institution in of:
            connection.execute(MEMBERSHIP.insert().values(account=name, institution=institution))
    return headers


def now(app: HubApp, id_: str) -> HelpOffer:
    """An offer as everybody reads it."""
    wanted = select(RECORD.c.body).where(RECORD.c.kind == "help", RECORD.c.id == id_)
    with app.hub.database.reading() as connection:
        return HelpOffer.model_validate_json(connection.execute(wanted).scalar_one())
