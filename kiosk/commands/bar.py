"""The bartender's display. Opens screen and link, joins them, turns, and closes them in reverse. It keeps nothing."""

import secrets
from contextlib import ExitStack
from pathlib import Path

from kiosk.commands.door import Door
from kiosk.commands.stage import Stage, stagehand
from kiosk.core import bar, events
from kiosk.core.bar_sight import to_make
from kiosk.core.bar_state import Bar, Side
from kiosk.core.board import Board, BoardOrder
from kiosk.core.moment import Moment
from kiosk.core.order import Line, Status
from kiosk.screens import bar as screen
from kiosk.screens import out_of_order
from kiosk.screens.forms import learn
from kiosk.screens.look import Look
from kiosk.screens.scene import Scene, Size
from kiosk.settings import Settings, load
from kiosk.shell.clock import going_by
from kiosk.shell.loop import Loop

NAME = "bar"


def run(config: Path | None, display: str | None, *, simulate: bool, asked: str | None = None) -> int:
    """Open the display, and turn until it is told to stop; `asked` is a rehearsal's clock.

    Raises what cannot be opened, with its mend.
    """
    door = Door(NAME, config, lambda settings: settings.bar.screen, out_of_order.bar)
    with door, ExitStack() as closing:
        settings, clock = load(config), going_by(asked, simulate=simulate)
        stage = Stage(settings, settings.bar.screen, NAME, clock, simulate=simulate)
        closing.callback(stage.close)
        program, state = Program(stage.look), opened(settings, display or settings.bar.name, clock())
        # The wall first: everything slow to load comes behind it.
        stage.show_first(program.scene(state, clock()))
        _turn(settings, stage, program, state, closing, door, simulate=simulate)
    return 0


def opened(settings: Settings, display: str, now: Moment) -> Bar:
    """The state of a display that has heard nothing yet."""
    sides = tuple(Side(hatch, online_since=now.mono) for hatch in settings.bar.hatches)
    return Bar(
        settings.bar.rules,
        display,
        secrets.token_hex(4),
        sides,
        zone=settings.zone,
        foot=settings.bar.pins.has_foot,
        link_since=now.mono,
    )


class Program:
    """The bar's core and its screen, as the loop wants them."""

    step = staticmethod(bar.step)
    deadline = staticmethod(bar.deadline)
    moving_until = staticmethod(screen.moving_until)
    changes_at = staticmethod(screen.changes_at)

    def __init__(self, look: Look) -> None:
        self._look = look

    def scene(self, state: Bar, now: Moment) -> Scene:
        """What the bartender sees."""
        return screen.scene(state, self._look, now)

    def spoken(self, state: Bar, now: Moment) -> None:
        """Nothing: the bartender has eyes, and hands."""

    def resized(self, size: Size) -> None:
        """The screen has another size now."""
        self._look = self._look.sized(size)


def _turn(
    settings: Settings,
    stage: Stage,
    program: Program,
    state: Bar,
    closing: ExitStack,
    door: Door,
    *,
    simulate: bool,
) -> None:
    """Open the rest, turn, and leave the closing to the stack."""
    learn((settings.wordings[settings.languages[0]].locale,), settings.menu.currency)
    from kiosk.commands.bar_hands import BarHands
    from kiosk.commands.pedal import pedal
    from kiosk.commands.service import live, of_bar
    from kiosk.shell.journal import journal

    log, clock = journal(f"kiosk-{NAME}"), stage.clock
    hands = BarHands(settings, state.display, stage.mailbox, log, clock)
    closing.callback(hands.close)
    outside = stage.outside(hands.translate, hands.perform)
    turning = Loop(program, outside, state, clock, speed=clock.speed)
    foot = pedal(settings.bar.pins, stage.mailbox.put, closing, clock, simulate=simulate)
    if simulate:
        hands.answer = stagehand(turning, stage, facts, foot).told
    hands.links.start()
    foresee(settings, stage, program, state)
    log.info("display %s is on, for %s", state.display, ", ".join(settings.bar.hatches))
    door.stands_open()
    live(turning, of_bar, log, lambda: hands.links.alive)
    log.info("display %s is off", state.display)


def foresee(settings: Settings, stage: Stage, program: Program, state: Bar) -> None:
    """Make the drawings of a first ticket, so that it comes as quickly as the hundredth: one of each drink, alone."""
    now, language = stage.clock(), settings.languages[0]
    for number, drink in enumerate(settings.menu.drinks, 1):
        line = Line(drink.slug, drink.names[language], 1, drink.price_cents)
        pair = settings.pairs[number]
        order = BoardOrder(
            number, pair.word, pair.answer, language, (line,), drink.price_cents, Status.PLACED, 0.0, 0.0
        )
        board = Board("foreseen", 1, "", now.wall, open=(order,))
        shown, _ = bar.step(state, events.BoardCame(state.sides[0].hatch, board, live=False), now)
        stage.canvas.prepare(program.scene(shown, now))


def _marks(side: Side) -> dict[str, int]:
    """What is left of the drinks that have a mark."""
    return {mark.drink: mark.left for mark in side.board.marks} if side.board is not None else {}


def facts(turning: Loop[Bar]) -> dict[str, object]:
    """What the stagehand's `state` tells of the bar. Times are monotonic seconds."""
    state, now = turning.state, turning.clock()
    return {
        "display": state.display,
        "view": state.view,
        "tickets": [
            {
                "hatch": ticket.hatch,
                "number": ticket.order.number,
                "word": ticket.order.word,
                "status": ticket.order.status,
                "age_s": round(ticket.age_s, 3),
                "sent": ticket.sent is not None,
            }
            for ticket in bar.tickets(state, now.mono)
        ],
        "closed": [
            {"number": ticket.order.number, "status": ticket.order.status}
            for ticket in bar.closed(state, now.mono)
        ],
        "revisions": {side.hatch: side.board.revision if side.board else None for side in state.sides},
        "hatches": {side.hatch: side.online for side in state.sides},
        "knock": state.knock.count if state.knock else 0,
        "calling": [number for _, number in state.calling],
        "to_make": {count.drink: count.quantity for count in to_make(bar.tickets(state, now.mono))},
        "marks": {side.hatch: _marks(side) for side in state.sides},
        "link_up": state.link_up,
        "waiting": len(state.acts),
    }
