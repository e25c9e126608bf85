"""The letters are all there, and never wider than the metrics say."""

from pathlib import Path

import pygame
import pygame.freetype
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import to_builtins

from kiosk.paint.ink import FACES, LETTERS, Ink, NoFont
from kiosk.paint.shelf import Shelf
from kiosk.screens.scene import Face
from tests.paint.conftest import ASSETS
from tests.screens.looks import WORDINGS

WHITE = (255, 255, 255)
NEEDED = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "àèéìíîòóùúÀÈÉÌÎÒÓÙÚäöüßÄÖÜâæçêëïôœûÿÂÆÇÊËÏÔŒÛŸáñÁÍÑ¿¡€·—–…’‘“”«»×°%&/:;,.!?()+-'\""  # noqa: RUF001 - really these
)


def sentences() -> list[str]:
    def leaves(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        items = (
            value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
        )
        return [text for item in items for text in leaves(item)]

    return [text for wording in WORDINGS.values() for text in leaves(to_builtins(wording))]


@pytest.mark.parametrize("face", FACES)
def test_every_letter(face: Face) -> None:
    """Each face can write the five languages and a price."""
    pygame.freetype.init()
    font = pygame.freetype.Font(ASSETS / "fonts" / FACES[face], 20)
    missing = [letter for letter in NEEDED if font.get_metrics(letter)[0] is None]
    assert missing == []


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("size_px", [11, 13, 16, 18, 20, 24, 27, 33, 48, 72, 130])
def test_never_wider(ink: Ink, face: Face, size_px: int) -> None:
    """No sentence of the house comes out wider than the metrics say, nor much narrower."""
    metrics = ink.metrics()
    for text in filter(str.strip, sentences()):
        width = ink.text(text, face, size_px, WHITE).get_width()
        promised = metrics.width_px(text, face, size_px)
        assert width <= promised
        assert width >= promised * 0.8 - 3


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from(LETTERS), min_size=1, max_size=30),
    st.sampled_from(list(FACES)),
    st.integers(8, 60),
)
def test_never_wider_whatever_is_written(text: str, face: Face, size_px: int) -> None:
    """Whatever is written in whatever size, it is at most as wide as the metrics say."""
    ink = INK
    assert ink.text(text, face, size_px, WHITE).get_width() <= max(
        1, ink.metrics().width_px(text, face, size_px)
    )


INK = Ink(ASSETS / "fonts")


def test_struck(ink: Ink) -> None:
    """A struck line has a bar through it from end to end."""
    line = ink.text("l l l", "plain", 30, WHITE, struck=True)
    rows = [
        all(line.get_at((x, y))[3] == 255 for x in range(line.get_width())) for y in range(line.get_height())
    ]
    assert any(rows)
    plain = ink.text("l l l", "plain", 30, WHITE)
    assert not any(
        all(plain.get_at((x, y))[3] == 255 for x in range(plain.get_width()))
        for y in range(plain.get_height())
    )


def test_missing_face(tmp_path: Path) -> None:
    """A missing font file is named at once, with its mend."""
    with pytest.raises(NoFont, match=r"Cantarell-Bold.*put it back"):
        Ink(tmp_path)


def test_broken_face(tmp_path: Path) -> None:
    """A file that is no font is named when it is first used."""
    for name in FACES.values():
        (tmp_path / name).write_text("no font")
    with pytest.raises(NoFont, match="is no font"):
        Ink(tmp_path).metrics()


def test_bounded_shelf() -> None:
    """A shelf holds no more than it may, and lets go first what was not asked for longest."""
    made: list[str] = []

    def make() -> pygame.Surface:
        made.append(name)
        return pygame.Surface((10, 10), 0, 32)

    shelf = Shelf(1000)
    for name in ("a", "b", "a", "c", "a", "b"):
        shelf.take(name, make)
    assert made == ["a", "b", "c", "b"]


@pytest.mark.parametrize("text", ["a\0b", "\xad", "\u200b"])
def test_what_the_library_refuses_is_drawn(ink: Ink, text: str) -> None:
    """A NUL, or a line of no width at all, ends no program."""
    assert ink.text(text, "old", 8, WHITE).get_height() > 0
