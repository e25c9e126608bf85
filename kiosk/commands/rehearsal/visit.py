"""One group's time before the hatch's screen: from the knock to the word, or to going without one."""

import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from kiosk.commands.rehearsal.ledger import Heard, Tab, Turned
from kiosk.commands.rehearsal.night import Guest
from kiosk.commands.rehearsal.pace import Pace
from kiosk.commands.rehearsal.stand import Stand
from kiosk.core.order import Status
from kiosk.screens.hatch_words import HatchWords

GAP_MS = 220
"""Between knocks: the median of a person's."""
WAKES_S, WAKES_MACHINE_S = 4.0, 0.25
"""So long a guest waits for the wall to open: of the night, and of the machine, whose pictures take what they take."""
LEAVES_WITHIN = 5
"""Touches from any picture to the sleeping wall, and some to spare."""
READS_S = 3.0
"""The check, and the word."""
LOOKS_S = 3.0
"""So often somebody looks who waits before the screen."""
TRIES = 3
"""So often a guest begins anew whose basket is not what was wanted: somebody else's knock may have chosen, too."""
CANNOT: dict[str, Turned] = {
    "full": "full",
    "closed": "closed",
    "ban": "closed",
    "paused": "paused",
    "sold_out": "sold_out",
}
"""What a hint comes to for somebody who wants a drink now."""


class Visit:
    """One group at one hatch."""

    def __init__(self, stand: Stand, guest: Guest, pace: Pace) -> None:
        self._stand, self._guest, self._pace = stand, guest, pace
        self._house = stand.settings.wordings[stand.settings.languages[0]].hatch

    def play(self) -> Turned | None:
        """Come, choose, order, go; why it came to nothing, or None. Raises Stopped and Astray."""
        why = self._played()
        if why == "lost":
            state = self._stand.hatch.state()
            facts = {fact: state[fact] for fact in ("mood", "hint", "basket", "warned", "full", "open")}
            self._stand.ledger.lost.append(f"{self._guest.drinks}, {self._guest.language}: {facts}")
        return why

    def _played(self) -> Turned | None:
        for _ in range(TRIES):
            heard = self._wake()
            if heard is None:
                return "lost"
            self._stand.ledger.heard[heard] += 1
            words = self._read_language()
            if (why := self._hindered()) is not None:
                self._leave()
                return why
            if self._choose(words):
                return self._order(words)
            why = self._hindered()
            self._leave()
            if why is not None:
                return why
        return "lost"

    # --- waking --------------------------------------------------------------------------------------------------
    def _wake(self) -> Heard | None:
        """Knock; knock again; touch the wall. How it was heard, or None for a wall that never opened."""
        for heard, line in self._calls:
            if self._is_open():
                return "woke"
            self._stand.hatch.does(line)
            if self._opens():
                return heard
        return None

    @property
    def _calls(self) -> tuple[tuple[Heard, str], ...]:
        knocks, wall = self._guest.knocks, self._house.knock
        return (
            ("woke", f"knock {knocks} {GAP_MS}"),
            ("again", f"knock 3 {GAP_MS}"),
            ("touched", f"touch {wall}"),
        )

    def _is_open(self) -> bool:
        """Whether the menu is there already, for somebody who fetched a drink woke it. What another guest left is closed."""
        state = self._stand.hatch.state()
        if state["mood"] in ("asleep", "peeping"):
            return False
        if state["mood"] == "menu" and not state["basket"] and not state["warned"]:
            return self._house.language in self._stand.hatch.see()
        self._leave()
        return False

    def _opens(self) -> bool:
        patience_s = max(WAKES_S, WAKES_MACHINE_S * self._pace.clock.speed)
        until = self._pace.now + patience_s
        while self._pace.now < until:
            if self._stand.hatch.state()["mood"] == "menu":
                return True
            self._pace.rest(patience_s / 40)
        return False

    def _read_language(self) -> HatchWords:
        """Choose the language that this guest reads; the words that are on the screen now."""
        wording = self._stand.settings.wordings[self._guest.language]
        if wording.hatch is self._house:
            return self._house
        self._touch(self._house.language, self._house)
        return wording.hatch if self._touch(wording.name, self._house) else self._house

    def _hindered(self) -> Turned | None:
        """Why no drink is to be had, as the screen says it."""
        state = self._stand.hatch.state()
        if state["paused"] and not self._waited_out():
            return "paused"
        if not state["open"]:
            return "closed"
        if short := self._short():
            drinks = tuple(self._guest.instead if drink in short else drink for drink in self._guest.drinks)
            self._guest = replace(self._guest, drinks=drinks)
            return "sold_out" if self._short() else None
        return CANNOT.get(state["hint"])

    def _short(self) -> set[str]:
        """What the group wants more of than is left."""
        counts, left = Counter(self._guest.drinks), self._stand.ledger.left
        return {
            drink for drink, count in counts.items() if (most := left(drink)) is not None and most < count
        }

    # --- choosing ------------------------------------------------------------------------------------------------
    def _choose(self, words: HatchWords) -> bool:
        """Every drink into the basket, and to the check; whether it holds what was wanted."""
        settings, language = self._stand.settings, self._language(words)
        for slug in self._guest.drinks:
            drink = settings.menu.drink(slug)
            if drink is None or not self._touch(drink.names[language], words):
                return False
            another = words.another in self._stand.hatch.see()
            if not self._touch(words.another if another else words.take, words):
                return False
        self._touch(words.check, words)
        state = self._stand.hatch.state()
        return bool(state["mood"] == "check" and state["basket"] == Counter(self._guest.drinks))

    def _language(self, words: HatchWords) -> str:
        return self._guest.language if words is not self._house else self._stand.settings.languages[0]

    # --- ordering ------------------------------------------------------------------------------------------------
    def _order(self, words: HatchWords) -> Turned | None:
        self._pace.rest(READS_S)
        tab = self._touch_order(words)
        if tab is None and self._stand.hatch.state()["hint"] in ("paused", "") and self._waited_out():
            self._pace.rest(READS_S)
            tab = self._touch_order(words)
        if tab is None:
            why = self._hindered()
            self._leave()
            return why or "lost"
        self._pace.rest(READS_S)
        taken_back = tab.promised_s is not None and tab.promised_s > self._guest.patience_s
        if taken_back and self._take_back(tab, words):
            self._touch(words.done, words)
            return "patience"
        self._touch(words.done, words)
        return None

    def _touch_order(self, words: HatchWords) -> Tab | None:
        """The touch that orders, and the order that came of it, if one did."""
        stand = self._stand
        with stand.acts:
            stand.hatch.does(f"touch {words.order}")
            state = stand.hatch.state()
            new = [order for order in state["orders"] if order["number"] not in stand.ledger.tabs]
            return self._placed(new[-1], on_screen=state["mood"] == "placed") if new else None

    def _placed(self, order: Mapping[str, Any], *, on_screen: bool) -> Tab:
        """Note the order that was just placed, as its guest knows it: by the word on the screen, while it stands there."""
        ledger, number, word = self._stand.ledger, int(order["number"]), str(order["word"])
        if on_screen and not any(word in text for text in self._stand.hatch.see()):
            ledger.blame("no_word", number, word)
        tab = Tab(number, self._guest, word, order["promised_s"], order["placed"], [Status.PLACED])
        ledger.tell(lambda: ledger.tabs.update({number: tab}))
        return tab

    def _take_back(self, tab: Tab, words: HatchWords) -> bool:
        """In two touches; whether it was still to be done."""
        stand = self._stand
        if not self._touch(words.cancel, words):
            return False
        self._pace.rest(self._guest.touch_s)
        with stand.acts:
            if tab.status is not Status.PLACED or not stand.hatch.does(f"touch {words.cancel_yes}"):
                return False
            [status] = [one["status"] for one in stand.hatch.state()["orders"] if one["number"] == tab.number]
            if status != Status.CANCELLED:
                stand.ledger.blame("not_granted", tab.number, f"{Status.CANCELLED}, {status}")
                return False
            stand.ledger.tell(lambda: tab.chain.append(Status.CANCELLED))
        return True

    # --- hands ---------------------------------------------------------------------------------------------------
    def _touch(self, text: str, words: HatchWords) -> bool:
        """Touch what shows a text, a moment after the touch before; whether it was there."""
        hatch = self._stand.hatch
        self._pace.rest(self._guest.touch_s)
        began = time.monotonic()
        if hatch.does(f"touch {text}"):
            self._stand.ledger.touches_s.append(time.monotonic() - began)
            return True
        state = hatch.state()
        if state["warned"]:
            hatch.does(f"touch {words.stay}")
        elif not (state["paused"] and self._waited_out()):
            return False
        self._pace.rest(self._guest.touch_s)
        return hatch.does(f"touch {text}")

    def _waited_out(self) -> bool:
        """Stand there while the bartender pauses, as long as somebody stands in line; whether it is over."""
        until = self._pace.now + self._guest.stands_s
        while self._stand.hatch.state()["paused"]:
            if self._pace.now > until:
                return False
            self._pace.rest(LOOKS_S)
        return True

    def _leave(self) -> None:
        """From wherever the screen has come to, in whichever language, back to the sleeping wall."""
        hatch, wordings = self._stand.hatch, self._stand.settings.wordings.values()
        for _ in range(LEAVES_WITHIN):
            if hatch.state()["mood"] == "asleep":
                return
            ways = (
                way
                for one in wordings
                for way in (one.hatch.done, one.hatch.leave, one.hatch.go, one.hatch.back)
            )
            self._pace.rest(self._guest.touch_s)
            any(hatch.does(f"touch {way}") for way in ways)
