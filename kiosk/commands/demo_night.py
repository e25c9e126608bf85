"""The scripted night: two guests, a bartender, a broker that goes away; told as it happens, with measured times."""

import time
from pathlib import Path
from typing import Any

from kiosk.commands.demo_words import NightWords
from kiosk.core.order import Status
from kiosk.screens.forms import money
from kiosk.screens.hatch_words import HatchWords
from kiosk.settings import Settings
from kiosk.shell.broker import PrivateBroker
from kiosk.shell.player import Astray, Player
from kiosk.shell.store import Store

PACE_S = 1.0
"""Between two happenings, so that a person can follow."""
HUMAN_S = 0.6
"""From one touch to the next: what comes sooner was meant for the picture before."""
COLA, SOUR, NEGRONI = "whisky-cola", "whiskey-sour", "negroni"


class Night:
    """One night, played through the two stagehands."""

    def __init__(
        self,
        broker: PrivateBroker,
        hatch: Player,
        bar: Player,
        settings: Settings,
        words: NightWords,
        album: Path,
    ) -> None:
        self._broker, self._hatch, self._bar = broker, hatch, bar
        self._settings, self._words, self._album = settings, words, album
        self._began = time.monotonic()
        self._pictures = 0
        self._house = settings.wordings[settings.languages[0]]

    def play(self) -> None:
        """Play it to the end. Raises Astray when something does not go as told."""
        self._hatch.until("the link", lambda: self._hatch.state()["link_up"])
        self._bar.until("the board", lambda: all(self._bar.state()["hatches"].values()))
        self._tell("asleep", self._words.asleep)
        first = self._italian()
        second = self._english_without_broker()
        self._hand_over(first, told=True)
        third = self._refused()
        self._advance(second)
        self._hand_over(second, told=False)
        self._tell("second", self._words.second.format(word=self._word(second)))
        self._books({first: Status.COLLECTED, second: Status.COLLECTED, third: Status.REFUSED})

    # --- the three orders ----------------------------------------------------------------------------------------
    def _italian(self) -> int:
        self._knock(3)
        lag_ms = self._hatch.state()["lag_ms"]
        self._tell("knock", self._words.knock.format(lag_ms=lag_ms))
        for _ in range(2):
            self._take(self._drink(COLA), self._house.hatch)
        lag_ms = self._hatch.state()["lag_ms"]
        total = money(2 * self._price(COLA), self._settings.menu.currency, self._house.locale)
        told = self._words.order_it.format(drink=self._drink(COLA), lag_ms=lag_ms, total=total)
        self._tell("menu", told)
        number = self._place(self._house.hatch, "check")
        ticket_ms = self._on_the_bar_ms(number)
        self._tell("placed", self._words.placed.format(word=self._word(number), ms=ticket_ms))
        self._hatch.until("the receipt", lambda: self._order(number)["seen"])
        self._tell("seen", self._words.seen)
        self._tell("acknowledged", self._words.acknowledged.format(ms=self._advance(number)))
        self._touch(self._house.hatch.done)
        return number

    def _english_without_broker(self) -> int:
        self._broker.stop()
        for player in (self._hatch, self._bar):
            player.until("the loss of the broker", lambda player=player: not player.state()["link_up"])  # type: ignore[misc]
        self._bar.sees(self._house.bar.network_down)
        self._tell("broker-gone", self._words.broker_gone)
        self._knock(2)
        english = self._settings.wordings["en"]
        self._touch(self._house.hatch.language)
        self._pause()
        self._touch(english.name)
        self._pause()
        drink = self._settings.menu.drink(SOUR)
        name = drink.names["en"] if drink else SOUR
        self._take(name, english.hatch)
        number = self._place(english.hatch, "check-english")
        self._tell("order-without-broker", self._words.order_en.format(drink=name, word=self._word(number)))
        self._hatch.sees(english.hatch.truth_unseen)
        self._tell("unseen", self._words.unseen)
        self._broker.start()
        began = time.monotonic()
        self._bar.until("the ticket", lambda: self._ticket(number))
        back_ms = (time.monotonic() - began) * 1000
        self._hatch.until("the receipt", lambda: self._order(number)["seen"])
        self._tell("broker-back", self._words.broker_back.format(word=self._word(number), ms=back_ms))
        self._touch(english.hatch.done)
        return number

    def _refused(self) -> int:
        self._knock(7, gap_ms=150)
        drink = self._drink(NEGRONI)
        self._take(drink, self._house.hatch)
        number = self._place(self._house.hatch, "check-hammering")
        self._bar.until("the ticket", lambda: self._ticket(number))
        self._tell("hammering", self._words.hammering.format(drink=drink, word=self._word(number)))
        self._at_ticket(number, self._house.bar.refuse)
        self._pause()
        self._at_ticket(number, self._house.bar.refuse_yes)
        self._becomes(number, Status.REFUSED)
        self._tell("refused", self._words.refused)
        self._touch(self._house.hatch.done)
        return number

    def _hand_over(self, number: int, *, told: bool) -> None:
        """Ready, called, collected: the guest knocks and says the word."""
        self._advance(number)
        if told:
            self._tell("ready", self._words.ready.format(word=self._word(number)))
        self._knock(2)
        self._bar.until("the knock", lambda: self._bar.state()["knock"])
        self._hatch.tell("slit open")
        self._bar.sees(self._house.bar.slit_open)
        if told:
            self._tell(
                "slit-open",
                self._words.collect.format(answer=self._order(number)["answer"], word=self._word(number)),
            )
        self._advance(number)
        self._hatch.tell("slit closed")
        self._bar.sees(self._house.bar.slit_shut)
        if told:
            self._tell("handed-over", self._words.handed_over)
        self._touch(self._house.hatch.leave)

    def _books(self, endings: dict[int, Status]) -> None:
        """What the database says in the end, and nothing else, counts."""
        store = Store.read(self._settings.store_path)
        try:
            found = {number: store.order(number) for number in endings}
            stray = store.order(max(endings) + 1)
        finally:
            store.close()
        ended = {number: order.status for number, order in found.items() if order is not None}
        orders = ", ".join(f"{order.word} {order.status}" for order in found.values() if order is not None)
        self._tell("end", self._words.books.format(orders=orders))
        if ended != endings or stray is not None:
            raise Astray(f"the books hold {ended}, and an order more: {stray}; told was {endings}")
        seconds = time.monotonic() - self._began
        print(
            self._words.ended.format(seconds=seconds, pictures=self._pictures, folder=self._album), flush=True
        )

    # --- hands and eyes ------------------------------------------------------------------------------------------
    def _tell(self, picture: str, line: str) -> None:
        """Say what happened, give a person time to read it, and take a picture of both screens when they stand still."""
        print(f"[{time.monotonic() - self._began:5.1f} s] {line}", flush=True)
        time.sleep(PACE_S)
        self._pictures += 2
        for player in (self._hatch, self._bar):
            player.tell(f"shot {self._album / f'{self._pictures // 2:02d}-{picture}-{player.name}.png'}")

    def _knock(self, count: int, gap_ms: int = 220) -> None:
        self._hatch.tell(f"knock {count} {gap_ms}")
        self._hatch.until("the menu", lambda: self._hatch.state()["mood"] == "menu")

    def _touch(self, text: str) -> None:
        self._hatch.tell(f"touch {text}")

    def _pause(self) -> None:
        time.sleep(HUMAN_S)

    def _take(self, drink: str, words: HatchWords) -> None:
        """Look at a drink, and take one."""
        self._touch(drink)
        self._pause()
        self._touch(words.another if words.another in self._hatch.see() else words.take)
        self._pause()

    def _place(self, words: HatchWords, picture: str) -> int:
        """From the basket to the word; the new order's number."""
        self._touch(words.check)
        self._hatch.until("the check", lambda: self._hatch.state()["mood"] == "check")
        self._hatch.tell(f"shot {self._album / f'{self._pictures // 2:02d}-{picture}-hatch.png'}")
        time.sleep(PACE_S)
        self._touch(words.order)
        self._hatch.until("the word", lambda: self._hatch.state()["mood"] == "placed")
        number: int = max(order["number"] for order in self._hatch.state()["orders"])
        return number

    def _advance(self, number: int) -> float:
        """The next touch on the order's ticket; milliseconds until the hatch has painted what it changed."""
        bar = self._house.bar
        was = self._order(number)["status"]
        buttons = {
            Status.PLACED: bar.acknowledge,
            Status.ACKNOWLEDGED: bar.ready,
            Status.READY: bar.hand_over,
        }
        time.sleep(PACE_S / 2)
        began = time.monotonic()
        self._at_ticket(number, buttons[Status(was)])
        self._hatch.until("the change", lambda: self._order(number)["status"] != was)
        painted: float = self._hatch.state()["painted_at"]
        return (painted - began) * 1000

    def _at_ticket(self, number: int, button: str) -> None:
        self._bar.tell(f"touch {button} {self._word(number)}")

    def _becomes(self, number: int, status: Status) -> None:
        self._hatch.until(status, lambda: self._order(number)["status"] == status)

    def _on_the_bar_ms(self, number: int) -> float:
        """From the touch that ordered to the ticket painted at the bar; both clocks are this machine's."""
        self._bar.until("the ticket", lambda: self._ticket(number))
        painted: float = self._bar.state()["painted_at"]
        return (painted - float(self._order(number)["placed"])) * 1000

    def _order(self, number: int) -> dict[str, Any]:
        return next(order for order in self._hatch.state()["orders"] if order["number"] == number)

    def _ticket(self, number: int) -> bool:
        return any(ticket["number"] == number for ticket in self._bar.state()["tickets"])

    def _word(self, number: int) -> str:
        word: str = self._order(number)["word"]
        return word

    def _drink(self, slug: str) -> str:
        drink = self._settings.menu.drink(slug)
        if drink is None:
            raise Astray(f"the menu of {self._settings.menu.month} has no {slug}")
        return drink.names[self._settings.languages[0]]

    def _price(self, slug: str) -> int:
        drink = self._settings.menu.drink(slug)
        return drink.price_cents if drink else 0
