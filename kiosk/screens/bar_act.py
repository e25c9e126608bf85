"""What a touch makes of a ticket: forward, refuse and its second touch, and what was asked but not granted yet."""

from kiosk.core.bar_state import Ticket
from kiosk.core.events import Moved, RefuseAsked, RefuseDropped
from kiosk.core.order import FORWARD, Status
from kiosk.screens.bar_parts import DULL, GO, NO, Glance, again, line, sign, status_age_s
from kiosk.screens.layout import columns, cut_left, cut_top, inset
from kiosk.screens.scene import Box, Picture, Piece, Plate


def forward(glance: Glance, box: Box, shown: Ticket) -> tuple[Piece, ...]:
    """The one big button of a ticket, or what stands in its place."""
    words, look, sent = glance.words, glance.look, shown.sent
    word = shown.order.word
    if is_refusing(glance, shown):
        return _second_touch(glance, box, shown)
    if _is_waiting(shown) and sent is not None:
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
    return sign(look, box, GO, text, below=below, event=event, name=f"{text} {word}")


def refuse(glance: Glance, box: Box, shown: Ticket) -> tuple[Piece, ...]:
    """The first touch of a refusal, small in its corner and far from the big button."""
    if is_refusing(glance, shown) or _is_waiting(shown):
        return ()
    upper, lower = cut_top(inset(box, glance.px(3)), glance.px(34))
    words, look = glance.words, glance.look
    event = RefuseAsked(shown.hatch, shown.order.number)
    return (
        Plate(box, "bone", "campari", glance.px(2), f"{words.refuse} {shown.order.word}", event),
        line(look, upper, "\u00d7", "bold", (36, 32, 28, 24), "soot", "centre"),
        line(look, lower, words.refuse, "plain", (14, 13, 12, 11, 10), "soot", "centre"),
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
        return _flag(glance, box, text, fill="bottle", ink="bone", mark="tick")
    if status is Status.PLACED and shown.age_s >= glance.state.rules.untaken_after_s:
        return _flag(glance, box, words.untaken, fill="soot", ink="bone", rim="campari", mark="bell")
    face_mark = "bell" if status is Status.PLACED else ""
    return _flag(glance, box, glance.standing(shown), fill=None, ink="soot", mark=face_mark)


def is_refusing(glance: Glance, shown: Ticket) -> bool:
    """Whether this ticket waits for the second touch of its refusal."""
    state = glance.state
    return (
        state.refusing == (shown.hatch, shown.order.number)
        and glance.mono < state.refusing_since + state.rules.refuse_s
    )


def _is_waiting(shown: Ticket) -> bool:
    """Whether something was asked of it that is neither granted nor refused."""
    return shown.sent is not None and shown.sent.refused is None


def _second_touch(glance: Glance, box: Box, shown: Ticket) -> tuple[Piece, ...]:
    words, look, word = glance.words, glance.look, shown.order.word
    no, yes = columns(box, 2, glance.px(8))
    event = Moved(shown.hatch, shown.order.number, Status.REFUSED)
    return (
        *sign(look, no, GO, words.refuse_no, event=RefuseDropped(), name=f"{words.refuse_no} {word}"),
        *sign(look, yes, NO, words.refuse_yes, event=event, name=f"{words.refuse_yes} {word}"),
    )


def _flag(
    glance: Glance, box: Box, text: str, *, fill: str | None, ink: str, rim: str | None = None, mark: str = ""
) -> tuple[Piece, ...]:
    """A strip with an optional mark and a text."""
    frame = fill is not None or rim is not None
    inner = inset(box, glance.px(5) if frame else 0, 0)
    side = min(glance.px(22), box.h - glance.px(4))
    spot, rest = cut_left(inner, side, glance.px(4)) if mark else (inner, inner)
    picture = (Picture(Box(spot.x, spot.y + (spot.h - side) // 2, side, side), mark),) if mark else ()
    plate = (Plate(box, fill, rim, glance.px(3)),) if frame else ()
    return (
        *plate,
        *picture,
        line(glance.look, rest, text, "bold", (21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11), ink),
    )
