"""Words by which somebody tells what happened: an act of their own, a person whom it was about, how many."""

from collections.abc import Sequence
from dataclasses import replace

from bot.grading.management import is_management_word
from bot.grading.stems import stem
from bot.grading.tokens import Token
from bot.grading.words import listed

DID, WHO, COUNT = "did", "who", "count"

_IRREGULAR = listed(
    """told said asked rang went sat stood drove rode wrote read took gave brought put held kept cut let
    made paid bought sold sent showed met ran walked saw heard found spoke broke caught chose came drew
    fought got hid laid left lent lost swore shut slept spent stuck swept taught threw tore woke won
    wore weighed began fell hung hit hurt set sought split rose forgot struck froze bent built dug fed
    lit"""
)
_NOT_ACTS = listed(
    """believed learned wanted liked hoped loved needed managed owned ensured supported contributed worked
    used helped tried considered identified recognised recognized realised realized established
    implemented delivered achieved improved increased developed defined introduced presented raised
    addressed escalated demonstrated coordinated conducted organised organized convened defined created
    seemed happened assumed landed received appreciated invested regrouped exceeded documented restored
    built brought made led drove"""
)
_EARLIER = listed("then also just only simply first even still had have never once soon again already both")
_LINKS = listed("i we and then but")
_OTHER_SUBJECTS = listed("he she they it you who that which this these those there")
_ENDINGS_THAT_LIE = listed("hundred indeed need speed breed feed seed weed bed red")
_PEOPLE = frozenset(
    stem(word)
    for word in listed(
        """he she him her someone somebody everyone everybody anyone people person man men woman women boy
        girl
        child children kid kids baby babies family families mother father mum dad parent parents son
        daughter sister brother grandmother grandfather aunt uncle wife husband widow neighbour neighbor
        friend friends colleague colleagues boss manager director chief owner landlord tenant tenants
        customer customers client clients guest guests patient patients nurse nurses doctor doctors surgeon
        pharmacist vet dentist teacher teachers pupil pupils student students trainer intern trainee temp
        apprentice clerk clerks cashier receptionist secretary caretaker cleaner cleaners cook chef baker
        waiter packer packers picker driver drivers rider riders pilot conductor foreman mechanic plumber
        plumbers electrician roofer engineer engineers developer designer analyst lawyer recruiter
        recruiters tester buyer seller supplier volunteer volunteers caller callers visitor visitors
        passenger passengers shopper member members resident residents citizen refugee refugees farmer
        farmers farms grower growers judge interpreter officer officers inspector mayor administrator
        accountant bookkeeper salesman broker brokers agent postman editor reader readers applicant
        applicants candidate worker workers crew bride twins regulars elderly seniors pensioner architect
        builder firm union council court host purser harbour master shareholder founder successor planner
        dispatcher operator programmer scientist researcher therapist midwife carer they them themselves
        team"""
    )
)
_NO_PEOPLE = listed("team they them firm court")
_NO_COUNTS = listed("half quarter third twice")
_OURSELVES = listed("us them you my our")


def with_roles(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The same words, marked where they tell an act of "I" or "we", somebody in particular, or how many."""
    told: list[Token] = []
    own = False
    for place, token in enumerate(tokens):
        own = _still_own(own, token)
        roles = set[str]()
        if own and _is_act(token) and _follows(tokens, place):
            roles.add(DID)
        if token.stem in _PEOPLE and token.word not in _NO_PEOPLE:
            roles.add(WHO)
        if _is_count(tokens, place):
            roles.add(COUNT)
        told.append(replace(token, roles=frozenset(roles)) if roles else token)
    return tuple(told)


def _still_own(before: object, token: Token) -> bool:
    """Whether "I" or "we" still stands as the subject."""
    if token.word in {"i", "we"}:
        return True
    return bool(before) and token.word not in _OTHER_SUBJECTS and token.mark not in {".", ";", ":", "!", "?"}


def _is_act(token: Token) -> bool:
    word = token.word
    if word in _NOT_ACTS or is_management_word(word):
        return False
    return word in _IRREGULAR or (
        word.endswith("ed") and len(word) > len("used") and word not in _ENDINGS_THAT_LIE
    )


def _follows(tokens: Sequence[Token], place: int) -> bool:
    """Whether the verb stands right behind "I", "we", or the verb before it."""
    step = place - 1
    while step >= 0 and (tokens[step].word in _EARLIER or tokens[step].word.endswith("ly")):
        step -= 1
    return tokens[place].mark == "," or (step >= 0 and tokens[step].word in _LINKS)


def _is_count(tokens: Sequence[Token], place: int) -> bool:
    """Whether it says how many: "two of us" is who went, and "three weeks" is how long."""
    token = tokens[place]
    if not token.kinds or "duration" in token.kinds or token.word in _NO_COUNTS:
        return False
    behind = [after.word for after in tokens[place + 1 : place + 3]]
    return not (behind[:1] == ["of"] and behind[-1] in _OURSELVES)
