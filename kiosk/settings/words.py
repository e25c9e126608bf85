"""The pick-up words: enough of them, each once, and each short enough to be stamped large."""

from msgspec import Struct

from kiosk.core.words import Pair
from kiosk.settings.document import Document
from kiosk.settings.shape import shown

FEWEST = 43
"""In use and at rest on a full night, with room to spare; and the number on the door (reference: domain 2.5)."""
LONGEST = 12
"""Letters that still fill a small screen's plate at a size worth stamping."""


class WordsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of words.toml."""

    pair: tuple[Pair, ...]


def read(document: Document) -> tuple[Pair, ...] | None:
    """The pairs; None, and every reason noted, when they cannot be used."""
    words = document.read_as(WordsFile)
    pairs = document.value("pair")
    if isinstance(pairs, list):
        if len(pairs) < FEWEST:
            document.blame(
                ("pair",), f"holds {len(pairs)} words", f"Write {FEWEST} at least: used words must rest"
            )
        _check_each(document, len(pairs))
    return None if words is None else words.pair


def _check_each(document: Document, count: int) -> None:
    met: dict[str, int] = {}
    for at in range(count):
        for key in ("word", "answer"):
            text = document.value("pair", at, key)
            if text is not None and not 1 <= len(text.strip()) <= LONGEST:
                what = f"is {shown(text)}, of {len(text.strip())} letters"
                document.blame(("pair", at, key), what, f"Choose one of {LONGEST} letters at most")
        word = (document.value("pair", at, "word") or "").strip().casefold()
        if len(word.split()) > 1:
            mend = "Choose one: a full house joins two, and must know them apart"
            what = f"is {shown(document.value('pair', at, 'word'))}, which is more than one word"
            document.blame(("pair", at, "word"), what, mend)
        if word and met.setdefault(word, at) != at:
            what = f"is the word of pair {met[word] + 1}, too"
            document.blame(("pair", at, "word"), what, "Choose another: two guests may not share one")
