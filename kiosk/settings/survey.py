"""Reads the whole configuration, layer over layer, and notes every mistake in it before it gives anything up."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from kiosk import paths
from kiosk.core.menu import menu_for
from kiosk.settings import folders, hours_checks, menus, rhythms, secret, sentences, theme, words
from kiosk.settings.document import Document
from kiosk.settings.house import KioskFile
from kiosk.settings.house_checks import check_house, zone
from kiosk.settings.mistakes import Mistake
from kiosk.settings.values import Settings

NEWEST = "9999-12"
"""The month asked for when none is: the last list there is."""


STORE = "kiosk.db"


class Line(Struct, frozen=True):
    """A text that may come to be drawn, and where it stands."""

    file: Path
    place: str
    text: str


class Survey(Struct, frozen=True):
    """What was read: everything that is wrong, and the settings when nothing is."""

    settings: Settings | None
    mistakes: tuple[Mistake, ...]
    drawn: tuple[Document, ...]
    """The files whose texts are drawn."""
    hours: Document

    def notices(self, night: str) -> tuple[Mistake, ...]:
        """What is no mistake, and a person should look at before this night."""
        return tuple(hours_checks.notices(self.hours, night))

    def lines(self) -> Iterator[Line]:
        """Every text that may come to be drawn, those of files with mistakes too."""
        for document in self.drawn:
            for place, text in sentences.texts(document.table):
                yield Line(document.holder(place), document.spelled(place), text)


def survey(config_dir: Path | None = None, *, month: str | None = None) -> Survey:
    """Read `config_dir` (/etc/kiosk unless given) over the packaged defaults.

    `month` (`YYYY-MM`, or a night's date) chooses the menu; without one it is the last there is.
    """
    house_dir = paths.ETC if config_dir is None else config_dir
    layers = (paths.packaged_config(), house_dir)
    kiosk, colours, pairs, opening, knocked = (Document(*_layered(layers, name)) for name in folders.KNOWN)
    facts = kiosk.read_as(KioskFile)
    check_house(kiosk)
    languages = folders.languages(kiosk, layers)
    spoken = {one: Document(*_layered(layers, f"wording/{one}.toml")) for one in languages}
    listed = tuple(Document(file) for file in menus.files(layers))
    signs_in, secret_word, clock = secret.username(kiosk), secret.password(kiosk), zone(kiosk)
    months = [menus.read(one, languages, paths.assets() / "drawings") for one in listed]
    wordings = {language: sentences.read(document, language) for language, document in spoken.items()}
    sentences.check_said(spoken)
    look, told, calendar = theme.read(colours), words.read(pairs), hours_checks.read(opening, languages)
    taught = rhythms.read(knocked)

    documents = (kiosk, colours, pairs, opening, knocked, *spoken.values(), *listed)
    mistakes = folders.mistakes(house_dir, asked_for=config_dir is not None)
    mistakes += [mistake for document in documents for mistake in document.mistakes]
    drawn = (kiosk, pairs, opening, *spoken.values(), *listed)
    if mistakes or facts is None or clock is None or look is None or told is None:
        return Survey(None, tuple(mistakes), drawn, opening)
    if calendar is None or taught is None:
        return Survey(None, tuple(mistakes), drawn, opening)
    in_turn = tuple(sorted((menu for menu in months if menu is not None), key=lambda menu: menu.month))
    settings = Settings(
        house=facts.house,
        pins=facts.pins,
        piezo=facts.piezo,
        hatch=facts.hatch,
        knock=facts.knock,
        bar=facts.bar,
        broker=facts.broker,
        broker_username=signs_in,
        password=secret_word,
        home_assistant=facts.home_assistant,
        sounds=facts.sounds,
        speech=facts.speech,
        store_path=_store_path(facts.store.path),
        kept_nights=facts.store.kept_nights,
        zone=clock,
        menu=menu_for(in_turn, month or NEWEST),
        menus=in_turn,
        pairs=told,
        rhythms=taught,
        calendar=calendar,
        theme=look,
        wordings={language: wording for language, wording in wordings.items() if wording is not None},
        sources=tuple(layer.file for document in documents for layer in document.layers),
    )
    return Survey(settings, (), drawn, opening)


def _layered(layers: Sequence[Path], name: str) -> tuple[Path, ...]:
    return tuple(folder / name for folder in layers)


def _store_path(written: str) -> Path:
    """Where the books are: as written, else where systemd keeps this service's state, else the user's own."""
    if written:
        return Path(written)
    given = os.environ.get("STATE_DIRECTORY", "").partition(":")[0]
    if given:
        return Path(given) / STORE
    state = Path(os.environ.get("XDG_STATE_HOME", ""))
    home = state if state.is_absolute() else Path.home() / ".local" / "state"
    return home / "kiosk" / STORE
