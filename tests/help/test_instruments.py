"""Questionnaires are scored as their authors published it, in their wording, and say that they are no diagnosis."""

from __future__ import annotations

import pytest

from contract.instruments import Instrument
from hub import seed
from services.help.instruments import score

INSTRUMENTS = {record.slug: record for record in seed.load().records if isinstance(record, Instrument)}
WHO_5, PHQ_2 = INSTRUMENTS["who-5"], INSTRUMENTS["phq-2"]


def chosen(instrument: Instrument, *points: int) -> list[int]:
    """The numbers of the choices that count so much."""
    return [[choice.score for choice in instrument.choices].index(each) for each in points]


@pytest.mark.parametrize(
    ("points", "raw", "percent", "seek"),
    [
        # Topp et al. 2015: 0 to 25, times 4; 50 and less: poor wellbeing; 28 and less: likely depression.
        ((0, 0, 0, 0, 0), 0, 0, True),
        ((5, 5, 5, 5, 5), 25, 100, False),
        ((2, 2, 1, 1, 1), 7, 28, True),
        ((2, 2, 2, 1, 1), 8, 32, True),
        ((3, 3, 2, 2, 2), 12, 48, True),
        ((3, 3, 3, 2, 2), 13, 52, False),
        # The mean of the Danish general population is 70 (Bech et al. 2003): 17.5 raw.
        ((4, 4, 3, 3, 4), 18, 72, False),
    ],
)
def test_who_5(points: tuple[int, ...], raw: int, percent: int, seek: bool) -> None:
    outcome = score(WHO_5, chosen(WHO_5, *points))
    assert (outcome.raw, outcome.score, outcome.band.seek) == (raw, percent, seek)


def test_who_5_tells_low_from_very_low() -> None:
    bands = [
        score(WHO_5, chosen(WHO_5, *points)).band for points in ((2, 2, 1, 1, 1), (2, 2, 2, 1, 1), (3, 3, 3, 2, 2))
    ]
    assert len({band.low for band in bands}) == 3
    assert [band.high for band in WHO_5.bands] == [28, 50, 100]


@pytest.mark.parametrize(
    ("points", "raw", "seek"),
    # Kroenke, Spitzer, Williams 2003: 0 to 6, the cut-off is 3.
    [
        ((0, 0), 0, False),
        ((1, 1), 2, False),
        ((2, 0), 2, False),
        ((2, 1), 3, True),
        ((0, 3), 3, True),
        ((3, 3), 6, True),
    ],
)
def test_phq_2(points: tuple[int, ...], raw: int, seek: bool) -> None:
    outcome = score(PHQ_2, chosen(PHQ_2, *points))
    assert (outcome.raw, outcome.score, outcome.band.seek) == (raw, raw, seek)


@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=INSTRUMENTS)
def test_every_possible_score_has_words_and_one_that_is_not_whole_has_none(instrument: Instrument) -> None:
    reachable = {(first + rest * (len(instrument.items) - 1)) for first in range(4) for rest in range(4)}
    assert reachable
    for raw in range(len(instrument.items) * max(choice.score for choice in instrument.choices) + 1):
        holding = [band for band in instrument.bands if band.low <= raw * instrument.scale <= band.high]
        assert len(holding) == 1, raw
    with pytest.raises(ValueError, match="answers are needed"):
        score(instrument, [0])
    with pytest.raises(ValueError, match="no such choice"):
        score(instrument, [9] * len(instrument.items))


def test_the_wording_is_that_of_the_authors_in_both_languages() -> None:
    for instrument in INSTRUMENTS.values():
        texts = [instrument.lead, *instrument.items, *(choice.text for choice in instrument.choices)]
        assert [text for text in texts if text.de != text.simple] == []
    assert [item.de for item in WHO_5.items] == [
        "In den letzten zwei Wochen war ich froh und guter Laune",
        "In den letzten zwei Wochen habe ich mich ruhig und entspannt gefühlt",
        "In den letzten zwei Wochen habe ich mich energisch und aktiv gefühlt",
        "In den letzten zwei Wochen habe ich mich beim Aufwachen frisch und ausgeruht gefühlt",
        "In den letzten zwei Wochen war mein Alltag voller Dinge, die mich interessieren",
    ]
    assert [item.de for item in PHQ_2.items] == [
        "Wenig Interesse oder Freude an Ihren Tätigkeiten",
        "Niedergeschlagenheit, Schwermut oder Hoffnungslosigkeit",
    ]


def test_each_names_its_source_and_a_licence_that_lets_us_show_it() -> None:
    assert set(INSTRUMENTS) == {"who-5", "phq-2"}
    assert WHO_5.provenance.licence == "CC BY-NC-SA 3.0 IGO"
    assert "No permission required" in PHQ_2.provenance.licence
    assert all(len(each.provenance.source) > 60 for each in INSTRUMENTS.values())
