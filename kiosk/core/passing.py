"""What passes through the slit: the one ready order is most likely handed over when it was opened and shut again."""

from msgspec.structs import replace

from kiosk.core.hatch_state import Hatch
from kiosk.core.moment import Moment
from kiosk.core.order import Status


def slit_stands(state: Hatch, now: Moment, *, is_open: bool) -> Hatch:
    """The slit stands otherwise than before."""
    ready = [order.number for order in state.orders if order.status is Status.READY]
    alone = ready[0] if len(ready) == 1 else None
    state = replace(state, slit_open=is_open, slit_since=now.mono)
    if is_open:
        return replace(state, passing=alone, offered=None)
    passed = state.passing if state.passing == alone else None
    return replace(state, passing=None, offered=passed)


def offered(state: Hatch) -> int | None:
    """The order to be handed over first, while it is still ready."""
    order = None if state.offered is None else state.order(state.offered)
    return order.number if order is not None and order.status is Status.READY else None
