"""Owns questions and a questionnaire of our own making, for samples; none of them is asked anywhere."""

from __future__ import annotations

from contract.instruments import Band, Choice, Instrument
from contract.text import Text
from contract.wegweiser import Answer, Question, Wegweiser, Wish
from views.examples.offers import ORIGIN
from views.stages import ident

WHO = Question(
    id="wer",
    text=Text(de="Für wen suchen Sie Hilfe?", simple="Für wen suchen Sie Hilfe?"),
    hint=Text(de="Ihre Antworten bleiben auf diesem Gerät.", simple="Ihre Antworten bleiben hier."),
    icon="people",
    answers=(
        Answer(id="ich", text=Text(de="Für mich", simple="Für mich"), icon="account", asker="me"),
        Answer(id="andere", text=Text(de="Für einen Menschen", simple="Für einen Menschen"), icon="people"),
    ),
)
ABOUT = Question(
    id="thema",
    text=Text(de="Worum geht es?", simple="Worum geht es?"),
    icon="help",
    several=True,
    answers=(
        Answer(
            id="geld",
            text=Text(de="Das Geld reicht nicht", simple="Das Geld reicht nicht"),
            icon="geld",
            wants=(Wish(facet="topic:geld", weight=8, must=True), Wish(facet="cost:free", weight=2)),
        ),
        Answer(
            id="sehr-lang",
            text=Text(
                de="Arbeitslosenunterstützungsleistungsberechtigung und alles, was damit zusammenhängt",
                simple="Arbeits·losen·unterstützung und noch mehr",
            ),
            icon="recht",
        ),
        Answer(
            id="gewalt",
            text=Text(de="Gewalt", simple="Gewalt"),
            icon="gewalt",
            danger=True,
            wants=(Wish(facet="topic:gewalt", weight=8, must=True),),
        ),
    ),
)
FEELING = Question(
    id="eile",
    text=Text(de="Wie dringend ist es?", simple="Wie dringend ist es?"),
    icon="clock",
    answers=(
        Answer(id="gefahr", text=Text(de="Jemand ist in Gefahr", simple="Es ist Gefahr"), icon="crisis", danger=True),
        Answer(
            id="am-ende",
            text=Text(de="Kaum auszuhalten", simple="Kaum auszuhalten"),
            icon="krise",
            danger=True,
            wants=(Wish(facet="topic:psyche", weight=3),),
        ),
        Answer(id="zeit", text=Text(de="Es hat Zeit", simple="Es hat Zeit"), icon="tick"),
    ),
)
QUESTIONS = Wegweiser(
    id=ident(40),
    provenance=ORIGIN,
    name=Text(de="Wegweiser", simple="Weg·weiser"),
    version=1,
    questions=(WHO, ABOUT, FEELING),
)
MOOD = Instrument(
    id=ident(41),
    provenance=ORIGIN,
    slug="muster",
    name=Text(de="Muster-Fragebogen", simple="Muster"),
    lead=Text(de="Wie war es in der letzten Zeit?", simple="Wie war es in der letzten Zeit?"),
    items=(Text(de="Mir war warm", simple="Mir war warm"), Text(de="Es gab Kuchen", simple="Es gab Kuchen")),
    choices=(
        Choice(text=Text(de="Nie", simple="Nie"), score=0),
        Choice(text=Text(de="Manchmal", simple="Manchmal"), score=1),
        Choice(text=Text(de="Immer", simple="Immer"), score=2),
    ),
    bands=(
        Band(low=0, high=1, text=Text(de="Das war wenig.", simple="Das war wenig."), seek=True),
        Band(low=2, high=4, text=Text(de="Das war genug.", simple="Das war genug.")),
    ),
    topics=("psyche", "einsamkeit"),
)
