"""What is out of reach: the keys of a hatch that is gone, or beyond a network that is down, look as dead as they are."""

from msgspec.structs import replace

from kiosk.core.bar_sight import answerable
from kiosk.core.bar_touches import OfAHatch
from kiosk.screens.bar_parts import DULL, Glance
from kiosk.screens.scene import Piece, Plate, Text


def within_reach(glance: Glance, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The same pieces, but that of those keys none can be touched: dull in plate, rim and letters."""
    dead = tuple(piece for piece in pieces if isinstance(piece, Plate) and not _reaches(glance, piece))
    return tuple(_dulled(piece, dead) for piece in pieces) if dead else pieces


def _reaches(glance: Glance, plate: Plate) -> bool:
    """Whether a touch would be heard; what asks nothing of a hatch always is."""
    return not isinstance(plate.event, OfAHatch) or answerable(glance.state, plate.event.hatch)


def _dulled(piece: Piece, dead: tuple[Plate, ...]) -> Piece:
    """A dead key, and what is written on one. A plate without a fill only lies over what it is touched by."""
    match piece:
        case Plate() if piece in dead:
            fill, rim = (DULL.fill, DULL.rim) if piece.fill is not None else (None, piece.rim)
            return replace(piece, fill=fill, rim=rim, event=None)
        case Text() if any(plate.fill is not None and _holds(plate, piece) for plate in dead):
            return replace(piece, colour=DULL.ink)
        case _:
            return piece


def _holds(plate: Plate, text: Text) -> bool:
    return text.box.within(plate.box) == text.box
