"""What the bar costs: a request until both screens show it, thirty tickets drawn anew, and a board beyond any night's."""

import time
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from kiosk.commands.bar import NAME, Program, opened
from kiosk.commands.stage import Stage
from kiosk.core import bar, events
from kiosk.core.bar_state import Bar
from kiosk.core.board import Board, BoardOrder
from kiosk.core.order import Line, Status
from kiosk.shell.clock import moment
from kiosk.shell.player import Player
from kiosk.wire.messages import encode_board
from kiosk.wire.reading import reader
from kiosk.wire.topics import Topics
from tests.bench.desk import Desk
from tests.bench.table import Goal, Row

REQUESTS, REDRAWN, DECODED = 40, 40, 20
THIRTY, MANY = 30, 500
OPEN = (Status.PLACED, Status.ACKNOWLEDGED, Status.READY)


def request(desk: Desk) -> Iterator[Row]:
    """From the bartender's touch (as the stagehand is told) to the picture with its outcome finished, on either screen.

    Between them: the request through the broker, the hatch's step and commit, its picture, the board back, the bar's.
    """
    both = [_asked_ms(desk, turn) for turn in range(REQUESTS)]
    yield Row(
        "request to painted pixels at the hatch",
        [at for at, _ in both],
        goal=Goal("p95 <= 100 on a Pi, panel included", 100, 95),
    )
    yield Row("request to painted pixels at the bar", [at for _, at in both])


def tickets(desk: Desk) -> Iterator[Row]:
    """Thirty open tickets at 1280x720: step, scene and painting when every one of them has changed."""
    samples: list[float] = []

    def redraw(stage: Stage, state: Bar) -> None:
        program, hatch = Program(stage.look), state.sides[0].hatch
        for turn in range(REDRAWN + 1):
            board = _board(desk, THIRTY, turn + 1)
            began = time.monotonic()
            state, _ = bar.step(state, events.BoardCame(hatch, board, live=True), moment())
            stage.canvas.paint(program.scene(state, moment()))
            samples.append((time.monotonic() - began) * 1000)

    with_stage(desk, redraw)
    yield Row("30 open tickets, all changed, redrawn", samples[1:])
    yield Row("  the first time", samples[:1], remark="drawings and letters are made")


def boards(desk: Desk) -> Iterator[Row]:
    """A retained board of 500 open orders: its bytes decoded, the step, the scene, painted."""
    samples: list[float] = []
    topics = Topics(desk.settings.broker.base)
    read, topic = reader(topics), topics.board(desk.settings.bar.hatches[0])
    payloads = [encode_board(_board(desk, MANY, turn + 1)) for turn in range(DECODED + 1)]

    def take(stage: Stage, state: Bar) -> None:
        program = Program(stage.look)
        for payload in payloads:
            began = time.monotonic()
            event = read(topic, payload, True)
            assert isinstance(event, events.BoardCame), event
            state, _ = bar.step(state, event, moment())
            stage.canvas.paint(program.scene(state, moment()))
            samples.append((time.monotonic() - began) * 1000)

    with_stage(desk, take)
    yield Row(
        "a board of 500 orders decoded and painted", samples[1:], remark=f"{len(payloads[0]) // 1024} KiB"
    )


def with_stage(desk: Desk, play: Callable[[Stage, Bar], None]) -> None:
    """A display in this process, on the dummy screen."""
    stage = Stage(desk.settings, desk.settings.bar.screen, NAME, simulate=True)
    try:
        state = opened(desk.settings, "bench", moment())
        side = replace(state.sides[0], menu=desk.settings.menu, online=True)
        play(stage, replace(state, sides=(side,), link_up=True))
    finally:
        stage.close()


def _board(desk: Desk, count: int, revision: int) -> Board:
    """So many orders of two drinks; with each revision every one stands otherwise and is a minute older."""
    drinks, pairs, language = desk.settings.menu.drinks, desk.settings.pairs, desk.settings.languages[0]
    orders = []
    for number in range(1, count + 1):
        pair = pairs[number % len(pairs)]
        lines = tuple(
            Line(drink.slug, drink.names[language], 1 + at, drink.price_cents)
            for at, drink in enumerate((drinks[number % 8], drinks[(number + 3) % 8]))
        )
        status, age_s = OPEN[(number + revision) % len(OPEN)], 60.0 * revision + count - number
        orders.append(
            BoardOrder(number, pair.word, pair.answer, language, lines, 2100, status, age_s, age_s / 2)
        )
    return Board("bench", revision, "2026-11-20", moment().wall, open=tuple(orders), last_number=count)


def _asked_ms(desk: Desk, turn: int) -> tuple[float, float]:
    """A guest orders and waits; the bartender takes the order on, and later refuses it to make room."""
    hatch, display, language = desk.hatch, desk.bar, desk.settings.languages[0]
    words = desk.settings.wordings[language]
    drink = desk.settings.menu.drinks[turn % len(desk.settings.menu.drinks)]
    for text in (
        words.hatch.knock,
        drink.names[language],
        words.hatch.take,
        words.hatch.check,
        words.hatch.order,
    ):
        hatch.tell(f"touch {text}")
    order = max(hatch.state()["orders"], key=lambda order: int(order["number"]))
    display.until("the ticket", lambda: _stands(display, order["number"], "placed"))
    time.sleep(0.7)  # the plate has been stamped, and a second touch would be the first one's echo
    began = time.monotonic()
    display.tell(f"touch {words.bar.acknowledge} {order['word']}")
    time.sleep(0.05)  # asking would take its time
    display.until("the outcome", lambda: _stands(display, order["number"], "acknowledged"))
    painted = hatch.state()["painted_at"], display.state()["painted_at"]
    for key in (words.bar.refuse, words.bar.refuse_yes):
        time.sleep(0.6)
        display.tell(f"touch {key} {order['word']}")
    display.until("its end", lambda: not display.state()["tickets"])
    hatch.tell(f"touch {words.hatch.done}")
    return (painted[0] - began) * 1000, (painted[1] - began) * 1000


def _stands(display: Player, number: int, status: str) -> bool:
    return any((one["number"], one["status"]) == (number, status) for one in display.state()["tickets"])
