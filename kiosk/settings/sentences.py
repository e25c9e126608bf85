"""The sentences by language: all there, none blank, and naming nothing that they are not given to say."""

from collections.abc import Iterator
from string import Formatter
from typing import Any

from kiosk.screens.forms import known
from kiosk.screens.wording import PLACEHOLDERS, Wording
from kiosk.settings.document import Document
from kiosk.settings.shape import Place, shown


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
