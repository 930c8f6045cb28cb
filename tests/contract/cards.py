"""A card of every kind, each holding one text of the caller's choice wherever a text may stand."""

from datetime import UTC, datetime

from bot.domain.card_parts import BoardRow, Button, CriterionLine, Picture, SealedAnswer, Section
from bot.domain.cards import (
    BoardCard,
    Card,
    DebriefCard,
    FileCard,
    Note,
    PacketCard,
    QuestionCard,
    RevealCard,
    ScenarioCard,
    SheetCard,
)
from bot.domain.competency import Competency
from bot.domain.forms import AnswerForm, Choice, Field, FieldForm
from bot.domain.grade import Band, Level
from bot.domain.happenings import Action
from bot.domain.mode import Privacy

_STOP = Button(Action.STOP_ROUND, "Stop", "1")


def a_scenario(text: str = "A prompt.") -> ScenarioCard:
    return ScenarioCard(
        title=f"The hailstorm {text}",
        prompt=f"{text}\n\n    a table\n\n{text}",
        competencies=(Competency.JUDGMENT, Competency.DEPTH),
        minutes=20,
        words=(180, 350),
        warm_up=text,
        difficulty=2,
        deadline=datetime(2026, 3, 3, 8, 30, tzinfo=UTC),
        privacy=Privacy.OPEN,
        read_by=text,
        notes=(text,),
        buttons=(Button(Action.GRADE_ME, "Grade me", "1"),),
    )


def a_debrief(text: str = "My words.") -> DebriefCard:
    line = CriterionLine("Finding the cause", Competency.DEPTH, Level.STRONG, "found", (text,), text)
    return DebriefCard(
        scenario=f"The hailstorm {text}",
        band=Band.LEAN_NO,
        source="automatic check",
        calibrated=False,
        criteria=(line,),
        red_lines=(text,),
        one_change=text,
        follow_up=text,
        points=("+10 on time", text),
        flags=(text,),
        caution=text,
        notice=text,
        improved_by=4,
        senior=text,
        buttons=(Button(Action.TRY_AGAIN, "Try again", "1"),),
    )


def a_board(text: str = "Ana") -> BoardCard:
    return BoardCard(
        title=text,
        subtitle=text,
        rows=(BoardRow(1, text, "42"), BoardRow(1, "Bo", "42"), BoardRow(3, "Cem", "7")),
        own=BoardRow(3, text, "7"),
        more=2,
        notes=(text,),
        picture=Picture(b"PNG", "<svg/>", text),
    )


def a_packet(text: str = "My words.") -> PacketCard:
    line = CriterionLine("Finding the cause", Competency.DEPTH, Level.NAMED, "found", (text,), text)
    return PacketCard(
        scenario="The hailstorm",
        band=Band.LEAN_NO,
        source="automatic check",
        criteria=(line,),
        red_lines=(text,),
        asked=(text, text),
        one_change=text,
        caution=text,
        notes=(text,),
    )


def a_form(text: str = "My words.") -> FieldForm:
    return FieldForm(
        action=Action.ASK,
        subject=f"1/{text}",
        title=text,
        says=text,
        fields=(
            Field("question", f"The question {text}", text, 6_000, tall=True),
            Field("short", text),
            Field("which", text, "b", choices=(Choice("a", text), Choice("b", "The other"))),
        ),
        sends=f"Send {text}",
        trouble=text,
    )


def every_card(text: str) -> tuple[Card, ...]:
    return (
        a_scenario(text),
        a_debrief(text),
        RevealCard("The hailstorm", (SealedAnswer(f"Ana {text}", text),), held=1, hidden=2),
        Note(text, (Button(Action.HINT, "Another hint", "1/1"),)),
        AnswerForm("1", "The hailstorm", text, text, Privacy.SEALED),
        a_form(text),
        a_board(text),
        SheetCard(text, (Section(text, (text, text)), Section("", (text,))), text, (_STOP,)),
        FileCard("debrief.json", "application/json", b"{}", text),
        QuestionCard("The hailstorm", text, text, 2, 3, (text,), (_STOP,)),
        a_packet(text),
    )
