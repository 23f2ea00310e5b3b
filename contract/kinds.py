"""Owns the list of all readable kinds; a new kind is added here and nowhere else."""

from __future__ import annotations

from contract.articles import Article
from contract.forum import Event, ForumPlace
from contract.help import HelpOffer
from contract.home import News, Place
from contract.instruments import Instrument
from contract.participation import Project
from contract.record import Record
from contract.synonyms import SynonymSet
from contract.volunteer import Guide
from contract.wegweiser import Wegweiser

#: The order is the order in which a device fetches: help first, it may be needed soonest.
KINDS: dict[str, type[Record]] = {
    model.kind: model
    for model in (
        *(HelpOffer, SynonymSet, Wegweiser, Place, News, ForumPlace),
        *(Event, Project, Guide, Article, Instrument),
    )
}
