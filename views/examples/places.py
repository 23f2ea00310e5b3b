"""Owns two places for samples of several screens; the real ones come from the hub."""

from __future__ import annotations

from datetime import date

from contract.home import Office, Place
from contract.record import Provenance
from contract.text import Text
from views.stages import ident

ZELLERAU = Place(
    id=ident(1),
    provenance=Provenance(
        source="WürzburgWiki: Stadtbezirke",
        licence="Fakten aus öffentlicher Quelle, eigener Text",
        stand=date(2026, 11, 2),
        review_by=date(2027, 3, 1),
    ),
    slug="zellerau",
    name=Text(de="Zellerau", simple="Zellerau"),
    level="district",
    office=Office(name="Stadt Würzburg", kind="city"),
)
FAR = ZELLERAU.model_copy(
    update={
        "id": ident(2),
        "slug": "frickenhausen-am-main",
        "name": Text(de="Frickenhausen am Main", simple="Frickenhausen am Main"),
        "synonyms": ("Frickenhausen",),
        "level": "municipality",
        "office": Office(name="Verwaltungsgemeinschaft Margetshöchheim", kind="vg"),
    }
)
