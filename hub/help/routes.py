"""Owns what the hub answers about help offers and what leads to them; it must not hold SQL."""

from __future__ import annotations

from contract.articles import Article
from contract.help import HelpOffer
from contract.instruments import Instrument
from contract.synonyms import SynonymSet
from contract.wegweiser import Wegweiser
from hub.core import records
from hub.core.hub import Hub
from hub.core.readings import Reading

KINDS = (HelpOffer, SynonymSet, Wegweiser, Article, Instrument)


def readings(hub: Hub) -> tuple[Reading, ...]:
    return tuple(reading for model in KINDS for reading in records.readings(hub.database, model))
