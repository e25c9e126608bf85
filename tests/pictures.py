"""`python -m tests.pictures [NAME ...]`: every screen at every size in every language, into pictures/, for a person to look at.

Names choose screens that begin so: `hatch-menu`, `bar`. Beside the pictures, in sheets/, each
program has its screens at each size on one sheet. It needs no display.
"""

import argparse
from collections.abc import Sequence
from itertools import groupby
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
    studio = Studio()
    shots = [
        Shot(name, size, language)
        for size in SIZES
        for language in studio.languages
        for name in screens(language)
        if not wanted or name.startswith(wanted)
    ]
    if not shots:
        parser.error(f"no screen begins so; there are {', '.join(screens(studio.languages[0]))}")
    for _, group in groupby(shots, _sheet_name):
        _draw(studio, list(group))
    print(f"{len(shots)} pictures in {FOLDER}, and a sheet of each program and size in {FOLDER / 'sheets'}")


def _sheet_name(shot: Shot) -> str:
    """One program at one size in one language."""
    return f"{shot.name.partition('-')[0]}-{shot.size.w}x{shot.size.h}-{shot.language}"


def _draw(studio: Studio, shots: Sequence[Shot]) -> None:
    """The pictures of one sheet, and the sheet."""
    size, language, thumbs = shots[0].size, shots[0].language, []
    folder, sheets = FOLDER / f"{size.w}x{size.h}-{language}", FOLDER / "sheets"
    for at in (folder, sheets):
        at.mkdir(parents=True, exist_ok=True)
    small = _small(size)
    for shot in shots:
        picture = studio.draw(shot)
        pygame.image.save(picture, folder / f"{shot.name}.png")
        thumbs.append(pygame.transform.smoothscale(picture, (small.w, small.h)))
    pygame.image.save(_sheet(studio, shots, thumbs, small), sheets / f"{_sheet_name(shots[0])}.png")


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
