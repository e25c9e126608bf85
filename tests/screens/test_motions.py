"""Whatever moves means something and ends, and nothing flashes (WCAG 2.2, success criterion 2.3.1)."""

from collections.abc import Sequence
from math import ceil

import pygame
import pytest
from msgspec.structs import replace

from kiosk import paths
from kiosk.core.moment import Moment
from kiosk.paint.brush import Brush
from kiosk.paint.ink import Ink
from kiosk.paint.pictures import Pictures
from kiosk.screens.hatch import changes_at, moving_until
from kiosk.screens.look import Look
from tests.screens.hatch_states import NOW
from tests.screens.looks import THEME, LookAt
from tests.screens.motions import RATE, Motion, motions

MOTIONS = motions()
CELLS = (50, 30)
"""The screen is looked at in squares of 16 pixels at 800x480: about 3 mm on a panel of 7 inches."""
FLASH = 0.1
"""A change of relative luminance that counts, where the darker of the two is below DARK."""
DARK = 0.8
SAFE = 0.008
"""So much of the screen may change more often, as where letters slide by; WCAG allows a quarter of ten degrees, 0.05 of a panel
of 10 inches seen from 50 cm."""
MOST = 3
LONGEST_S = 0.6
"""No motion lasts longer after what it answers; DESIGN and ART want 120 to 400 ms, a hammering is looked at longer."""


@pytest.fixture
def look(look_at: LookAt) -> Look:
    return look_at(800, 480)


@pytest.fixture(scope="module")
def brush() -> Brush:
    return Brush(Ink(paths.assets() / "fonts"), Pictures(paths.assets() / "drawings"), THEME)


LINEAR = [c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in range(256)]


def luminances(brush: Brush, motion: Motion, look: Look) -> list[list[float]]:
    """The relative luminance of every cell, frame by frame."""
    surface = pygame.Surface((look.size.w, look.size.h), 0, 32)
    frames = []
    for mono in motion.times():
        brush.draw(surface, motion.frame(look, mono))
        small = pygame.image.tobytes(pygame.transform.smoothscale(surface, CELLS), "RGB")
        frames.append(
            [
                0.2126 * LINEAR[r] + 0.7152 * LINEAR[g] + 0.0722 * LINEAR[b]
                for r, g, b in zip(small[0::3], small[1::3], small[2::3], strict=True)
            ]
        )
    return frames


def flashes(light: Sequence[float]) -> list[int]:
    """The frames in which one cell's light completes a pair of opposing changes, each large enough to count."""
    changes: list[int] = []
    low = high = light[0]
    way = 0
    for at, now in enumerate(light):
        low, high = min(low, now), max(high, now)
        if way != 1 and now - low >= FLASH and low < DARK:
            way, high = 1, now
            changes.append(at)
        elif way != -1 and high - now >= FLASH and now < DARK:
            way, low = -1, now
            changes.append(at)
    return changes[1::2]


def test_a_flash_is_a_pair_of_opposing_changes() -> None:
    """Light that goes up and comes back is one; a single change, a creep of small ones and a bright shimmer are none."""
    assert flashes([0.0, 0.0, 0.5, 0.5]) == []
    assert flashes([0.0, 0.5, 0.0]) == [2]
    assert flashes([0.5, 0.5, 0.0, 0.5]) == [3]
    assert flashes([0.0, 0.5, 0.0, 0.5, 0.0]) == [2, 4]
    assert flashes([0.0, 0.06, 0.12, 0.06, 0.0]) == [4]
    assert flashes([0.0, 0.05, 0.09, 0.03, 0.08]) == []
    assert flashes([0.9, 1.0, 0.85, 1.0]) == []


@pytest.mark.parametrize("name", MOTIONS)
def test_nothing_flashes(name: str, brush: Brush, look: Look) -> None:
    """In no second more than a small part of the screen changes to and fro more often than three times."""
    frames = luminances(brush, MOTIONS[name], look)
    often = [0] * len(frames)
    for cell in range(len(frames[0])):
        ends = flashes([frame[cell] for frame in frames])
        for at in range(len(frames)):
            often[at] += sum(at - RATE < end <= at for end in ends) > MOST
    assert max(often) <= SAFE * CELLS[0] * CELLS[1]


@pytest.mark.parametrize("name", [name for name, motion in MOTIONS.items() if motion.lasts_s <= 2])
def test_every_motion_ends(name: str, look: Look) -> None:
    """Soon after what it answers the picture stands still, and is the one that a painter who saw nothing move would paint."""
    motion = MOTIONS[name]
    last = NOW.mono + (motion.knocks[-1] if motion.knocks else 0.0)
    state = motion.at(last)
    end = moving_until(state)
    assert end - last <= LONGEST_S
    due = changes_at(state, Moment(end, NOW.wall))
    later = end + 1.0 if due is None else min(end + 1.0, due - 0.001)
    calm = replace(motion, state=state)
    assert motion.frame(look, end) == calm.frame(look, later)


def test_asleep_it_breathes_and_nothing_else(look: Look) -> None:
    """In a minute the wall's picture changes no more often than the light's breath: eight times in ten seconds."""
    motion = replace(MOTIONS["asleep"], lasts_s=60.0)
    seen, mono, state = 0, NOW.mono, MOTIONS["asleep"].state
    assert moving_until(state) <= mono
    while (due := changes_at(state, Moment(mono, NOW.wall))) is not None and due <= NOW.mono + 60.0:
        seen, mono = seen + 1, due
    assert seen <= ceil(60 / 1.25)
    assert motion.frame(look, NOW.mono) == motion.frame(look, NOW.mono + 0.5)
