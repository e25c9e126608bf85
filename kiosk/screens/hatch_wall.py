"""The wall and the slit in it: what every picture of the hatch is set in."""

from kiosk.screens.layout import cut_bottom, cut_left, inset, whole
from kiosk.screens.look import Look
from kiosk.screens.parts import line
from kiosk.screens.scene import Box, Picture, Piece, Plate
from kiosk.screens.wording import HatchWords

SETTLE_S = 0.24
"""Wood and brass have weight: they slide and settle within this time, then stand still."""
STRIP = 22
"""Height of the strip that tells the keys, in 480ths of the short side."""
BAR = 60
"""Height of what is touched along the lower edge, in 480ths."""
GAP = 6


def stage(look: Look) -> Box:
    """The screen less the strip of keys."""
    return cut_bottom(whole(look.size), look.px(STRIP))[1] if look.strip else whole(look.size)


def strip(look: Look, words: HatchWords) -> tuple[Piece, ...]:
    """The line that tells which keys stand for the wood, on a desk."""
    if not look.strip:
        return ()
    box = cut_bottom(whole(look.size), look.px(STRIP))[0]
    text = line(look, inset(box, look.px(10), 0), words.strip, "plain", (15,), "bone", "centre")
    return Plate(box, "soot"), text


def wall(look: Look) -> tuple[Piece, ...]:
    """The dark wood."""
    return Plate(stage(look), "walnut"), Picture(stage(look), "wall")


def inside(look: Look) -> tuple[Piece, ...]:
    """What one sees through the open slit: the room's warm dark behind a rim of brass."""
    return (
        Plate(stage(look), "soot"),
        Picture(stage(look), "inside"),
        Plate(stage(look), rim="brass", rim_px=look.px(3)),
    )


def slit(look: Look, box: Box, glow: int, *, eyes: bool = False) -> tuple[Piece, ...]:
    """The slit in the wall: shut, with `glow` pixels more of light around it, or pushed aside from the eyes behind it."""
    halo = inset(box, -box.w // 8 - glow, -box.h * 75 // 110 - glow)
    shut, hole = cut_left(box, box.w * 30 // 100) if eyes else (box, box)
    behind = (Picture(inset(hole, look.px(10), look.px(4)), "eyes"),) if eyes else ()
    return (
        Picture(halo, "slit_glow"),
        Plate(box, "soot"),
        *behind,
        Picture(shut, "shutter"),
        Picture(inset(box, -look.px(8)), "slit_frame"),
    )


def shutter_sliding(look: Look, since: float, mono: float) -> tuple[Piece, ...]:
    """The shutter on its way to the left, for as long as it is under way."""
    if not since <= mono < since + SETTLE_S:
        return ()
    box = stage(look)
    return (Picture(Box(box.x - round(box.w * settled(since, mono)), box.y, box.w, box.h), "shutter"),)


def settled(since: float, mono: float) -> float:
    """How far a heavy thing has come, from 0 to 1: quick at first, then settling."""
    if mono >= since + SETTLE_S:
        return 1.0
    left = 1 - max(0.0, mono - since) / SETTLE_S
    return 1 - left**3
