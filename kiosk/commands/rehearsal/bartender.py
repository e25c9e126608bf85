"""One bartender alone at a display: hands out what is fetched, else takes on the oldest ticket, makes it and calls it."""

from collections.abc import Sequence

from kiosk.commands.rehearsal.ledger import GRANTED_WITHIN_S, Tab
from kiosk.commands.rehearsal.model import BartenderModel
from kiosk.commands.rehearsal.night import Shortage, making_s
from kiosk.commands.rehearsal.pace import Pace
from kiosk.commands.rehearsal.stand import Stand
from kiosk.core.effort import preps
from kiosk.core.order import OPEN, Status

LISTENS_MACHINE_S = 0.5
"""So often at the least somebody who waits for work looks up."""
TICKET_WITHIN_S = 5.0
"""Of the machine's: so long an order that is on the board may take to become a ticket."""
TRIES = 3
BETWEEN_S = 0.8
"""From touch to touch of the same hand: what comes sooner is taken for a bounce."""
PAGES = 8
"""Of tickets, more than there can be."""
SLIPS_AT = 0.3
"""So far into the making a wet knuckle calls an order ready."""


class Bartender:
    """The hands at one stand."""

    def __init__(
        self, stand: Stand, model: BartenderModel, pace: Pace, short: Sequence[tuple[float, Shortage]] = ()
    ) -> None:
        """What runs out comes with its second (monotonic, of the night's clock), the first one first."""
        self._stand, self._model, self._pace, self._short = stand, model, pace, [*short]
        self._words = stand.settings.wordings[stand.settings.languages[0]].bar
        self._preps = preps(stand.settings.menu)

    def work(self) -> None:
        """Until nobody comes any more and no order is open. Raises Stopped and Astray."""
        while self._listens():
            self._stand.turn()
            if self._runs_out():
                self._mark(self._short.pop(0)[1])
            elif self._stand.ledger.slit:
                self._hand_over(self._stand.ledger.tabs[self._stand.ledger.slit[0]])
            elif (tab := self._oldest()) is not None:
                self._serve(tab)

    # --- what there is to do -------------------------------------------------------------------------------------
    def _listens(self) -> bool:
        """Wait for work; whether there may be more."""
        ledger = self._stand.ledger
        while not self._pace.stopped:
            with ledger.news:
                if ledger.news.wait_for(self._wanted, LISTENS_MACHINE_S):
                    return True
                if ledger.street_over and not ledger.open_tabs and not ledger.slit:
                    return False
        return False

    def _wanted(self) -> bool:
        ledger = self._stand.ledger
        return (
            bool(ledger.slit)
            or self._runs_out()
            or any(tab.status is Status.PLACED for tab in ledger.open_tabs)
        )

    def _oldest(self) -> Tab | None:
        """The first ticket on the display that nobody has taken on."""
        ledger, machine = self._stand.ledger, self._pace.clock.machine
        until = machine(self._pace.now) + TICKET_WITHIN_S
        while machine(self._pace.now) < until:
            if all(tab.status is not Status.PLACED for tab in ledger.open_tabs):
                return None
            with self._stand.hands:
                tickets = self._stand.bar.state()["tickets"]
            found = (ledger.tabs.get(ticket["number"]) for ticket in tickets if ticket["status"] == "placed")
            tab = next((tab for tab in found if tab is not None and tab.status is Status.PLACED), None)
            if tab is not None:
                return tab
            self._pace.rest(self._model.look_s)
        for tab in ledger.open_tabs:
            if tab.status is Status.PLACED:
                ledger.blame("no_ticket", tab.number, tab.word)
        self._pace.rest(60.0)
        return None

    # --- what is done --------------------------------------------------------------------------------------------
    def _serve(self, tab: Tab) -> None:
        """Take on, make, call; or refuse."""
        if tab.guest.refused:
            self._refuse(tab)
            return
        if not self._act(tab, self._words.acknowledge, Status.ACKNOWLEDGED):
            return
        self._interrupted(tab.guest.making.interrupted_s)
        left_s = making_s(tab.guest, self._preps, self._model)
        if tab.guest.slips:
            early_s = left_s * SLIPS_AT
            self._pace.rest(early_s)
            self._slip(tab)
            left_s -= early_s
        self._pace.rest(left_s)
        if self._act(tab, self._words.ready, Status.READY):
            now = self._pace.now
            self._stand.ledger.tell(lambda: setattr(tab, "called_at", now))

    def _interrupted(self, seconds: float) -> None:
        """The guests of the room want something: a long while of that is told to the street."""
        if told := seconds >= self._model.pauses_from_s:
            self._pause(self._words.pause, on=True)
        self._pace.rest(seconds)
        if told:
            self._pause(self._words.go_on, on=False)

    def _pause(self, key: str, *, on: bool) -> None:
        """Beside the tickets, and again when nothing came of it: what is touched just as they move counts for none."""
        ledger = self._stand.ledger
        with self._stand.hands:
            bar = self._stand.bar  # it may have been another one before
            for _ in range(TRIES):
                self._pace.rest(BETWEEN_S)
                bar.does(f"touch {key}")
                if ledger.pauses(on=on):
                    return
            ledger.blame("not_paused", detail=f"{key!r}; on the display: {' / '.join(bar.see())}")

    def _runs_out(self) -> bool:
        return bool(self._short) and self._short[0][0] <= self._pace.now

    def _mark(self, short: Shortage) -> None:
        """Among the drinks: sold out for tonight, or so many more; and back to the tickets."""
        ledger, words, settings = self._stand.ledger, self._words, self._stand.settings
        drink, language = settings.menu.drink(short.drink), settings.languages[0]
        name = drink.names[language] if drink is not None else short.drink
        way = words.left.format(count=short.left) if short.left else words.tonight
        with self._stand.hands:
            bar = self._stand.bar
            for _ in range(TRIES):
                # What was granted late would be put back if it were touched again.
                asks = (words.drinks, way, name) if ledger.left(short.drink) is None else ()
                for text in asks:
                    self._pace.rest(BETWEEN_S)
                    bar.does(f"touch {text}")
                with ledger.news:
                    marked = ledger.news.wait_for(
                        lambda: ledger.left(short.drink) is not None, GRANTED_WITHIN_S
                    )
                bar.does(f"touch {words.tickets}")
                if marked:
                    ledger.short[short.drink] = (self._pace.clock().wall, short.left)
                    return
            ledger.blame("not_marked", detail=f"{name}, {way}; on the display: {' / '.join(bar.see())}")

    def _slip(self, tab: Tab) -> None:
        """Called ready too soon, and taken back."""
        if self._act(tab, self._words.ready, Status.READY):
            self._pace.rest(self._model.slip_s)
            self._does(tab, [self._words.undo], Status.ACKNOWLEDGED)

    def _refuse(self, tab: Tab) -> None:
        """In two touches."""
        self._pace.rest(self._model.look_s)
        touches = (self._words.refuse, self._words.refuse_yes)
        self._does(tab, [f"{button} {tab.word}" for button in touches], Status.REFUSED)

    def _hand_over(self, tab: Tab) -> None:
        """The slit, the word, the document, the money; then the drink."""
        ledger = self._stand.ledger
        self._slide("open")
        self._pace.rest(tab.guest.making.hand_over_s)
        self._act(tab, self._words.hand_over, Status.COLLECTED)
        self._slide("closed")
        ledger.tell(lambda: ledger.slit.remove(tab.number))

    def _slide(self, stands: str) -> None:
        with self._stand.hands:
            self._stand.hatch.does(f"slit {stands}")

    # --- hands ---------------------------------------------------------------------------------------------------
    def _act(self, tab: Tab, button: str, goal: Status) -> bool:
        """Touch a button of an order's ticket; whether the order came to the goal. Not, when its guest was quicker."""
        self._pace.rest(self._model.look_s)
        return self._does(tab, [f"{button} {tab.word}"], goal)

    def _does(self, tab: Tab, buttons: list[str], goal: Status) -> bool:
        """Touch, and again when nothing came of it: a touch just as the tickets move counts for none, and is seen to."""
        ledger, there = self._stand.ledger, False
        with self._stand.hands:
            for _ in range(TRIES):
                with self._stand.acts:
                    if self._gone(tab):
                        return False
                    touched = all(self._touch_ticket(button, tab) for button in buttons)
                if ledger.becomes(tab.number, goal):
                    ledger.tell(lambda: tab.chain.append(goal))
                    return True
                there = there or touched
                ledger.touched_in_vain += touched
                self._pace.rest(BETWEEN_S)
            seen = " / ".join(self._stand.bar.see())
            key = "not_granted" if there else "no_ticket"
            stands = ledger.on_board(tab.number)
            ledger.blame(key, tab.number, f"{buttons[-1]!r}, {stands}; on the display: {seen}")
        return False

    def _gone(self, tab: Tab) -> bool:
        """Whether there is nothing left to do for an order: its guest took it back, or the clock closed it."""
        return tab.status not in OPEN or self._stand.ledger.on_board(tab.number) is Status.UNCOLLECTED

    def _touch_ticket(self, button: str, tab: Tab) -> bool:
        """Touch a button of a ticket that may be on another page: turn pages until it is there.

        Where the hatch did not answer in time, the ticket offers to ask again instead.
        """
        bar, again = self._stand.bar, f"touch {self._words.retry} {tab.word}"
        for way in ("on", "back"):
            for _ in range(PAGES):
                self._pace.rest(BETWEEN_S)
                if bar.does(f"touch {button}") or bar.does(again):
                    return True
                if not bar.does(f"swipe {way}"):
                    break
        return False
