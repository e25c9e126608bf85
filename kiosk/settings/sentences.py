"""The sentences by language: all there, none blank, and naming nothing that they are not given to say."""

from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from kiosk.screens.forms import known
from kiosk.screens.wording import PLACEHOLDERS, Wording
from kiosk.settings.document import Document
from kiosk.settings.shape import Place, shown

SAID: Place = ("hatch", "said_lines")
"""The lines that the bartender may say at the hatch."""


def read(document: Document, language: str) -> Wording | None:
    """One language's sentences; None, and every reason noted, when they cannot be used."""
    wording = document.read_as(Wording)
    named = document.value("language")
    if named is not None and named != language:
        what = f"is {shown(named)}, and the file's name says another"
        document.blame(("language",), what, f'Write "{language}", or rename the file')
    locale = document.value("locale")
    if locale is not None and not known(locale):
        document.blame(("locale",), f"is {shown(locale)}, which Babel does not know", f'Write "{language}"')
    for place, text in texts(document.table):
        if document.value(*place) is not None:
            _check_sentence(document, place, text)
    return wording


def check_said(documents: Mapping[str, Document]) -> None:
    """Note where a language has not as many lines to say as the house's own: a request names one by its place."""
    counts = {language: _said(document) for language, document in documents.items()}
    own, first = next(((language, count) for language, count in counts.items() if count), ("", 0))
    for language, count in counts.items():
        if count and count != first:
            what = f"holds {count} lines, and {own} has {first}"
            documents[language].blame(SAID, what, "Write the same lines in every language, in the same order")


def _said(document: Document) -> int:
    lines = document.value(*SAID)
    return len(lines) if isinstance(lines, list) else 0


def texts(value: Any, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every text in a table, with its place."""
    match value:
        case str():
            yield place, value
        case dict():
            for key, one in value.items():
                yield from texts(one, (*place, key))
        case list():
            for at, one in enumerate(value):
                yield from texts(one, (*place, at))


def _check_sentence(document: Document, place: Place, text: str) -> None:
    if not text.strip():
        document.blame(place, "is blank", "Write the sentence")
        return
    try:
        named = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        document.blame(
            place, f"has an odd brace: {shown(text)}", "Close it; a brace to be read is written twice"
        )
        return
    allowed = PLACEHOLDERS.get(".".join(step for step in place if isinstance(step, str)), frozenset())
    for name in sorted(named - allowed):
        given = ", ".join(f"{{{one}}}" for one in sorted(allowed)) or "nothing in braces"
        document.blame(place, f"names {{{name}}}, which it is not told", f"It may say {given}")
