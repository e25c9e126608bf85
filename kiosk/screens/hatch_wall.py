"""The wall and the slit in it: what every picture of the hatch is set in."""

from msgspec.structs import replace

from kiosk.screens.layout import columns, cut_bottom, cut_right, inset, whole
from kiosk.screens.look import Look
from kiosk.screens.parts import line, rim
from kiosk.screens.scene import Box, Picture, Piece, Plate

SETTLE_S = 0.24
"""Wood and brass have weight: they slide and settle within this time, then stand still."""
SHUTTER_S = 0.36
"""The wall itself is heavier."""
STRIP = 22
"""Height of the strip that tells the keys, in 480ths of the short side."""
TECHNICIANS = "en"
"""Who sits at a desk reads this, whatever the house speaks."""
GAP = 6
MARGIN = 9
"""From the screen's edge to what can be touched, in 480ths: the same everywhere, so that the corner stays where it is."""


def stage(look: Look) -> Box:
    """The screen less the strip of keys."""
    return cut_bottom(whole(look.size), look.px(STRIP))[1] if look.strip else whole(look.size)


def strip(look: Look) -> tuple[Piece, ...]:
    """The line that tells which keys stand for the wood, on a desk, in the house's own language and in English."""
    if not look.strip:
        return ()
    box = cut_bottom(whole(look.size), look.px(STRIP))[0]
    own = look.languages[0]
    told = [look.words(language).hatch.strip for language in look.languages if language in {own, TECHNICIANS}]
    cells = columns(inset(box, look.px(10), 0), len(told), look.px(8))
    texts = (
        line(look, cell, text, "plain", (15,), "bone", "centre")
        for cell, text in zip(cells, told, strict=True)
    )
    return Plate(box, "soot"), *texts


def wall(look: Look) -> tuple[Piece, ...]:
    """The dark wood."""
    return (Picture(stage(look), "wall"),)


def inside(look: Look) -> tuple[Piece, ...]:
    """What one sees through the open slit: the room's dark (the scene's own ground) behind a rim of brass."""
    return rim(stage(look), "brass", look.px(3))


def shutter_sliding(look: Look, wall: tuple[Piece, ...], since: float, mono: float) -> tuple[Piece, ...]:
    """A wall with all that hangs on it on its way to the left, brass along its edge, for as long as it is under way."""
    if not since <= mono < since + SHUTTER_S:
        return ()
    box = stage(look)
    aside = round(box.w * pushed(since, mono))
    edge = cut_right(Box(box.x - aside, box.y, box.w, box.h), look.px(16))[0]
    return (
        *(_slid(piece, aside) for piece in wall),
        Plate(edge, "brass"),
        Plate(cut_right(edge, look.px(4))[0], "candle"),
    )


def _slid(piece: Piece, aside: int) -> Piece:
    """A piece so many pixels further left; there is nothing to touch on it."""
    moved = replace(piece, box=_left(piece.box, aside))
    if isinstance(moved, Plate):
        return replace(moved, name="", event=None)
    if isinstance(moved, Picture) and moved.seen is not None:
        return replace(moved, seen=_left(moved.seen, aside))
    return moved


def _left(box: Box, aside: int) -> Box:
    return Box(box.x - aside, box.y, box.w, box.h)


def settled(since: float, mono: float) -> float:
    """How far a light thing of brass has come, from 0 to 1: quick at first, then settling."""
    if mono >= since + SETTLE_S:
        return 1.0
    left = 1 - max(0.0, mono - since) / SETTLE_S
    return 1 - left**3


def pushed(since: float, mono: float) -> float:
    """How far a heavy thing of wood has come, from 0 to 1: it has to be got going, and settles slowly."""
    if mono >= since + SHUTTER_S:
        return 1.0
    gone = max(0.0, mono - since) / SHUTTER_S
    return float(1 - (1 - gone**1.4) ** 2.6)
