"""The street before one hatch: groups who come and order one after the other, and those who fetch what is ready."""

import heapq
from collections.abc import Callable, Sequence

from kiosk.commands.rehearsal.ledger import Tab, Turned
from kiosk.commands.rehearsal.night import Guest
from kiosk.commands.rehearsal.pace import Pace
from kiosk.commands.rehearsal.stand import Stand
from kiosk.commands.rehearsal.visit import GAP_MS, Visit
from kiosk.core.order import Status

STEPS_UP_S = 1.5
"""From one group's leaving the screen to the next one's knock."""
LISTENS_MACHINE_S = 0.5


def queue(stand: Stand, guests: Sequence[Guest], begins_at: float, pace: Pace) -> None:
    """The groups, in the order in which they come; `begins_at` is the night's first second (monotonic).

    Raises Stopped and Astray.
    """
    ledger = stand.ledger
    try:
        for guest in guests:
            comes_at = begins_at + guest.arrives_s
            pace.until(comes_at)
            ledger.groups += 1
            why: Turned | None = "line"
            if pace.now - comes_at <= guest.stands_s:
                with stand.screen:
                    why = Visit(stand, guest, pace).play()
                    pace.rest(STEPS_UP_S)
            if why is not None:
                ledger.turned[why] += 1
    finally:
        ledger.tell(lambda: setattr(ledger, "street_over", True))


def errands(stand: Stand, pace: Pace, quiet_every_s: float, hold_still: Callable[[], None]) -> None:
    """Whoever fetches a drink that is ready; and now and then everything is held still and compared.

    Until nobody comes any more and no order is open. Raises Stopped and Astray.
    """
    due: list[tuple[float, int]] = []
    ledger, still_at = stand.ledger, pace.now + quiet_every_s
    at_slit: list[Tab] = []
    while not (ledger.street_over and not ledger.open_tabs):
        with ledger.news:  # held from the look to the wait: no news comes between them
            for tab in ledger.open_tabs:
                _called(tab, due)
            next_at = min(still_at, due[0][0]) if due else still_at
            wait_s = pace.clock.machine(next_at) - pace.clock.machine(pace.now)
            ledger.news.wait(max(0.0, min(wait_s, LISTENS_MACHINE_S)))
        pace.rest(0.0)
        while due and due[0][0] <= pace.now:
            _, number = heapq.heappop(due)
            with stand.acts:
                stand.hatch.does(f"knock 2 {GAP_MS}")
            at_slit.append(ledger.tabs[number])
            ledger.tell(lambda number=number: ledger.slit.append(number))  # type: ignore[misc]
        if pace.now >= still_at:
            hold_still()
            still_at = pace.now + quiet_every_s
        _given_up(stand)
        at_slit = [tab for tab in at_slit if tab.status is Status.READY or not _gone(stand)]


def _gone(stand: Stand) -> bool:
    """Whoever has fetched a drink closes the menu that their knock opened, unless somebody stands before it."""
    if stand.screen.acquire(blocking=False):
        try:
            state = stand.hatch.state()
            if state["mood"] == "menu" and not state["basket"]:
                words = stand.settings.wordings[stand.settings.languages[0]].hatch
                stand.hatch.does(f"touch {words.leave}")
        finally:
            stand.screen.release()
    return True


def _called(tab: Tab, due: list[tuple[float, int]]) -> None:
    """An order was called: its guest comes, unless there is none any more."""
    if tab.called_at is None or tab.fetching:
        return
    tab.fetching = True
    waited_s = tab.called_at - tab.placed_at
    if tab.guest.fetches_s is not None and waited_s <= (tab.promised_s or 0.0) + tab.guest.gives_up_s:
        heapq.heappush(due, (tab.called_at + tab.guest.fetches_s, tab.number))


def _given_up(stand: Stand) -> None:
    """What nobody fetched is closed by the clock, and its tab with it; the board says when."""
    ledger = stand.ledger
    for tab in ledger.open_tabs:
        if tab.status is Status.READY and ledger.on_board(tab.number) is Status.UNCOLLECTED:
            with stand.acts:
                ledger.tell(lambda tab=tab: tab.chain.append(Status.UNCOLLECTED))  # type: ignore[misc]
