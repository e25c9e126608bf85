"""Every moment at the bar by name, as the state that calls for it: for whoever must see all its pictures."""

from collections.abc import Mapping
from datetime import timedelta

from msgspec.structs import replace

from kiosk.core.bar_state import Act, Bar, Knock, Said, Side
from kiosk.core.board import BoardOrder, Mark, Pause, Room
from kiosk.core.events import View
from kiosk.core.figures import Figures
from kiosk.core.order import Line, Status
from kiosk.core.request import Advance, Reason, Say, SellOut
from kiosk.screens.bar_evening import CLOSED, HATCH, SECOND, Evening, with_board, with_second_hatch, with_side
from kiosk.screens.hatch_tile import called
from kiosk.screens.moments import NOW

SHORT_S = 1.0
JUST_NOW = NOW.mono - SHORT_S
BUSY = Figures(
    orders=128, open=6, collected=113, refused=4, cancelled=3, uncollected=2, drinks=214, takings_cents=149_800,
    called=118, wait_mean_s=412, wait_longest_s=1134,
    busiest_at=NOW.wall, busiest_orders=19, busiest_drinks=34,
)  # fmt: skip
ROOM = Room(NOW.wall - timedelta(minutes=27), NOW.wall + timedelta(minutes=63), 2)


class BarMoments:
    """The moments of one house's bar."""

    def __init__(self, evening: Evening) -> None:
        self._evening = evening
        self._six = self._six_tickets()
        self._slugs = tuple(drink.slug for drink in evening.menu.drinks)

    def all(self) -> Mapping[str, Bar]:
        """Every picture that the bar can show."""
        return {
            **self._of_tickets(),
            **self._of_views(),
            **self._of_drinks(),
            **self._of_figures(),
            **self._of_notices(),
        }

    def _of_tickets(self) -> Mapping[str, Bar]:
        evening, six = self._evening, self._six
        thirty, (first, *others) = evening.bar(*evening.orders(30, 3)), _open(six)
        return {
            "waiting": with_side(evening.bar(), board=None, menu=None, online=None),
            "empty": evening.bar(),
            "one": evening.bar(evening.order(7, 3, age_s=12.0)),
            "six": six,
            "thirty": thirty,
            "thirty_next": replace(thirty, page=1, viewed=JUST_NOW),
            "acts": _acts(six),
            "refusing": replace(six, refusing=(HATCH, 3), refusing_since=JUST_NOW),
            "undo": replace(
                with_board(six, open=(replace(first, before=Status.ACKNOWLEDGED), *others)),
                last_move=(HATCH, 1),
                moved_at=JUST_NOW,
            ),
            "calling": replace(six, calling=((HATCH, 4), (HATCH, 6)), called_at=JUST_NOW),
            "wishes": self._wishes(),
            "handed": replace(with_board(six, offered=1, slit_open=True, slit_age_s=200.0), foot=True),
            "foot": replace(
                evening.bar(evening.order(1), evening.order(2, status=Status.ACKNOWLEDGED)), foot=True
            ),
            **self._of_two_hatches(),
        }

    def _of_two_hatches(self) -> Mapping[str, Bar]:
        """Where the first of one hatch has the same word as the first of the other."""
        evening, order = self._evening, self._evening.order
        beside = (order(1, 3, Status.PLACED, 170.0), order(9, 2, Status.READY, 150.0), order(8, 1))
        two = with_second_hatch(evening.bar(*evening.orders(4)), *beside)
        shut = with_second_hatch(evening.bar(*evening.orders(2), shut=self._shut()))
        return {
            "two_hatches": two,
            "two_hatches_refusing": replace(two, refusing=(SECOND, 1), refusing_since=JUST_NOW),
            "two_hatches_closed": _at("closed", shut),
        }

    def _of_views(self) -> Mapping[str, Bar]:
        six = self._six
        busy = with_board(six, room=ROOM, wait_min=12, extra_s=240.0, ends=ROOM.until)
        resting = with_board(six, pause=Pause(NOW.wall, ROOM.until, "guests"), room=ROOM)
        return {
            "house": _at("house", busy),
            "house_paused": _at("house", resting),
            "house_taken": _at("house", with_board(busy, extra_s=-120.0)),
            "house_full": _at("house", with_board(busy, wait_min=20, extra_s=840.0, full=True)),
            "room": _at("room", with_board(six, room=ROOM)),
            "room_free": _at("room", six),
            "say": replace(
                _at("say", six),
                acts=(Act("9", HATCH, Say(1), JUST_NOW),),
                said=Said(HATCH, 0, JUST_NOW),
            ),
            "closed": _at("closed", self._evening.bar(*_open(six), shut=self._shut())),
            "closed_none": _at("closed", six),
        }

    def _of_drinks(self) -> Mapping[str, Bar]:
        six, slugs = self._six, self._slugs
        marks = (
            Mark(slugs[6], 3, counted=True),
            Mark(slugs[0], night="2026-11-20"),
            Mark("old-list"),
            Mark(slugs[7]),
        )
        return {
            "drinks": replace(
                _at("drinks", with_board(six, sold_out=(slugs[0], slugs[7]), marks=marks)),
                acts=(Act("9", HATCH, SellOut(slugs[4], out=True), JUST_NOW),),
            ),
            "drinks_left": replace(
                _at("drinks", with_board(six, marks=marks)), marking="left", marking_left=5
            ),
            "drinks_left_one": replace(
                _at("drinks", with_board(six, marks=(Mark(slugs[6], 1, counted=True),))),
                marking="left",
                marking_left=1,
            ),
            "drinks_unknown": _at("drinks", with_side(self._evening.bar(), menu=None)),
        }

    def _of_figures(self) -> Mapping[str, Bar]:
        told = with_board(self._six, night="2026-11-20", figures=BUSY)
        return {
            "figures": _at("figures", told),
            "figures_none": _at("figures", with_board(told, figures=Figures())),
            "figures_untold": _at("figures", with_board(told, figures=None)),
            "figures_two_hatches": with_second_hatch(_at("figures", told)),
        }

    def _of_notices(self) -> Mapping[str, Bar]:
        six = self._six
        pause = Pause(NOW.wall, NOW.wall + timedelta(minutes=7), "ice")
        return {
            "knock": replace(with_board(six, slit_open=True), knock=Knock(HATCH, 3, JUST_NOW)),
            "knock_secret": replace(six, knock=Knock(HATCH, 7, JUST_NOW, secret=True)),
            "paused": with_board(six, pause=pause, room=ROOM),
            "skew": with_side(six, skew_s=3600.0),
            "twin": replace(six, twin_at=JUST_NOW),
            "link_down": replace(six, link_up=False, link_since=NOW.mono - 190),
            "hatch_down": with_side(six, online=False, online_since=NOW.mono - 190),
            "trouble": with_board(six, trouble="store"),
            "newer": replace(six, misread=f"backdoor43/{HATCH}/board", misread_newer=True),
            "misread": replace(six, misread=f"backdoor43/{HATCH}/board"),
            **{f"trouble_{what}": with_board(six, trouble=what) for what in ("clock", "clock_unsure", "x")},
            "skew_behind": with_side(six, skew_s=-3600.0),
            "knock_new": replace(self._evening.bar(), knock=Knock(HATCH, 3, JUST_NOW, woke=True)),
            "knock_ready_many": replace(
                self._evening.bar(*(self._evening.order(at, 1, Status.READY) for at in (1, 2))),
                knock=Knock(HATCH, 3, JUST_NOW),
            ),
            "room_over": with_board(six, room=replace(ROOM, until=NOW.wall - timedelta(minutes=9))),
            "many_hatches": replace(six, sides=(*six.sides, *_others(six, 9))),
            **{f"refused_{reason.name.lower()}": _refused(six, reason) for reason in Reason},
        }

    def _six_tickets(self) -> Bar:
        """Six tickets of every status and age, of one drink to six."""
        order = self._evening.order
        return self._evening.bar(
            order(1, 1, Status.READY, 700),
            order(2, 6, Status.ACKNOWLEDGED, 650),
            order(3, 2, Status.PLACED, 330),
            order(4, 4, Status.PLACED, 70),
            order(5, 3, Status.ACKNOWLEDGED, 45),
            order(6, 1, Status.PLACED, 5),
        )

    def _wishes(self) -> Bar:
        """Without egg, without alcohol, and the same drink on several tickets."""
        evening, language = self._evening, self._evening.language
        menu, first = evening.menu, evening.menu.drinks[0]
        wished = next((drink for drink in menu.drinks if drink.options), first)
        notes = tuple(called(option.names, language) for option in wished.options[:1])
        sour = Line(wished.slug, called(wished.names, language), 1, wished.price_cents, notes)
        beside = [
            Line(drink.slug, called(drink.names, language), 1, drink.price_cents)
            for drink in (*menu.free[:1], *menu.hidden[:1])
        ]
        plain = Line(first.slug, called(first.names, language), 2, first.price_cents)
        lines = (
            (sour, replace(sour, notes=())),
            (replace(sour, quantity=2), *(replace(one, quantity=2) for one in beside[:1])),
            (sour, *beside, plain),
        )
        taken = evening.order(1, 1, Status.ACKNOWLEDGED, 400)
        waiting = (evening.order(2, 1, Status.PLACED, 200), evening.order(3, 1, Status.PLACED, 100))
        orders = (
            replace(order, lines=written) for order, written in zip((taken, *waiting), lines, strict=True)
        )
        return evening.bar(*orders, evening.order(4, 6, Status.PLACED, 20))

    def _shut(self) -> tuple[BoardOrder, ...]:
        return tuple(
            replace(
                self._evening.order(number, 2, CLOSED[number % 4], 400),
                before=Status.READY if number % 2 else None,
            )
            for number in range(8, 20)
        )


def _at(view: View, state: Bar) -> Bar:
    """The same display in another view."""
    return replace(state, view=view, viewed=JUST_NOW)


def _acts(state: Bar) -> Bar:
    """One act on its way, one that nobody answers, one refused."""
    return replace(
        state,
        acts=(
            Act("1", HATCH, Advance(1, Status.COLLECTED), JUST_NOW),
            Act("2", HATCH, Advance(2, Status.READY), NOW.mono - 5),
            Act("3", HATCH, Advance(3, Status.ACKNOWLEDGED), JUST_NOW, Reason.NOT_SAVED),
        ),
    )


def _refused(state: Bar, reason: Reason) -> Bar:
    """The hatch said no."""
    return replace(state, acts=(Act("1", HATCH, Advance(3, Status.ACKNOWLEDGED), JUST_NOW, reason),))


def _others(state: Bar, count: int) -> tuple[Side, ...]:
    """So many hatches more, all of them down."""
    return tuple(
        replace(state.sides[0], hatch=f"{SECOND}-{at}", online=False, online_since=NOW.mono - 190)
        for at in range(count)
    )


def _open(state: Bar) -> tuple[BoardOrder, ...]:
    board = state.sides[0].board
    return board.open if board else ()
