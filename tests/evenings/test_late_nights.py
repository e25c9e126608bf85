"""Evenings at the edge: before the hours, at midnight in the season, at three, and with a clock that lost the time."""

from datetime import UTC, datetime

from kiosk.core.intake import ban_on
from kiosk.core.order import Status
from tests.core.test_night import in_milan
from tests.pilot import BAR_WORDS, Pilot, drink_name, guest_words
from tests.stories import BANCO

IT = guest_words("it")
NEGRONI = drink_name("negroni", "it")


def refused_at(pilot: Pilot, drink: str = NEGRONI) -> str:
    """A guest knocks and touches a drink; the hint that stands there then."""
    pilot.knock()
    pilot.touch_hatch(drink)
    visit = pilot.hatch.state.visit
    assert visit is not None
    return visit.hint


def test_a_summers_night_at_midnight() -> None:
    """A Negroni in good time, none at five to twelve; the bar knows that alcohol ends, and why nobody orders any more."""
    pilot = Pilot(wall=in_milan("2027-07-02", "23:30"))
    pilot.guest_orders("negroni")
    pilot.wait(6 * 60)
    assert pilot.board().alcohol == "soon"
    assert pilot.board().cut_off == in_milan("2027-07-03", "00:00")
    pilot.wait(19 * 60)
    assert refused_at(pilot) == "ban"
    ban = ban_on(pilot.hatch.state, "negroni", pilot.clock())
    assert ban is not None
    assert pilot.hatch_sees(ban.reason["it"])
    assert pilot.hatch_sees(IT.not_now)
    assert pilot.board().alcohol == "ended"
    assert len(pilot.records.orders) == 1


def test_a_guest_who_stands_at_the_check_when_the_last_moment_passes() -> None:
    """They read which drink has gone before they can place anything, and nothing is placed by the touch they began."""
    pilot = Pilot(wall=in_milan("2027-07-02", "23:55:30"))
    pilot.knock()
    pilot.take("negroni")
    pilot.touch_hatch(IT.check)
    assert pilot.hatch_sees(IT.order)
    pilot.wait(30)
    assert pilot.hatch_sees(IT.hint_ban.format(drinks=NEGRONI))
    assert not pilot.hatch_sees(IT.order)
    assert pilot.records.orders == {}


def test_before_the_hours_a_knock_is_told_so() -> None:
    """The menu may be read, nothing can be ordered, and at half past seven it can."""
    pilot = Pilot(wall=in_milan("2026-11-20", "19:28"))
    assert refused_at(pilot) == "closed"
    assert pilot.hatch_sees(IT.hint_closed)
    assert pilot.board().open_now is False
    pilot.touch_hatch(IT.back, IT.leave)
    pilot.wait(130)
    assert pilot.board().open_now is True
    pilot.guest_orders("negroni")


def test_the_last_order_of_the_night_is_handed_over_by_three() -> None:
    """The last one is taken while it can still be made; then the house is closed, with the order still in the line."""
    pilot = Pilot(wall=in_milan("2026-11-21", "02:40"))
    while pilot.board().open_now:
        ends = pilot.board().ends
        if ends is not None and (ends - pilot.clock().wall).total_seconds() < 90 and not pilot.records.orders:
            last = pilot.guest_orders("negroni")
        pilot.wait(20)
    assert pilot.board().opens == in_milan("2026-11-21", "19:30")
    assert pilot.statuses() == {last.number: Status.PLACED}
    assert last.promised_s is not None
    assert (in_milan("2026-11-21", "03:00") - last.placed).total_seconds() > last.promised_s
    pilot.bring_to(last, Status.ACKNOWLEDGED, Status.READY, Status.COLLECTED)
    assert pilot.statuses() == {}


def test_a_pi_that_lost_the_time_says_so_on_both_sides_until_it_is_told() -> None:
    """It takes no order for alcohol and is not closed; when the network comes, the evening goes on."""
    pilot = Pilot(wall=datetime(1970, 1, 1, 0, 1, tzinfo=UTC))
    assert pilot.bar_sees(BAR_WORDS.clock_notice)
    assert refused_at(pilot) == "clock"
    assert pilot.hatch_sees(IT.hint_clock.format(drinks=NEGRONI))
    pilot.touch_hatch(IT.back, IT.leave)
    pilot.clock.show(in_milan("2026-11-20", "21:00"))
    pilot.wait(60)
    assert not pilot.bar_sees(BAR_WORDS.clock_notice)
    pilot.guest_orders("negroni")


def test_the_bar_sees_what_the_guest_was_promised_and_when_it_slips() -> None:
    """The board carries each order's due time, and the wait that a new guest is told."""
    pilot = Pilot(wall=in_milan("2026-11-20", "22:00"))
    order = pilot.guest_orders("whiskey-sour", "whiskey-sour")
    assert order.promised_s is not None
    (told,) = pilot.board().open
    assert told.due_s is not None
    assert abs(told.due_s - order.promised_s) < 60
    alone = pilot.board().wait_min
    assert alone is not None
    for _ in range(2):
        pilot.guest_orders("whiskey-sour", "whiskey-sour")
    assert (pilot.board().wait_min or 0) > alone
    pilot.wait(20 * 60)
    late = pilot.hatch.state.order(order.number)
    assert late is not None
    assert late.moved_later > 0
    assert pilot.board(BANCO).open[0].due_s is not None
