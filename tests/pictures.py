"""`python -m tests.pictures [NAME ...]`: every screen at every size in every language, into pictures/, for a person to look at.

Names choose screens that begin so: `hatch-menu`, `bar`. Beside the pictures, in sheets/, each size has its screens on
one sheet. It needs no display.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import pygame

from kiosk.screens.scene import Size
from tests.scenes import SIZES, Shot, Studio, screens

FOLDER = Path(__file__).parents[1] / "pictures"
SHEET_W = 2400
THUMB_PX = 380
"""The longer side of a picture on a sheet."""
GAP_PX, TITLE_PX = 12, 16
GROUND = (40, 40, 40)


def main() -> None:
    """Draw them, and say where they are."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="of screens, or what they begin with; none is all"
    )
    wanted = tuple(parser.parse_args().names)
    studio, count = Studio(), 0
    for size in SIZES:
        for language in studio.languages:
            names = [name for name in screens(language) if not wanted or name.startswith(wanted)]
            if not names:
                parser.error(
                    f"no screen begins with {' or '.join(wanted)}; there are {', '.join(screens(language))}"
                )
            count += len(names)
            _draw(studio, [Shot(name, size, language) for name in names])
    print(f"{count} pictures in {FOLDER}, and a sheet of each size in {FOLDER / 'sheets'}")


def _draw(studio: Studio, shots: Sequence[Shot]) -> None:
    """The pictures of one size and language, and their sheet."""
    first, thumbs = shots[0], []
    folder = FOLDER / f"{first.size.w}x{first.size.h}-{first.language}"
    for at in (folder, FOLDER / "sheets"):
        at.mkdir(parents=True, exist_ok=True)
    small = _small(first.size)
    for shot in shots:
        picture = studio.draw(shot)
        pygame.image.save(picture, folder / f"{shot.name}.png")
        thumbs.append(pygame.transform.smoothscale(picture, (small.w, small.h)))
    pygame.image.save(_sheet(studio, shots, thumbs, small), FOLDER / "sheets" / f"{folder.name}.png")


def _sheet(
    studio: Studio, shots: Sequence[Shot], thumbs: Sequence[pygame.Surface], small: Size
) -> pygame.Surface:
    """Small pictures in rows, each under its name."""
    across = SHEET_W // (small.w + GAP_PX)
    step = small.h + TITLE_PX + GAP_PX
    sheet = pygame.Surface((SHEET_W, GAP_PX + step * -(-len(shots) // across)), 0, 32)
    sheet.fill(GROUND)
    for at, (shot, thumb) in enumerate(zip(shots, thumbs, strict=True)):
        x, y = GAP_PX + at % across * (small.w + GAP_PX), GAP_PX + at // across * step
        sheet.blit(studio.ink.text(shot.name, "plain", TITLE_PX - 4, (220, 220, 220)), (x, y))
        sheet.blit(thumb, (x, y + TITLE_PX))
    return sheet


def _small(size: Size) -> Size:
    longer = max(size.w, size.h)
    return Size(size.w * THUMB_PX // longer, size.h * THUMB_PX // longer)


if __name__ == "__main__":
    main()
