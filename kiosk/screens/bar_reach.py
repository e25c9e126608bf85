"""What is out of reach: the keys of a hatch that is gone, or beyond a network that is down, look as dead as they are."""

from msgspec.structs import replace

from kiosk.core.bar_sight import answerable
from kiosk.core.bar_touches import OfAHatch
from kiosk.screens.bar_parts import DULL, Glance
from kiosk.screens.scene import Piece, Plate, Text


def within_reach(glance: Glance, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same pieces, but that of those keys none can be touched: dull in plate, rim and letters."""
    state = glance.state
    if all(answerable(state, side.hatch) for side in state.sides):
        return pieces
    grounds = (_ground(pieces, at) for at in range(len(pieces)))
    return tuple(
        piece if _reaches(glance, ground) else _dulled(piece)
        for piece, ground in zip(pieces, grounds, strict=True)
    )


def _reaches(glance: Glance, piece: Piece) -> bool:
    """Whether a touch would be heard; what asks nothing of a hatch always is."""
    event = piece.event if isinstance(piece, Plate) else None
    return not isinstance(event, OfAHatch) or answerable(glance.state, event.hatch)


def _ground(pieces: tuple[Piece, ...], at: int) -> Piece:
    """What a text is written on: the uppermost plate below it, which may be a paper on a key. Any other piece is its own."""
    text = pieces[at]
    if not isinstance(text, Text):
        return text
    plates = (piece for piece in reversed(pieces[:at]) if isinstance(piece, Plate) and piece.fill is not None)
    return next((plate for plate in plates if text.box.within(plate.box) == text.box), text)


def _dulled(piece: Piece) -> Piece:
    match piece:
        case Plate():
            return replace(piece, fill=DULL.fill, rim=DULL.rim, event=None)
        case Text():
            return replace(piece, colour=DULL.ink)
        case _:
            return piece
