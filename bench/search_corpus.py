"""Owns a corpus and queries of our own for the search bench; must not be read by search/, nor follow its results.

Documents are titled with compounds of a small town's life (other words than the development set's); which documents a
query wants is known from how both were made. Everything follows from the seed.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any


def _words(text: str) -> list[str]:
    return text.split()


# Modifier (with its link), head (singular, plural, genitive).
MODIFIERS = _words("""Feuerwehr Blasmusik Kanu Ruder Schach Imker Schützen Karnevals Weinberg Winzer Obst Kräuter Pilz
Angel Modellbau Eisenbahn Oldtimer Motorrad Fähr Brücken Ufer Hafen Mühlen Burg Kloster Glocken Orgel Dom Krypta
Pilger Wander Rad Lauf Ski Eis Rodel Frei Hallen Bade Sauna Kneipp Heil Kur Apotheken Labor Rettungs Berg
Höhlen Taucher Funk Amateur
Sternwarten Planeten Mond Wetter Sturm Gewitter Schnee Pegel Damm Deich Kanal Klär Trink Brunnen Quell Teich Fisch
Bienen Schmetterlings Fledermaus Igel Storchen Ziegen Schaf Kuh Pferde Reit Kutschen Bauern Hof Scheunen Molkerei
Bäcker Metzger Brauerei Keller Gewölbe Stein Holz Schreiner Dachdecker Maurer Maler Glaser Elektro Solar Wind Biogas
Speicher Batterie Lade Carsharing Mitfahr Pendler Fern Regional Güter Flug Segel Ballon Drachen Papier Buch Verlags
Zeitungs Radio Film Kino Foto Video Trickfilm Schatten Puppen Clown Zirkus Jongleur Zauber Märchen Sagen Mundart
Chronik Archiv Ahnen Wappen Münz Briefmarken Trödel Floh Wochen Weihnachts Oster Pfingst Kirchweih Ernte Fastnachts
Silvester Jubiläums Gründungs Vorstands Kassen Satzungs Mitglieder Spenden Stiftungs Förder Paten Zeltlager Pfadfinder
Ministranten Konfirmations Tauf Hochzeits Bestattungs Friedhofs Gedenk Versöhnungs Friedens Europa Partnerschafts
Gäste Tourismus Hotel Camping Jugendherbergs Bücherbus Nahwärme Glasfaser Breitband Drohnen Sensor Daten Karten
Vermessungs Flur Kataster Bebauungs Gewerbe Handwerks Industrie Markt Messe Zoll Grenz Wach Streifen""")
HEADS = [
    tuple(head.split("/"))
    for head in _words("""Wanderung/Wanderungen/Wanderung Museum/Museen/Museums
Garten/Gärten/Gartens Anlage/Anlagen/Anlage Übung/Übungen/Übung Sammlung/Sammlungen/Sammlung Station/Stationen/Station
Führerschein/Führerscheine/Führerscheins Lehrgang/Lehrgänge/Lehrgangs Nacht/Nächte/Nacht Lager/Lager/Lagers
Prüfung/Prüfungen/Prüfung Ausstellung/Ausstellungen/Ausstellung Wettbewerb/Wettbewerbe/Wettbewerbs Zug/Züge/Zugs
Bund/Bünde/Bundes Kreis/Kreise/Kreises Stammtisch/Stammtische/Stammtischs Abend/Abende/Abends Markt/Märkte/Marktes
Weg/Wege/Weges Turm/Türme/Turms Halle/Hallen/Halle Heim/Heime/Heims Raum/Räume/Raums Tour/Touren/Tour
Versammlung/Versammlungen/Versammlung Aufsicht/Aufsichten/Aufsicht Wart/Warte/Warts Meister/Meister/Meisters
Karte/Karten/Karte Plan/Pläne/Plans Schutz/Schutze/Schutzes Warnung/Warnungen/Warnung Meldung/Meldungen/Meldung
Zuschuss/Zuschüsse/Zuschusses Gebühr/Gebühren/Gebühr Genehmigung/Genehmigungen/Genehmigung Bahn/Bahnen/Bahn
Fahrt/Fahrten/Fahrt Gelände/Gelände/Geländes Stiege/Stiegen/Stiege Stuhl/Stühle/Stuhls Orchester/Orchester/Orchesters
Jubiläum/Jubiläen/Jubiläums""")
]
PLACES = _words("""Ochsenfurt Giebelstadt Kürnach Estenfeld Randersacker Höchberg Gerbrunn Rimpar
Veitshöchheim Margetshöchheim Güntersleben Thüngersheim Rottendorf Eibelstadt Sommerhausen Winterhausen Röttingen
Bütthard Waldbrunn Kist Helmstadt Uettingen Remlingen Neubrunn Leinach""")
NAMES = _words("Ebert Kümmel Öttinger Baierlein Schraud Dümler Roßhirt Völker Hümmer Stöhr Weidner Endres Pfeuffer")
FORMS = ("{w}", "{w} {p}", "{w} in {p}", "{p}: {w}", "{w} mit {n}", "Große {w} in {p}", "{w} 2026", "Neu: {w} {p}")
TEXT = _words("""wir treffen uns jeden ersten samstag im monat und freuen uns über neue gesichter bitte festes schuhwerk
mitbringen anmeldung beim vorstand oder einfach vorbeikommen der beitrag wird vor ort eingesammelt kinder zahlen nichts
getränke gibt es am stand bei regen fällt alles aus näheres steht im schaukasten am eingang parken hinter der kirche
die strecke ist rund sieben kilometer lang leicht hügelig für rollatoren geeignet rückfragen beantwortet das büro
unterlagen liegen aus fristen beachten danke allen helferinnen und helfern""")


def compound(concept: int, form: int = 0) -> str:
    """The compound of a concept; form 0: singular, 1: plural, 2: genitive."""
    return MODIFIERS[concept // len(HEADS)] + HEADS[concept % len(HEADS)][form].lower()


CONCEPTS = list(range(len(MODIFIERS) * len(HEADS)))
random.Random(2024).shuffle(CONCEPTS)


def document(number: int) -> dict[str, Any]:
    """The document with this number; {id, title, body, c (concept), h (head), d (place)}."""
    r = random.Random(7919 * number + 3)
    concept = CONCEPTS[number % len(CONCEPTS)] if r.random() < 0.7 else r.choice(CONCEPTS)
    place = r.choice(PLACES)
    title = r.choice(FORMS).format(w=compound(concept, r.random() < 0.15), p=place, n=r.choice(NAMES))
    body = [r.choice(TEXT) for _ in range(r.randint(25, 55))]
    body += [compound(r.choice(CONCEPTS), r.randrange(3)) for _ in range(r.randint(0, 4))]
    r.shuffle(body)
    text = f"{' '.join(body)}. {r.choice(NAMES)}weg {r.randint(1, 90)}, {place}."
    return {"id": number, "title": title, "body": text, "c": concept, "h": concept % len(HEADS), "d": place}


def write(count: int, path: Path) -> None:
    """Write so many documents, one JSON object a line."""
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            lines.write(json.dumps(document(number), ensure_ascii=False) + "\n")
