"""The bar's notice: what is wrong, since when, and what still works, above everything else while it lasts."""

from bisect import bisect_left

from msgspec import Struct

from kiosk.core.bar_state import Side
from kiosk.screens.bar_parts import Glance, block, largest
from kiosk.screens.layout import centred, cut_left, inset
from kiosk.screens.look import Look
from kiosk.screens.scene import Box, Picture, Piece, Plate

HEIGHT, UPRIGHT_HEIGHT = 46, 72
"""In 480ths, on a lying screen and on a standing one, which is narrower and has the room."""
TWIN_SHOWN_S = 90.0
"""Two programs of one name take turns: that is told on until it has been quiet for a while."""
MARKS = {
    "clock": "clock",
    "clock_unsure": "clock",
    "knock_pin": "ear",
    "knock_stuck": "ear",
    "knock_storm": "ear",
    "slit_pin": "slit_unknown",
}
"""The drawing of each trouble that a hatch tells; of another it is only said that something is wrong."""
SIZES = (20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10)


class Wrong(Struct, frozen=True):
    """What is wrong, in words, and the drawing that says of which kind it is."""

    text: str
    mark: str = "wrong"


def wrong(glance: Glance) -> Wrong | None:
    """The gravest thing that is wrong, or None."""
    state, words = glance.state, glance.words
    twin = glance.mono < state.twin_at + TWIN_SHOWN_S
    thrown_out = twin and not state.link_up and state.twin_at >= state.link_since
    if thrown_out:  # the network is well: whoever looked for its trouble would look in vain
        return Wrong(words.twin_notice.format(display=state.display), "link_down")
    if not state.link_up:
        since = glance.minutes(glance.mono - state.link_since)
        return Wrong(words.network_notice.format(since=since), "link_down")
    away = next((side for side in state.sides if side.online is False), None)
    if away is not None:
        since = glance.minutes(glance.mono - away.online_since)
        return Wrong(words.hatch_notice.format(hatch=glance.hatch(away.hatch), since=since), "link_down")
    trouble = next((ill for ill in (_trouble(glance, side) for side in state.sides) if ill), None)
    if trouble is not None:
        return trouble
    if twin:
        return Wrong(words.twin_notice.format(display=state.display), "link_down")
    if state.misread:
        text = words.newer_notice if state.misread_newer else words.misread_notice
        return Wrong(text.format(topic=state.misread))
    return _skew(glance)


def _skew(glance: Glance) -> Wrong | None:
    """Whose clock disagrees with this display's, and by how much."""
    rules, words = glance.state.rules, glance.words
    side = next((side for side in glance.state.sides if abs(side.skew_s) > rules.skew_s), None)
    if side is None:
        return None
    text = words.skew_ahead_notice if side.skew_s > 0 else words.skew_behind_notice
    minutes = glance.minutes(abs(side.skew_s))
    return Wrong(text.format(hatch=glance.hatch(side.hatch), minutes=minutes), "clock")


def _trouble(glance: Glance, side: Side) -> Wrong | None:
    trouble = side.board.trouble if side.board is not None else ""
    words = glance.words
    if not trouble:
        return None
    known = {
        "store": words.store_notice,
        "clock": words.clock_notice,
        "clock_unsure": words.unsure_notice,
        "knock_pin": words.knock_pin_notice,
        "knock_stuck": words.knock_stuck_notice,
        "knock_storm": words.knock_storm_notice,
        "slit_pin": words.slit_pin_notice,
    }
    text = known.get(trouble) or words.trouble_notice.format(trouble=trouble)
    return Wrong(text, MARKS.get(trouble, "wrong"))


def height(glance: Glance) -> int:
    """How high the notice is, in pixels."""
    return glance.px(UPRIGHT_HEIGHT if glance.look.size.upright else HEIGHT)


def notice(glance: Glance, box: Box, ill: Wrong) -> tuple[Piece, ...]:
    """The notice on a dark plate with a broad red rim."""
    inner = inset(box, glance.px(8), glance.px(4))
    side = min(inner.h, glance.px(32))
    spot, rest = cut_left(inner, side, glance.px(8))
    return (
        Plate(box, "soot", "campari", glance.px(3)),
        Picture(centred(spot, side, side), ill.mark),
        *block(glance.look, _even(glance.look, rest, ill.text), ill.text, "bold", SIZES, "bone"),
    )


def _even(look: Look, box: Box, text: str) -> Box:
    """The box narrowed for as long as the text takes no more rows in it: so no word is left alone in the last one."""
    size_px = look.px(largest(look, box, text, "bold", SIZES))
    count = len(look.metrics.wrap(text, "bold", size_px, box.w))
    least = bisect_left(
        range(box.w), x=True, key=lambda w: len(look.metrics.wrap(text, "bold", size_px, w)) <= count
    )
    return cut_left(box, least)[0]
