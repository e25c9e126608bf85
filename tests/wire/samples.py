"""One value of every message, as version 1 wrote it down in v1/*.json."""

from datetime import UTC, datetime

from msgspec.structs import replace

from kiosk.core import events
from kiosk.core.board import Board, BoardOrder, Mark, Pause, Room
from kiosk.core.figures import Figures
from kiosk.core.menu import Allergen, Drink, Ingredient, Menu
from kiosk.core.order import Line, Status
from kiosk.core.request import (
    Advance,
    Reason,
    Request,
    Resend,
    Response,
    Say,
    SellOut,
    SetExtra,
    SetPause,
    SetRoom,
    Undo,
)
from kiosk.wire.messages import (
    encode_board,
    encode_knock,
    encode_menu,
    encode_request,
    encode_response,
    encode_seen,
    encode_status,
)
from kiosk.wire.topics import Topics

TOPICS = Topics("backdoor43")
HATCH = "navigli"
DISPLAY = "counter"
SINCE = datetime(2025, 11, 7, 18, 30, tzinfo=UTC)

SOUR = Drink(
    slug="whiskey-sour",
    names={"it": "Whiskey Sour", "en": "Whiskey Sour"},
    tastes={"it": "fresco", "en": "bright"},
    price_cents=1000,
    abv_percent=17.5,
    units=1.6,
    ingredients=(Ingredient({"it": "bourbon", "en": "bourbon"}, 50.0),),
    steps={"it": "Agita.", "en": "Shake."},
    allergens=(Allergen.EGGS,),
    traces=(Allergen.NUTS,),
)
MENU = Menu("2025-11", "EUR", (SOUR,))
ORDER = BoardOrder(
    number=17,
    word="Volpe",
    answer="Luna",
    language="it",
    lines=(Line("whiskey-sour", "Whiskey Sour", 2, 1000),),
    total_cents=2000,
    status=Status.READY,
    age_s=95.5,
    status_age_s=4.0,
    before=Status.ACKNOWLEDGED,
)
BOARD = Board(
    books="b1",
    revision=42,
    night="2025-11-07",
    clock=SINCE,
    open=(ORDER,),
    sold_out=("whiskey-sour",),
    pause=Pause(SINCE),
    slit_open=False,
    cut_off=datetime(2025, 11, 7, 23, 0, tzinfo=UTC),
)
BOARD_WITH_HOURS = replace(
    BOARD,
    open=(replace(ORDER, status=Status.PLACED, before=None, due_s=240.0),),
    alcohol="soon",
    ends=datetime(2025, 11, 8, 1, 53, tzinfo=UTC),
    wait_min=10,
    extra_s=120.0,
    full=True,
    trouble="clock_unsure",
)
BOARD_CLOSED = replace(
    BOARD, open=(), cut_off=None, open_now=False, opens=datetime(2025, 11, 8, 18, 30, tzinfo=UTC), wait_min=2
)
HOUSE_BOARD = replace(
    BOARD,
    last_number=17,
    marks=(Mark("gin-fizz", 3, counted=True), Mark("whiskey-sour", night="2025-11-07")),
    pause=Pause(SINCE, datetime(2025, 11, 7, 18, 40, tzinfo=UTC), "ice"),
    room=Room(SINCE, datetime(2025, 11, 7, 20, 0, tzinfo=UTC), 2),
    slit_age_s=12.5,
    offered=17,
)
"""With what the bartender says of the house."""
BOARD_WITH_FIGURES = replace(
    BOARD,
    drinks_tonight=5,
    figures=Figures(
        orders=4, open=1, collected=2, refused=1, drinks=3, takings_cents=2100, called=2, wait_mean_s=250,
        wait_longest_s=310, busiest_at=SINCE, busiest_orders=3, busiest_drinks=5,
    ),
)  # fmt: skip
REQUESTS: dict[str, Request] = {
    "advance": Advance(17, Status.READY),
    "undo": Undo(17, Status.READY),
    "sold_out": SellOut("whiskey-sour", out=True),
    "pause": SetPause(on=True),
    "sold_out_count": SellOut("whiskey-sour", out=False, left=3, after=17),
    "sold_out_tonight": SellOut("whiskey-sour", out=True, tonight=True),
    "pause_until": SetPause(on=True, until=SINCE, reason="ice"),
    "room": SetRoom(2),
    "wait": SetExtra(120.0),
    "say": Say(1),
    "resend": Resend(),
}

MESSAGES: dict[str, tuple[str, bytes, events.Event]] = {
    **{
        f"request_{name}": (
            TOPICS.request(HATCH),
            encode_request(f"counter-1-{name}", DISPLAY, request),
            events.Requested(f"counter-1-{name}", DISPLAY, request),
        )
        for name, request in REQUESTS.items()
    },
    "status_hatch": (
        TOPICS.status_hatch(HATCH),
        encode_status(online=True, since=SINCE, version="0.1.0"),
        events.HatchChanged(HATCH, online=True, since=SINCE),
    ),
    "status_bar": (
        TOPICS.status_bar(HATCH, DISPLAY),
        encode_status(online=False, since=SINCE, version="0.1.0"),
        events.DisplayChanged(DISPLAY, online=False),
    ),
    "menu": (TOPICS.menu(HATCH), encode_menu(MENU), events.MenuCame(HATCH, MENU)),
    "board": (TOPICS.board(HATCH), encode_board(BOARD), events.BoardCame(HATCH, BOARD, live=True)),
    "board_hours": (
        TOPICS.board(HATCH),
        encode_board(BOARD_WITH_HOURS),
        events.BoardCame(HATCH, BOARD_WITH_HOURS, live=True),
    ),
    "board_closed": (
        TOPICS.board(HATCH),
        encode_board(BOARD_CLOSED),
        events.BoardCame(HATCH, BOARD_CLOSED, live=True),
    ),
    "board_house": (
        TOPICS.board(HATCH),
        encode_board(HOUSE_BOARD),
        events.BoardCame(HATCH, HOUSE_BOARD, live=True),
    ),
    "board_figures": (
        TOPICS.board(HATCH),
        encode_board(BOARD_WITH_FIGURES),
        events.BoardCame(HATCH, BOARD_WITH_FIGURES, live=True),
    ),
    "knock_secret": (
        TOPICS.knock(HATCH),
        encode_knock(7, (1.0,), secret=True, woke=True),
        events.KnockTold(HATCH, 7, secret=True, woke=True, rhythm=(1.0,)),
    ),
    "seen": (TOPICS.seen(HATCH), encode_seen(DISPLAY, "b1", 42), events.SeenBy(DISPLAY, "b1", 42)),
    "response_ok": (
        TOPICS.response(HATCH),
        encode_response(Response("counter-1-1")),
        events.Answered(HATCH, Response("counter-1-1")),
    ),
    "response_refused": (
        TOPICS.response(HATCH),
        encode_response(Response("counter-1-2", Reason.TOO_LATE)),
        events.Answered(HATCH, Response("counter-1-2", Reason.TOO_LATE)),
    ),
    "knock": (
        TOPICS.knock(HATCH),
        encode_knock(3, (1.0, 0.5)),
        events.KnockTold(HATCH, 3, rhythm=(1.0, 0.5)),
    ),
}
"""By the name of its file: the topic, the bytes that are written today, and the event they are read as."""
