"""What a touch makes of a ticket: forward, refuse and its second touch, and what was asked but not granted yet."""

from kiosk.core.bar_sight import answerable
from kiosk.core.bar_state import Ticket
from kiosk.core.events import Moved, RefuseAsked, RefuseDropped
from kiosk.core.order import FORWARD, Status
from kiosk.screens.bar_parts import DULL, GIVE, GO, NO, Glance, again, line, sign, status_age_s
from kiosk.screens.bar_spots import Spots
from kiosk.screens.layout import centred, cut_left, cut_top, inset
from kiosk.screens.scene import Box, Picture, Piece, Plate

GO_SIZES = (34, 32, 30, 28, 26, 24, 22, 20, 18, 17, 16, 15, 14, 13, 12, 11)
FOOT = 34
"""The side of the mark that the foot switch does the same, in 480ths."""
FLAG_SIZES = (21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10)


def forward(glance: Glance, box: Box, shown: Ticket, *, by_foot: bool = False) -> tuple[Piece, ...]:
    """The one big button of a ticket, or what stands in its place. `by_foot`: the foot switch does the same."""
    words, look, sent = glance.words, glance.look, shown.sent
    word = shown.order.word
    if is_refusing(glance, shown):
        return sign(look, box, GO, words.refuse_no, event=RefuseDropped(), name=f"{words.refuse_no} {word}")
    if is_waiting(shown) and sent is not None:
        if not glance.silent(sent):
            return sign(look, box, DULL, words.sent)
        return sign(look, box, GO, words.retry, event=again(sent), name=f"{words.retry} {word}")
    goal = FORWARD[shown.order.status]
    text = {
        Status.ACKNOWLEDGED: words.acknowledge,
        Status.READY: words.ready,
        Status.COLLECTED: words.hand_over,
    }[goal]
    below = words.hand_over_adult if goal is Status.COLLECTED else ""
    event = Moved(shown.hatch, shown.order.number, goal)
    paint, name = GIVE if shown.offered else GO, f"{text} {word}"
    foot, rest = _foot(glance, box) if by_foot else ((), None)
    plate = sign(look, box, paint, text, below=below, event=event, name=name, sizes=GO_SIZES, inner=rest)
    return *plate, *foot


def _foot(glance: Glance, box: Box) -> tuple[tuple[Piece, ...], Box]:
    """The mark that the foot switch does the same, and what it leaves for the words: beside it, or on tall plates below."""
    inner, side = inset(box, glance.px(5), glance.px(4)), glance.px(FOOT)
    spot, rest = cut_top(inner, side) if box.h > box.w else cut_left(inner, side)
    return (Picture(centred(spot, side, side), "foot"),), rest


def refuse(glance: Glance, spots: Spots, shown: Ticket) -> tuple[Piece, ...]:
    """The first touch of a refusal: a small sign, met by a touch anywhere on the ticket's head. Then, far away, the second."""
    words, look, word = glance.words, glance.look, shown.order.word
    if is_refusing(glance, shown):
        sure = Moved(shown.hatch, shown.order.number, Status.REFUSED)
        return sign(look, spots.yes, NO, words.refuse_yes, event=sure, name=f"{words.refuse_yes} {word}")
    if is_waiting(shown) or not answerable(glance.state, shown.hatch):
        return ()
    event = RefuseAsked(shown.hatch, shown.order.number)
    box = spots.refuse
    mark, text = cut_top(inset(box, glance.px(3), glance.px(3)), box.h * 9 // 20)
    side = mark.h - glance.px(2)
    return (
        Plate(box, "bone", "campari", glance.px(2)),
        Picture(centred(mark, side, side), "refuse"),
        line(look, text, words.refuse, "bold", (18, 17, 16, 15, 14, 13, 12, 11, 10, 9), "soot", "centre"),
        Plate(spots.head, None, None, 0, f"{words.refuse} {word}", event),
    )


def standing(glance: Glance, box: Box, shown: Ticket) -> tuple[Piece, ...]:
    """Where the order stands, or what is asked, or what went wrong: always a mark or a frame with its words."""
    words, sent, status = glance.words, shown.sent, shown.order.status
    if is_refusing(glance, shown):
        return _flag(glance, box, words.refuse_ask, fill="soot", ink="bone", rim="campari")
    if sent is not None and sent.refused is not None:
        return _flag(glance, box, glance.reason(sent), fill=None, ink="soot", rim="campari")
    if sent is not None and glance.silent(sent):
        return _flag(glance, box, words.silent, fill=None, ink="soot", rim="campari", mark="link_down")
    if status is Status.READY:
        text = words.ready_for.format(minutes=glance.minutes(status_age_s(shown)))
        return _flag(
            glance, box, words.offered if shown.offered else text, fill="bottle", ink="bone", mark="tick"
        )
    if status is Status.PLACED and shown.age_s >= glance.state.rules.untaken_after_s:
        return _flag(glance, box, words.untaken, fill="soot", ink="bone", rim="campari", mark="bell")
    if shown.calling:
        return _flag(glance, box, glance.standing(shown), fill="soot", ink="candle", mark="bell")
    face_mark = "bell" if status is Status.PLACED else ""
    return _flag(glance, box, glance.standing(shown), fill=None, ink="soot", mark=face_mark)


def needs_room(glance: Glance, shown: Ticket) -> bool:
    """Whether the ticket's standing is an urgent word that takes the total's place beside it."""
    sent = shown.sent
    return is_refusing(glance, shown) or (
        sent is not None and (sent.refused is not None or glance.silent(sent))
    )


def is_refusing(glance: Glance, shown: Ticket) -> bool:
    """Whether this ticket waits for the second touch of its refusal."""
    state = glance.state
    return (
        state.refusing == (shown.hatch, shown.order.number)
        and glance.mono < state.refusing_since + state.rules.refuse_s
    )


def is_waiting(shown: Ticket) -> bool:
    """Whether something was asked of it that is neither granted nor refused."""
    return shown.sent is not None and shown.sent.refused is None


def _flag(
    glance: Glance, box: Box, text: str, *, fill: str | None, ink: str, rim: str | None = None, mark: str = ""
) -> tuple[Piece, ...]:
    """A strip with an optional mark and a text."""
    frame = fill is not None or rim is not None
    inner = inset(box, glance.px(4) if frame else 0, 0)
    side = min(glance.px(20), box.h - glance.px(4))
    spot, rest = cut_left(inner, side, glance.px(3)) if mark else (inner, inner)
    picture = (Picture(Box(spot.x, spot.y + (spot.h - side) // 2, side, side), mark),) if mark else ()
    plate = (Plate(box, fill, rim, glance.px(3)),) if frame else ()
    return (*plate, *picture, line(glance.look, rest, text, "bold", FLAG_SIZES, ink))
