"""Rules between the fields of one scenario: ids, references, lengths, and the order of the answers."""

from collections.abc import Callable, Iterator

from bot.domain.scenario import ReferenceAnswer, Scenario
from bot.library.document import Place
from bot.library.drafts import unread, unwritten
from bot.library.layout import Kind, lines_of
from bot.library.problem import Problem
from bot.library.read import Source
from bot.library.spelling import nearest

PROMPT_WORDS = (100, 260)
ANSWER_WORDS = (120, 350)
WIDEST_LINE = 70
"""Columns of a table's line that a phone still shows unbroken."""
FEWEST_COMPETENCIES = 4
ANSWERS = ("weak", "strong", "senior")
_SHOWN = 30

Rule = Callable[[Source], Iterator[Problem]]


def _ids(source: Source) -> Iterator[Problem]:
    scenario = source.scenario
    yield from _repeats(source, ("criteria",), [c.id for c in scenario.criteria])
    yield from _repeats(source, ("red_lines",), [r.id for r in scenario.red_lines])
    yield from _repeats(source, ("follow_ups",), [f.id for f in scenario.follow_ups])
    for i, criterion in enumerate(scenario.criteria):
        yield from _repeats(source, ("criteria", i, "checks"), [c.id for c in criterion.checks])


def _repeats(source: Source, place: Place, ids: list[str]) -> Iterator[Problem]:
    for i, name in enumerate(ids):
        first = ids.index(name)
        if first < i:
            line = source.document.line((*place, first, "id"))
            message = f"The id `{name}` is used twice in `{place[-1]}`; the first is on line {line}"
            yield source.problem((*place, i, "id"), message, "give one of the two another id")


def _follow_ups(source: Source) -> Iterator[Problem]:
    known = _criteria(source.scenario)
    for i, follow_up in enumerate(source.scenario.follow_ups):
        if follow_up.criterion not in known:
            message = f"The follow-up `{follow_up.id}` probes `{follow_up.criterion}`, which is no criterion"
            yield source.problem(("follow_ups", i, "criterion"), message, _one_of(follow_up.criterion, known))


def _levels_of_answers(source: Source) -> Iterator[Problem]:
    known = _criteria(source.scenario)
    for name in ANSWERS:
        place: Place = ("answers", name, "levels")
        given = _answer(source, name).levels
        for criterion in known:
            if criterion not in given:
                message = f"The {name} answer has no level for the criterion `{criterion}`"
                yield source.problem(place, message, f"add `{criterion}:` with a level from 0 to 4")
        for criterion in given:
            if criterion not in known:
                message = f"The {name} answer has a level for `{criterion}`, which is no criterion"
                yield source.problem((*place, criterion), message, _one_of(criterion, known))


def _red_lines_of_answers(source: Source) -> Iterator[Problem]:
    known = tuple(r.id for r in source.scenario.red_lines)
    for name in ANSWERS:
        for i, red_line in enumerate(_answer(source, name).red_lines):
            place: Place = ("answers", name, "red_lines", i)
            if red_line not in known:
                message = f"The {name} answer crosses `{red_line}`, which is no red line"
                yield source.problem(place, message, _one_of(red_line, known))
            elif name != "weak":
                message = f"The {name} answer crosses the red line `{red_line}`"
                yield source.problem(place, message, "rewrite the answer so that it stays behind the line")


def _lengths(source: Source) -> Iterator[Problem]:
    yield from _length(source, ("prompt",), source.scenario.prompt, PROMPT_WORDS)
    for name in ANSWERS:
        yield from _length(source, ("answers", name, "text"), _answer(source, name).text, ANSWER_WORDS)
    words = source.scenario.words
    if words.least >= words.most:
        message = f"`words.least` is {words.least}, which is not below `words.most`, {words.most}"
        yield source.problem(("words", "least"), message, "write the shorter length under `least`")


def _length(source: Source, place: Place, text: str, bounds: tuple[int, int]) -> Iterator[Problem]:
    count, (least, most) = len(text.split()), bounds
    if not least <= count <= most:
        name = ".".join(str(step) for step in place)
        change = f"cut {count - most}" if count > most else f"add {least - count}"
        mend = f"{change} or more; {least} to {most} are right"
        yield source.problem(place, f"`{name}` has {count} words", mend)


def _widths(source: Source) -> Iterator[Problem]:
    for line in lines_of(source.scenario.prompt):
        if line.kind is Kind.ARTEFACT and (columns := len(line.text.rstrip())) > WIDEST_LINE:
            words = " ".join(line.text.split())
            message = f"This table line of the prompt has {columns} columns: “{words[:_SHOWN].rstrip()}…”"
            mend = f"break it before column {WIDEST_LINE + 1}, since phones break it anywhere"
            yield source.problem(("prompt",), message, mend)


def _rubric(source: Source) -> Iterator[Problem]:
    criteria = source.scenario.criteria
    covered = len(source.scenario.competencies)
    if covered < FEWEST_COMPETENCIES:
        message = f"The criteria test {covered} competenc{'y' if covered == 1 else 'ies'}"
        yield source.problem(("criteria",), message, f"spread them over at least {FEWEST_COMPETENCIES}")
    if len({c.weight for c in criteria}) == 1:
        message = f"Every criterion weighs {criteria[0].weight}, so nothing decides the answer"
        yield source.problem(("criteria",), message, "give more weight to what matters most")


def _levels_differ(source: Source) -> Iterator[Problem]:
    for i, criterion in enumerate(source.scenario.criteria):
        seen: dict[str, str] = {}
        for name, text in criterion.levels:
            lower = seen.setdefault(" ".join(text.casefold().split()), name)
            if lower != name:
                message = f"`{name}` says the same as `{lower}` in the criterion `{criterion.id}`"
                mend = "say what the higher level adds"
                yield source.problem(("criteria", i, "levels", name), message, mend)


def _order_of_answers(source: Source) -> Iterator[Problem]:
    weak, strong, senior = (_mean(source.scenario, _answer(source, name)) for name in ANSWERS)
    mend = "mend the levels, or the answer"
    if strong <= weak:
        message = "By its levels the strong answer is no better than the weak one"
        yield source.problem(("answers", "strong", "levels"), message, mend)
    if senior < strong:
        message = "By its levels the senior answer is worse than the strong one"
        yield source.problem(("answers", "senior", "levels"), message, mend)


def _mean(scenario: Scenario, answer: ReferenceAnswer) -> float:
    weights = sum(c.weight for c in scenario.criteria)
    return sum(c.weight * answer.levels.get(c.id, 0) for c in scenario.criteria) / weights


def _answer(source: Source, name: str) -> ReferenceAnswer:
    found: ReferenceAnswer = getattr(source.scenario.answers, name)
    return found


def _criteria(scenario: Scenario) -> tuple[str, ...]:
    return tuple(c.id for c in scenario.criteria)


def _one_of(word: str, known: tuple[str, ...]) -> str:
    close = nearest(word, known)
    return f"did you mean `{close}`?" if close else f"choose among {', '.join(known)}"


RULES: tuple[Rule, ...] = (
    unread,
    unwritten,
    _ids,
    _follow_ups,
    _levels_of_answers,
    _red_lines_of_answers,
    _lengths,
    _widths,
    _rubric,
    _levels_differ,
    _order_of_answers,
)
