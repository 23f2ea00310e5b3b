"""Owns how an offer is taken along, as plain lines; it must not draw or send."""

from __future__ import annotations

from contract.help import HelpOffer
from services.language import Language


def lines_of(offer: HelpOffer, say: Language) -> str:
    """The offer in plain lines: name, gist, ways to get in touch, source. For sharing and printing."""
    lines = [say.text(offer.name), say.text(offer.description)]
    lines += [say("Telefon: {number}", number=phone.number) for phone in offer.phones]
    for spot in offer.locations:
        if spot.address:
            where = spot.address
            lines.append(f"{where.address_1}, {where.postal_code} {where.city}")
    lines += [text for text in (offer.email, offer.url) if text]
    lines.append(say("Quelle: {source}", source=offer.provenance.source))
    return "\n".join(line.replace("·", "") for line in lines)
