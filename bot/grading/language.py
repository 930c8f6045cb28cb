"""Whether a text is English enough to be read by word cues."""

import unicodedata
from collections.abc import Sequence

from bot.grading.tokens import Token
from bot.grading.words import FUNCTION_WORDS, listed

_OTHERS = tuple(
    listed(words) - FUNCTION_WORDS
    for words in (
        "der die das und ist nicht wir ich ein eine mit den dem auf fur von zu sich auch werden wenn aber",
        "le la les des un une et est que qui nous je dans pour pas sur avec ne au ce cette sont plus si mais",
        "el la los las un una y es que de en por con no se para lo como mas pero su al del nosotros si esta",
        "o os as um uma e que de do da em para com nao se por mais como mas dos das ao nos quando isso voce",
        "il lo la gli le un una e che di non per con si sono del della nel come piu ma anche noi questo",
        "de het een en van is niet dat die op te zijn met voor wij ik we ook als maar naar bij wordt",
        "i w na z nie to sie jest do ze jak o a ale co dla przez od po tak czy lub oraz",
        "ve bir bu icin ile de da degil ama gibi daha olarak biz ne var cok her sonra",
        "yang dan di ke dari ini itu untuk dengan tidak kita saya akan pada adalah atau juga ada bisa",
        "och att det som en ett pa ar av inte med vi jag for den till om men kan",
        "va la cua co khong cho nay mot voi nhung duoc trong khi se toi chung la",
        "si in la de pe un o nu cu este care sa din pentru ca mai dar noi",
        "hai ke ki ka aur mein se ko nahi yeh kya hoga karna hum toh bhi par agar",
        "ang ng sa na mga ay hindi ko natin para kung ito at kami dapat",
        "ja ei on se etta ovat kun mutta tai niin myos me olla jos",
        "nem es a az hogy egy van meg de mint vagy ha csak mert ez",
    )
)
_COMMON = listed(
    """stop pause keep call tell ask check test measure watch page roll turn ship launch hold cut split send
    give show users user people customers team model data error errors risk cost costs money time day week
    hour hours person human answer answers word words question metric metrics threshold owner fix find make
    take use need want know think plan work start good bad high low wrong right new old same first before
    after yes text write say says product feature system review report change case cases number problem"""
)
_LEAST_KNOWN = 0.12


def is_english(text: str, tokens: Sequence[Token], vocabulary: frozenset[str]) -> bool:
    """True unless the text is mostly in another script, in another language, or in none."""
    if not tokens or 2 * _foreign_letters(text) > sum(map(str.isalpha, text)):
        return False
    english = sum(token.word in FUNCTION_WORDS for token in tokens)
    if foreign_words(tokens) > english:
        return False
    return sum(_is_known(token, vocabulary) for token in tokens) >= _LEAST_KNOWN * len(tokens)


def foreign_words(tokens: Sequence[Token]) -> int:
    """Common words of the one other language that most of them belong to."""
    return max(sum(token.word in other for token in tokens) for other in _OTHERS)


def _is_known(token: Token, vocabulary: frozenset[str]) -> bool:
    return token.word in FUNCTION_WORDS or token.word in _COMMON or token.stem in vocabulary


def _foreign_letters(text: str) -> int:
    return sum(
        1
        for char in text
        if not char.isascii() and char.isalpha() and not unicodedata.name(char, "").startswith("LATIN")
    )
