"""Stored pictures: what counts as the same, and what is left for a person to look at when it is not."""

from pathlib import Path

import pygame
import pytest

from tests.pictures_stored.album import GAP_PX, REALLY, Album, difference

SIZE = (200, 120)
LINE = pygame.Rect(20, 40, 120, 16)


@pytest.fixture
def album(tmp_path: Path) -> Album:
    """One with a stored picture `wall`."""
    Album(tmp_path / "stored", tmp_path / "failed", renew=True).complaint("wall", wall())
    return Album(tmp_path / "stored", tmp_path / "failed", renew=False)


def wall(line: pygame.Rect = LINE, brighter: int = 0) -> pygame.Surface:
    """A dark picture with a bright line."""
    picture = pygame.Surface(SIZE, 0, 32)
    picture.fill((60 + brighter, 40 + brighter, 20 + brighter))
    picture.fill((250, 220, 130), line)
    return picture


def failed(folder: Path) -> list[str]:
    """What is left to look at."""
    return sorted(file.name for file in (folder / "failed").glob("*"))


def test_the_same_picture_is_the_same(album: Album, tmp_path: Path) -> None:
    """A picture as it was stored is nothing to complain of and leaves nothing behind."""
    assert album.complaint("wall", wall()) == ""
    assert failed(tmp_path) == []


def test_smoothed_otherwise_is_the_same(album: Album) -> None:
    """An edge that another build of the libraries smooths a little otherwise is no difference."""
    picture = wall()
    for x in range(LINE.left, LINE.right):
        picture.set_at((x, LINE.top), (250 - REALLY + 2, 220 - REALLY + 2, 130 - REALLY + 2))
    assert album.complaint("wall", picture) == ""


@pytest.mark.parametrize(
    "other",
    [wall(LINE.move(0, 3)), wall(LINE.move(2, 0)), wall(pygame.Rect(0, 0, 0, 0)), wall(brighter=2)],
    ids=["moved down", "moved aside", "gone", "paled"],
)
def test_another_picture_is_told_and_shown(album: Album, tmp_path: Path, other: pygame.Surface) -> None:
    """A line that moved or went, or a colour that changed, is told, with stored, now and the difference side by side."""
    complaint = album.complaint("wall", other)
    assert "wall looks otherwise" in complaint
    assert failed(tmp_path) == ["wall.png"]
    shown = pygame.image.load(tmp_path / "failed" / "wall.png")
    w, h = SIZE
    assert shown.get_size() == (3 * w + 2 * GAP_PX, h)
    panels = [shown.subsurface((at * (w + GAP_PX), 0, w, h)) for at in range(3)]
    assert difference(panels[0], wall()).mean == 0
    assert difference(panels[1], other).mean == 0
    assert any(pygame.image.tobytes(panels[2], "RGB")), "the difference shows nothing"


def test_what_passes_again_leaves_nothing_behind(album: Album, tmp_path: Path) -> None:
    """The image of a failure goes when the picture is right again."""
    album.complaint("wall", wall(LINE.move(0, 9)))
    assert failed(tmp_path) == ["wall.png"]
    assert album.complaint("wall", wall()) == ""
    assert failed(tmp_path) == []


def test_a_picture_that_is_not_stored_is_a_failure(album: Album) -> None:
    """Without a stored picture nothing passes, and it is said how to store one."""
    assert "RENEW_PICTURES=1" in album.complaint("menu", wall())
    assert album.names == ("wall",)


def test_another_size_is_a_failure(album: Album) -> None:
    """A screen of another size than its stored picture is told with both sizes."""
    complaint = album.complaint("wall", pygame.Surface((100, 60)))
    assert "(200, 120)" in complaint
    assert "(100, 60)" in complaint


def test_renewing_stores_what_is_drawn(album: Album, tmp_path: Path) -> None:
    """Asked to renew, the album holds the new picture, and nothing is left to look at."""
    other = wall(LINE.move(0, 9))
    assert album.complaint("wall", other) != ""
    assert Album(tmp_path / "stored", tmp_path / "failed", renew=True).complaint("wall", other) == ""
    assert album.complaint("wall", other) == ""
    assert failed(tmp_path) == []


def test_a_difference_is_counted_in_pixels_and_in_light() -> None:
    """The share is that of the pixels that really differ, the mean that of all channels."""
    apart = difference(wall(pygame.Rect(0, 0, 0, 0)), wall())
    assert apart.share == pytest.approx(LINE.w * LINE.h / (SIZE[0] * SIZE[1]))
    assert apart.mean == pytest.approx(apart.share * (190 + 180 + 110) / 3)
    assert difference(wall(), wall(brighter=REALLY)).share == 0
    assert difference(wall(), wall(brighter=REALLY + 1)).share == pytest.approx(1 - apart.share)
