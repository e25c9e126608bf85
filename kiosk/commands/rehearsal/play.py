"""One rehearsal, played: stands up, guests and bartenders at them, then everything compared and counted."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from logging import Logger
from pathlib import Path
from threading import Thread, current_thread
from typing import Self

from msgspec import Struct

from kiosk.commands.rehearsal import checks, figures, street
from kiosk.commands.rehearsal.bartender import Bartender
from kiosk.commands.rehearsal.checks import Kept
from kiosk.commands.rehearsal.costs import Used, costs, used
from kiosk.commands.rehearsal.figures import Report
from kiosk.commands.rehearsal.ledger import Fault
from kiosk.commands.rehearsal.model import Model
from kiosk.commands.rehearsal.night import Guest, Shortage, planned, shortages, within
from kiosk.commands.rehearsal.pace import Pace, Stopped
from kiosk.commands.rehearsal.stand import Place, Stand
from kiosk.commands.rehearsal.still import all_kept, hold_still
from kiosk.commands.rehearsal.troubles import Troubles
from kiosk.commands.rehearsal.watch import Watch
from kiosk.core.order import Status
from kiosk.shell.broker import PrivateBroker
from kiosk.shell.clock import Clock
from kiosk.shell.player import Astray

GOES_HOME_S = 20.0
"""Of the machine's: so long somebody may need who was told that the rehearsal ends."""


class Asked(Struct, frozen=True):
    """Which night is to be played, and how."""

    night: str
    seed: int
    hatches: int
    speed: float
    from_s: float
    """Since the night began; with `until_s` the part of it that is played."""
    until_s: float
    troubles: bool = False
    house: Path | None = None
    """The folder of the house that is played; None: the packaged one."""


class Rehearsal:
    """One night at so many hatches, as long as its `with` block."""

    def __init__(
        self, asked: Asked, model: Model, broker: PrivateBroker, folder: Path, log: Logger, clock: Clock
    ) -> None:
        self.asked, self.model, self.pace = asked, model, Pace(clock)
        self.stands: list[Stand] = []
        self.quiet_points = self.quiet_orders = 0
        self.interrupted = False
        self._broker, self._folder, self._log, self._clock = broker, folder, log, clock
        self._closing = ExitStack()
        self._before: Used | None = None
        self._threads: list[Thread] = []
        self._watch: Watch | None = None
        self._troubles: Troubles | None = None

    def __enter__(self) -> Self:
        try:
            for number in range(self.asked.hatches):
                stand = Stand(number, self._folder, self._broker, self._clock, self._place(number))
                self._closing.callback(stand.stop)
                self.stands.append(stand)
            for stand in self.stands:
                stand.linked()
            ledgers = [stand.ledger for stand in self.stands]
            self._watch = self._closing.enter_context(Watch(self.stands[0].settings, ledgers, self._log))
        except BaseException:
            self._closing.close()
            raise
        return self

    def _place(self, number: int) -> Place:
        """What kind of stand it is: the first has several displays."""
        displays = self.model.playing.displays if number == 0 else 1
        return Place(self.model.nights[self.asked.night].date, displays, self.asked.house)

    def __exit__(self, *_: object) -> None:
        self.stop()
        for thread in self._threads:
            thread.join(GOES_HOME_S)
        self._closing.close()

    def guests(self, stand: int) -> tuple[Guest, ...]:
        """Whom the plan sends to a stand."""
        night, languages = self.model.nights[self.asked.night], self.stands[stand].settings.languages
        every = planned(self.model, night, languages, self.asked.seed, stand)
        return within(every, self.asked.from_s, self.asked.until_s)

    def shortages(self, stand: int) -> tuple[Shortage, ...]:
        """What runs out at a stand, in the part of the night that is played."""
        asked = self.asked
        every = shortages(self.model, self.model.nights[asked.night], asked.seed, stand)
        return tuple(one for one in every if asked.from_s <= one.at_s < asked.until_s)

    def begin(self, begins_at: float) -> None:
        """Let everybody loose; `begins_at` is the night's first second, monotonic, by its clock."""
        self._before = used(self.stands, self._broker)
        for number, stand in enumerate(self.stands):
            short = [(begins_at + one.at_s, one) for one in self.shortages(number)]
            hands = Bartender(stand, self.model.bartender, self.pace, short)
            guests = self.guests(number)
            self._thread(stand, lambda s=stand, g=guests: street.queue(s, g, begins_at, self.pace))  # type: ignore[misc]
            self._thread(stand, hands.work)
            self._thread(stand, lambda s=stand: self._errands(s))  # type: ignore[misc]
        if self.asked.troubles:
            model, seed, first = self.model.troubles, self.asked.seed, begins_at + self.asked.from_s
            troubles = Troubles(self.stands, self._broker, model, self.pace, seed)
            self._troubles = troubles
            self._thread(self.stands[0], lambda: troubles.befall(first))

    @property
    def over(self) -> bool:
        """Whether everybody has gone home."""
        return not any(thread.is_alive() for thread in self._threads)

    def stop(self) -> None:
        """Send everybody home."""
        self.pace.stop()

    def interrupt(self) -> None:
        """The same in the middle of the night: what is open is left open."""
        self.interrupted = True
        self.stop()

    def report(self) -> Report:
        """Hold still once more, compare with the books, and count."""
        self.stop()
        for thread in self._threads:
            thread.join(GOES_HOME_S)
        kept: dict[str, dict[int, Kept]] = {}
        for stand in self.stands:
            self._still(stand)
            kept[stand.name] = all_kept(stand, self._clock())
            stand.ledger.faults.extend(self.judged(stand, kept[stand.name]))
        return self._report([one for orders in kept.values() for one in orders.values()])

    # --- one thread each -----------------------------------------------------------------------------------------
    def _thread(self, stand: Stand, play: Callable[[], None]) -> None:
        thread = Thread(target=self._played, args=(stand, play), name=f"{stand.name}-{len(self._threads)}")
        self._threads.append(thread)
        thread.start()

    def _played(self, stand: Stand, play: Callable[[], None]) -> None:
        """Whoever finds a program gone says so, and everybody at every stand goes home."""
        broken = True
        try:
            play()
            broken = False
        except Stopped:
            broken = False
        except Astray as astray:
            broken = False
            if not self.pace.stopped:
                stand.ledger.blame("ended", detail=astray)
                self.stop()
        finally:
            if broken:  # its traceback is on standard error
                stand.ledger.blame("broken", detail=current_thread().name)
                self.stop()

    def _errands(self, stand: Stand) -> None:
        every_s = self.model.playing.quiet_every_s
        street.errands(stand, self.pace, every_s, lambda: self._still(stand))

    def _still(self, stand: Stand) -> None:
        try:
            compared = hold_still(stand, self._clock, self._log)
        except Astray as astray:
            stand.ledger.blame("ended", detail=astray)
            return
        if compared is not None:
            self.quiet_points += 1
            self.quiet_orders += compared

    # --- what it comes to ----------------------------------------------------------------------------------------
    def judged(self, stand: Stand, kept: dict[int, Kept]) -> list[Fault]:
        """What does not hold at a stand, by its books."""
        name, tabs, ended = stand.name, stand.ledger.tabs, not self.interrupted
        found = [*checks.once_and_truly(name, tabs, kept, stand.settings.menu, ended=ended)]
        found += [*checks.not_oversold(name, stand.ledger.short, [*kept.values()])]
        if self._watch is not None and ended:
            sight = self._watch.sightings[name]
            kept_tabs = (number for number, tab in tabs.items() if tab.status is not Status.CANCELLED)
            found += [*checks.seen(name, kept_tabs, {one: sight.seen_by[one] for one in stand.displays})]
            # An answer that is lost with the broker is asked for again, under another id.
            asked = () if self.asked.troubles else sight.asked_at
            found += [*checks.answered(name, asked, sight.answered_at)]
        return [*found, *checks.calm(name, stand.journals())]

    def _report(self, kept: Sequence[Kept]) -> Report:
        asked, ledgers = self.asked, [stand.ledger for stand in self.stands]
        before = self._before or used(self.stands, self._broker)
        return Report(
            night=asked.night,
            seed=asked.seed,
            hatches=asked.hatches,
            speed=asked.speed,
            broker=self._broker.kind,
            interrupted=self.interrupted,
            groups=sum(ledger.groups for ledger in ledgers),
            turned=figures.counted(ledgers, "turned"),
            heard=figures.counted(ledgers, "heard"),
            lost=tuple(why for ledger in ledgers for why in ledger.lost),
            touched_in_vain=sum(ledger.touched_in_vain for ledger in ledgers),
            orders=figures.orders(kept),
            promises=figures.promises(kept),
            waits_s=figures.waits_s(kept),
            latencies_ms=self._latencies_ms(),
            troubles=self._troubles.befell if self._troubles is not None else {},
            quiet_points=self.quiet_points,
            quiet_orders=self.quiet_orders,
            costs=costs(before, self.stands, self._broker),
            faults=tuple(fault for ledger in ledgers for fault in ledger.faults),
        )

    def _latencies_ms(self) -> dict[str, figures.Spread]:
        """In the machine's milliseconds: the hatch's own moment of placing, then what a subscriber heard."""
        board, seen, answered = list[float](), list[float](), list[float]()
        for stand in self.stands if self._watch is not None else ():
            sight = self._watch.sightings[stand.name]  # type: ignore[union-attr]
            for tab in stand.ledger.tabs.values():
                placed = self._clock.machine(tab.placed_at)
                for times, found in ((sight.board_at, board), (sight.seen_at, seen)):
                    if tab.number in times:
                        found.append((times[tab.number] - placed) * 1000)
            came = sight.answered_at
            answered += [(came[id_] - at) * 1000 for id_, at in sight.asked_at.items() if id_ in came]
        touches = (at * 1000 for stand in self.stands for at in stand.ledger.touches_s)
        return {
            "touched_painted": figures.spread(touches),
            "confirmed_board": figures.spread(board),
            "confirmed_seen": figures.spread(seen),
            "asked_answered": figures.spread(answered),
        }
