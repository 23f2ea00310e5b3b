"""Owns which part of the seed is bundled with the app for a first start without a network; it must not invent any.

`python -m hub.seed.bundle` writes `assets/bundle/<kind>.jsonl`: one record a line, in the hub's own bytes.
"""

from __future__ import annotations

import sys
from pathlib import Path

from contract.articles import Article
from contract.help import HelpOffer
from contract.home import Place
from contract.instruments import Instrument
from contract.record import Record
from contract.synonyms import SynonymSet
from contract.wegweiser import Wegweiser
from hub import seed
from hub.core.changes import wire

BUNDLE = Path(__file__).parents[2] / "assets" / "bundle"

#: Beside all crisis offers: one strong, sourced offer for each of the commonest needs, by its German name.
FIRST = (
    "Bahnhofsmission Würzburg",
    "Wegweiser für Menschen in Not",
    "Wohnungslosenhilfe der Christophorus-Gesellschaft",
    "Schuldnerberatung der Christophorus-Gesellschaft",
    "Tafel Würzburg",
    "AWO Frauenhaus Würzburg",
    "Suchtberatung der Caritas",
    "Hospizverein Würzburg: Begleitung und Trauer",
    "Familienstützpunkte der Stadt Würzburg",
    "Familienstützpunkte im Landkreis Würzburg",
    "Gesund studieren in Würzburg: Wegweiser",
    "Pflegestützpunkt Würzburg",
    "HALMA: Hilfe bei Demenz",
    "Silbertelefon von Silbernetz",
    "Migrationsberatung der Caritas",
)


def chosen(records: tuple[Record, ...]) -> dict[str, list[Record]]:
    """By kind, in the order of lists: crisis offers, `FIRST`, places, everyday words. LookupError if one is gone."""
    offers = [record for record in records if isinstance(record, HelpOffer)]
    if missing := set(FIRST).difference(offer.name.de for offer in offers):
        raise LookupError(f"no help offer of this name in hub/seed: {', '.join(sorted(missing))}")
    picked: dict[str, list[Record]] = {
        HelpOffer.kind: [offer for offer in offers if offer.crisis or offer.name.de in FIRST],
        SynonymSet.kind: [record for record in records if isinstance(record, SynonymSet)],
        Wegweiser.kind: [record for record in records if isinstance(record, Wegweiser)],
        Place.kind: [record for record in records if isinstance(record, Place)],
        Article.kind: [record for record in records if isinstance(record, Article)],
        Instrument.kind: [record for record in records if isinstance(record, Instrument)],
    }
    return {kind: sorted(some, key=lambda each: (each.order(), each.id)) for kind, some in picked.items()}


def write(folder: Path = BUNDLE) -> dict[str, int]:
    """Write the files; gives how many records of each kind. ValueError if the seed holds a broken record."""
    content = seed.load()
    if content.broken:
        raise ValueError("; ".join(content.broken))
    folder.mkdir(parents=True, exist_ok=True)
    picked = chosen(content.records)
    for kind, records in picked.items():
        (folder / f"{kind}.jsonl").write_bytes(b"".join(wire(record) + b"\n" for record in records))
    return {kind: len(records) for kind, records in picked.items()}


if __name__ == "__main__":
    for name, count in write().items():
        sys.stdout.write(f"{BUNDLE.name}/{name}.jsonl: {count}\n")
