"""From a file of attacks to pairs: the honest text, and the same with the payload in it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise, zip_longest

from bot.domain.scenario import Scenario
from bot.evaluation.reading import Opened
from bot.evaluation.sets import Attack, AttackFile, BenignFile, Pair, Where
from bot.grading.sentences import split_sentences
from bot.library.document import Place
from bot.library.problem import Problem


def attack_problems(
    opened: Opened[AttackFile] | Opened[BenignFile], scenarios: Mapping[str, Scenario]
) -> Iterator[Problem]:
    """Everything in which the file doesn't fit the library, or itself."""
    file = opened.value
    counts = Counter(attack.id for attack in file.attacks)
    bases: set[str] = set()
    for number, attack in enumerate(file.attacks):
        place: Place = ("attacks", number)
        if counts[attack.id] > 1:
            yield opened.problem((*place, "id"), f"`{attack.id}` is used twice", "give each its own id")
        if attack.scenario not in scenarios:
            message = f"There is no scenario `{attack.scenario}`"
            yield opened.problem(
                (*place, "scenario"), message, "`debrief scenarios list` shows those that are"
            )
        if isinstance(attack, Attack):
            yield from (opened.problem(place, *words) for words in _halves(attack, bases))
            bases.add(attack.id)


def pairs_of(file: AttackFile) -> Iterator[Pair]:
    """Each attack beside its honest text. The file has no problems."""
    bases: dict[str, str] = {}
    for attack in file.attacks:
        honest = bases[attack.id] = attack.base or bases[attack.base_of or ""]
        attacked = attack.attacked or put_in(honest, attack.payload or "", attack.where or Where.END)
        yield Pair(file.family, attack.id, attack.scenario, honest, attacked)


def put_in(honest: str, payload: str, where: Where) -> str:
    """An honest text with a payload in it; the rule is told in docs/how-to/measure-the-grader.md."""
    honest, payload = honest.strip(), payload.strip("\n")
    if where is Where.START:
        return f"{payload}\n\n{honest}"
    if where is Where.END:
        return f"{honest}\n\n{payload}"
    sentences = _sentences(honest)
    if where is Where.MIDDLE:
        half = sum(map(len, sentences[: (len(sentences) + 1) // 2]))
        return f"{honest[:half].rstrip()}\n\n{payload}\n\n{honest[half:].lstrip()}"
    lines = payload.splitlines()
    woven = zip_longest((sentence.strip() for sentence in sentences), lines, fillvalue="")
    return "\n".join(part for both in woven for part in both if part)


def _halves(attack: Attack, bases: set[str]) -> Iterator[tuple[str, str]]:
    if (attack.base is None) == (attack.base_of is None):
        yield "one honest text is wanted", "give either `base` or `base_of`"
    if attack.base_of is not None and attack.base_of not in bases:
        yield f"no earlier attack is called `{attack.base_of}`", "name one above, or give `base`"
    if (attack.attacked is None) == (attack.payload is None):
        yield "one attack is wanted", "give either `attacked`, or `payload` and `where`"
    if (attack.payload is None) != (attack.where is None):
        yield "`payload` and `where` belong together", "give both or neither"


def _sentences(text: str) -> list[str]:
    """The text cut where its sentences begin; joined again it is the same."""
    cuts = [0, *(sentence.start for sentence in split_sentences(text)[1:]), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]
