"""Letters that were chosen because they look like others, as those others."""

import unicodedata

_IMITATED = {
    "A": "\u0410\u0391",
    "B": "\u0412\u0392",
    "C": "\u0421",
    "E": "\u0415\u0395",
    "H": "\u041d\u0397",
    "I": "\u0406\u0399",
    "J": "\u0408",
    "K": "\u041a\u039a",
    "M": "\u041c\u039c",
    "N": "\u039d",
    "O": "\u041e\u039f",
    "P": "\u0420\u03a1",
    "S": "\u0405",
    "T": "\u0422\u03a4",
    "X": "\u0425\u03a7",
    "Y": "\u0423\u03a5",
    "Z": "\u0396",
    "a": "\u0430\u03b1",
    "c": "\u0441",
    "d": "\u0501",
    "e": "\u0435",
    "g": "\u0261",
    "h": "\u04bb",
    "i": "\u0456\u03b9",
    "j": "\u0458",
    "k": "\u03ba",
    "l": "\u04cf",
    "o": "\u043e\u03bf",
    "p": "\u0440\u03c1",
    "s": "\u0455",
    "t": "\u03c4",
    "u": "\u03c5",
    "v": "\u03bd",
    "x": "\u0445",
    "y": "\u0443",
}
"""Each Latin letter with the Cyrillic and Greek ones that look like it."""
_LATIN = {ord(other): letter for letter, others in _IMITATED.items() for other in others}


def plain(words: str) -> str:
    """For detection only: what a reader would see in these words."""
    if words.isascii():
        return words
    wide = unicodedata.normalize("NFKC", words)
    if not any(char.isascii() and char.isalpha() for char in wide):
        return wide
    return " ".join(word.translate(_LATIN) if _mixed(word) else word for word in wide.split(" "))


def _mixed(word: str) -> bool:
    """Latin beside what imitates it, or nothing but imitations."""
    letters = [char for char in word if char.isalpha()]
    return any(ord(char) in _LATIN for char in letters) and all(
        char.isascii()
        or ord(char) in _LATIN
        or not unicodedata.name(char, "").startswith(("CYRILLIC", "GREEK"))
        for char in letters
    )
