"""Owns how a record of the contract becomes a document of the index; it must not know stores or screens."""

from __future__ import annotations

from datetime import date

from contract.record import Record
from contract.text import Text
from search.document import Document

EPOCH = date(1970, 1, 1).toordinal()


def document(record: Record) -> Document:
    """Both language forms are searched, so a word of simple language finds the same thing.

    `stamp` is the day the facts were true: the fresher goes first among equals.
    """
    return Document(
        kind=record.kind,
        id=record.id,
        title=_both(record.title()),
        keywords="\n".join(record.keywords()),
        body="\n".join(_both(text) for text in record.body()),
        place=record.place(),
        stamp=(record.provenance.stand.toordinal() - EPOCH) * 86400,
    )


def _both(text: Text) -> str:
    return text.de if text.de == text.simple else f"{text.de}\n{text.simple}"
