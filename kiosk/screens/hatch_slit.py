"""The slit in the wall: shut but for a line of light, ajar with the mask's eyes behind it, or open on the hands."""

from math import ceil, floor

from kiosk.screens.hatch_wall import SETTLE_S, settled, stage
from kiosk.screens.layout import cut_right, inset
from kiosk.screens.look import Look
from kiosk.screens.scene import Box, Picture, Piece, Plate

ASIDE = 70
"""So many hundredths of its width the shutter slides aside; its pull stays in sight."""
BLINK_S = 0.08
"""At a knock the eyes shut for so long,"""
GLANCE_S = 0.38
"""and until so long after it they look aside, to this side and to that by turns."""
HAMMER_S = 2.0
RAISED, CROSS = 6, 9
"""So many knocks within those seconds raise a brow, and so many more make it cross,"""
SULK_S = 1.6
"""for so long after the last of them."""
SMILE_S = 1.2
"""So long they are amused by somebody who knocked more than once, and calmly."""
EYES = ("eyes", "eyes_left", "eyes_right", "eyes_shut", "eyes_raised", "eyes_cross", "eyes_amused")


FALLS = 3
"""In so many steps more light falls out while it opens: each length of light is a drawing of its own."""
RIPPLES = (19, 41, 67)
"""How far the three drawings of a ripple reach beyond the slit's frame, in parts of the frame's own drawing,"""
FRAME = (496, 126)
"""which is so wide and high."""
RIPPLE_S = 0.09
"""Each of them is seen for so long."""


def slit(look: Look, box: Box, fall: int, *, eyes: str = "", ajar: float = 1.0) -> tuple[Piece, ...]:
    """The slit shut; or with a drawing of eyes, its shutter so much (0 to 1) of the way aside from them.

    The light falls on the planks so many pixels below it.
    """
    if not eyes:
        return (*_around(look, box, fall), Picture(box, "shutter"), _frame(look, box), *_leak(look, box))
    behind = inset(_hole(box), look.px(10), look.px(4))
    return (*_around(look, box, fall), Picture(behind, eyes), _shutter(box, ajar), _frame(look, box))


def slit_open(look: Look, box: Box, fall: int, hands: str = "hands") -> tuple[Piece, ...]:
    """The slit with its shutter pushed aside: the room under its lamp, and the hands with a cup, or at work."""
    hole = _hole(box)
    return (
        *_around(look, box, fall),
        Picture(hole, "inside"),
        Picture(hole, "slit_glow"),
        Picture(hole, "slit_glow"),
        Picture(Box(hole.x, hole.y, hole.w, hole.h + look.px(6)), hands),
        _shutter(box, 1.0),
        _frame(look, box),
    )


def peephole(
    look: Look, box: Box, fall: int, since: float, knocks: tuple[float, ...], mono: float
) -> tuple[Piece, ...]:
    """The slit that somebody has just knocked at, `since` then: the shutter slides aside, and the eyes see who it is."""
    ajar = settled(since, mono)
    more = fall * ceil(ajar * FALLS) // FALLS
    return slit(look, box, fall + more, eyes=gaze(knocks, mono), ajar=ajar)


def gaze(knocks: tuple[float, ...], mono: float) -> str:
    """Where the eyes look, as the drawing's name: away from each knock and back; a brow goes up when it hammers.

    Who knocks more than once, and as one does, amuses them.
    """
    heard = tuple(at for at in knocks if at <= mono)
    if not heard or mono >= gaze_until(heard):
        return "eyes"
    if mono < heard[-1] + BLINK_S and heard[-1] in flares(heard):
        return "eyes_shut"
    if (many := _hammered(heard)) >= RAISED:
        return "eyes_cross" if many >= CROSS else "eyes_raised"
    if mono < heard[-1] + GLANCE_S:
        return "eyes_left" if len(heard) % 2 else "eyes_right"
    return "eyes_amused"


def gaze_until(knocks: tuple[float, ...]) -> float:
    """When the eyes will be at rest if nobody knocks again (monotonic)."""
    if not knocks:
        return 0.0
    many = _hammered(knocks)
    return knocks[-1] + (SULK_S if many >= RAISED else SMILE_S if many > 1 else GLANCE_S)


def next_gaze(knocks: tuple[float, ...], mono: float) -> float:
    """When the eyes will next move by themselves (monotonic); a moment that is past when they will not."""
    if not knocks:
        return 0.0
    times = (knocks[-1] + BLINK_S, knocks[-1] + GLANCE_S, gaze_until(knocks))
    return next((time for time in times if mono < time), times[-1])


def flares(knocks: tuple[float, ...]) -> tuple[float, ...]:
    """The knocks that light answers, and the eyes by a blink: never more than three in any second (WCAG 2.2, 2.3.1)."""
    halves = [None, *(floor(at * 2) for at in knocks)]
    return tuple(at for before, half, at in zip(halves, halves[1:], knocks, strict=False) if half != before)


def _hammered(knocks: tuple[float, ...]) -> int:
    """How many knocks came close together, the last one among them."""
    return sum(1 for at in knocks if knocks[-1] - at <= HAMMER_S)


def ripples(look: Look, box: Box, knocks: tuple[float, ...], mono: float) -> tuple[Piece, ...]:
    """What each knock does to the planks around the slit: the grain bends away from its frame and settles."""
    frame = _frame(look, box).box
    return tuple(
        _ripple(look, frame, step)
        for at in knocks
        for step in range(len(RIPPLES))
        if at + RIPPLE_S * step <= mono < at + RIPPLE_S * (step + 1)
    )


def _ripple(look: Look, frame: Box, step: int) -> Picture:
    wide, high = (
        side * RIPPLES[step] // whole for side, whole in zip((frame.w, frame.h), FRAME, strict=True)
    )
    return Picture(inset(frame, -wide, -high), f"ripple_{step + 1}", seen=stage(look))


def ripples_until(knocks: tuple[float, ...]) -> float:
    """When the planks are still again (monotonic)."""
    return knocks[-1] + RIPPLE_S * len(RIPPLES) if knocks else 0.0


def ajar_until(since: float) -> float:
    """When the shutter has come to rest (monotonic)."""
    return since + SETTLE_S


def _around(look: Look, box: Box, fall: int) -> tuple[Piece, ...]:
    """The light on the planks below, and the dark behind."""
    frame = _frame(look, box).box
    return Picture(Box(frame.x, frame.bottom, frame.w, fall), "slit_glow"), Plate(box, "soot")


def _frame(look: Look, box: Box) -> Picture:
    return Picture(inset(box, -look.px(8)), "slit_frame")


def _hole(box: Box) -> Box:
    """What the shutter leaves free."""
    return cut_right(box, box.w * ASIDE // 100)[0]


def _shutter(box: Box, ajar: float) -> Picture:
    """The shutter on its way behind the planks to the left."""
    aside = round(_hole(box).w * ajar)
    return Picture(Box(box.x - aside, box.y, box.w, box.h), "shutter", seen=box)


def _leak(look: Look, box: Box) -> tuple[Piece, ...]:
    """What comes through where the shutter meets its frame: below all along, and a hair at its end."""
    below = Box(box.x + look.px(2), box.bottom - look.px(5), box.w - look.px(4), look.px(3))
    end = Box(box.right - look.px(2), box.y + look.px(4), look.px(1), below.y - box.y - look.px(4))
    return Plate(below, "candle"), Plate(end, "brass_bright")
