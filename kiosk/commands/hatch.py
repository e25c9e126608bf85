"""The hatch: the street side. Opens screen, books, pins and link, joins them, turns, and closes them in reverse."""

from contextlib import ExitStack
from pathlib import Path

from kiosk.commands.door import Door
from kiosk.commands.house import house_of
from kiosk.commands.stage import KNOCK_KEY, SLIT_KEY, Stage, stagehand
from kiosk.core import events, hatch
from kiosk.core.books import Books
from kiosk.core.hatch_state import Hatch, Visit
from kiosk.core.knock import Ear
from kiosk.core.moment import Moment
from kiosk.core.order import Order
from kiosk.screens import hatch as screen
from kiosk.screens import out_of_order
from kiosk.screens.forms import learn
from kiosk.screens.hatch_spoken import spoken
from kiosk.screens.look import Look
from kiosk.screens.scene import Scene, Size
from kiosk.screens.speech import Speech
from kiosk.settings import Settings, load
from kiosk.shell.clock import going_by
from kiosk.shell.loop import Loop

NAME = "hatch"


def run(config: Path | None, *, simulate: bool, asked: str | None = None) -> int:
    """Open the hatch, and turn until it is told to stop; `asked` is a rehearsal's clock.

    Raises what cannot be opened, with its mend.
    """
    door = Door(NAME, config, lambda settings: settings.hatch.screen, out_of_order.hatch)
    with door, ExitStack() as closing:
        settings, clock = load(config), going_by(asked, simulate=simulate)
        stage = Stage(settings, settings.hatch.screen, NAME, clock, simulate=simulate)
        closing.callback(stage.close)
        program = Program(stage.look)
        # The wall first: everything slow to load comes behind it.
        stage.show_first(program.scene(opened(settings, Books(), "", clock()), clock()))
        _turn(settings, stage, program, closing, door, simulate=simulate)
    return 0


def opened(settings: Settings, books: Books, name: str, now: Moment) -> Hatch:
    """The hatch's state from what its books hold; `name` is the books' own."""
    return hatch.opened(house_of(settings, name, now), Ear(settings.knock, settings.rhythms), books, now)


class Program:
    """The hatch's core and its screen, as the loop wants them."""

    step = staticmethod(hatch.step)
    deadline = staticmethod(hatch.deadline)
    moving_until = staticmethod(screen.moving_until)
    changes_at = staticmethod(screen.changes_at)

    def __init__(self, look: Look) -> None:
        self._look = look

    def scene(self, state: Hatch, now: Moment) -> Scene:
        """What the guest sees."""
        return screen.scene(state, self._look, now)

    def spoken(self, state: Hatch, now: Moment) -> Speech | None:
        """What is read to the guest."""
        return spoken(state, self._look, now)

    def resized(self, size: Size) -> None:
        """The screen has another size now."""
        self._look = self._look.sized(size)


def _turn(
    settings: Settings, stage: Stage, program: Program, closing: ExitStack, door: Door, *, simulate: bool
) -> None:
    """Open the rest, turn, and leave the closing to the stack."""
    learn((settings.wordings[language].locale for language in settings.languages), settings.menu.currency)
    from kiosk.commands.hatch_hands import HatchHands
    from kiosk.commands.sensors import PINS, sensors
    from kiosk.commands.service import live, of_hatch
    from kiosk.shell.journal import journal
    from kiosk.shell.store import Store

    log = journal(f"kiosk-{NAME}")
    store = Store.open(settings.store_path, note=log.warning)
    closing.callback(store.close)
    clock, now, rules = stage.clock, stage.clock(), settings.hatch.rules
    state = opened(settings, store.load(now, rules.recent_s, rules.word_rests_s), store.books, now)
    hands = HatchHands(settings, store, stage.mailbox, log, clock)
    closing.callback(hands.close)
    outside = stage.outside(hands.translate, hands.perform, hands.speak)
    turning = Loop(program, outside, state, clock, speed=clock.speed)
    wood = sensors(settings, stage.mailbox.put, closing, clock, simulate=simulate).wood
    if wood is not None:
        stage.keys = {KNOCK_KEY: wood.knock_key, SLIT_KEY: wood.slit_key}
        hands.answer = stagehand(turning, stage, facts, wood).told
    hands.link.start()
    foresee(stage, program, state)
    door.stands_open()
    month, still_open = state.house.menu.month, len(state.open_orders)
    log.info("%s is open: menu of %s, %d open orders", settings.hatch.name, month, still_open)
    live(turning, of_hatch, log, lambda: hands.link.alive, PINS)
    log.info("%s is closed", settings.hatch.name)


def foresee(stage: Stage, program: Program, state: Hatch) -> None:
    """Make the drawings of the picture that the first knock will ask for, so that it is answered like the hundredth."""
    now = stage.clock()
    woken, _ = hatch.step(state, events.Woken(), now)
    for picture in (program.scene(woken, now), *screen.foreseen(state, stage.look, now)):
        stage.canvas.prepare(picture)


def facts(turning: Loop[Hatch]) -> dict[str, object]:
    """What the stagehand's `state` tells of the hatch. Times are monotonic seconds."""
    state = turning.state
    return {
        "mood": state.visit.mood if state.visit else "asleep",
        "warned": state.visit is not None and state.visit.warned is not None,
        "hint": state.visit.hint if state.visit else "",
        "basket": _basket(state.visit),
        "orders": [_order(state, order) for order in state.orders],
        "revision": state.revision,
        "sold_out": state.sold_out,
        "paused": state.pause is not None,
        "slit_open": state.slit_open,
        "link_up": state.link_up,
        "displays": state.displays,
        "trouble": state.trouble or state.wood_ails,
        "knocked": state.knocked,
        "spoken": turning.speech.text if turning.speech else "",
        **_tonight(state),
    }


def _order(state: Hatch, order: Order) -> dict[str, object]:
    return {
        "number": order.number,
        "word": order.word,
        "answer": order.answer,
        "status": order.status,
        "total_cents": order.total_cents,
        "placed": order.placed_mono,
        "seen": state.seen >= order.revision,
        "promised_s": order.promised_s,
        "due": order.due_mono,
    }


def _tonight(state: Hatch) -> dict[str, object]:
    """What may be ordered."""
    return {
        "night": state.tonight.night,
        "open": state.intake.open,
        "alcohol": state.intake.alcohol,
        "full": state.intake.full,
        "wait_min": state.intake.wait_min,
        "pace": state.pace.factor,
        "clock": state.intake.clock,
    }


def _basket(visit: Visit | None) -> dict[str, int]:
    """How many of each drink are chosen."""
    if visit is None:
        return {}
    return {item.drink: visit.basket.quantity(item.drink) for item in visit.basket.items}
