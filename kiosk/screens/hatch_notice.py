"""What the hour and the law make of the house: closed and until when, last orders, no more alcohol; with the time in it."""

from kiosk.core.hatch_state import Hatch
from kiosk.core.intake_state import Stop
from kiosk.core.menu import ALCOHOLIC_PERCENT
from kiosk.core.moment import Moment
from kiosk.screens.times import hour, when
from kiosk.screens.wording import Wording

Notice = tuple[str, str]
"""A title, and the sentence that goes with it."""


def notice(state: Hatch, wording: Wording, now: Moment) -> Notice | None:
    """The gravest thing to be told, or None on a plain evening."""
    words, zone, intake = wording.hatch, state.house.zone, state.intake
    if not intake.open:
        return words.closed, _closed(state, wording, now)
    if intake.clock == "past":
        return words.clock_lost, words.clock_lost_line
    if intake.last and intake.ends is not None:
        return words.last_orders, words.last_orders_until.format(hour=hour(intake.ends, zone, wording.locale))
    return _stop(state, intake.stops[0], wording) if intake.stops else None


def _closed(state: Hatch, wording: Wording, now: Moment) -> str:
    """Why, where the house gave a reason for this night; and when again, where that is in sight."""
    opens, zone = state.intake.opens, state.house.zone
    why = state.tonight.reason.get(wording.language, "")
    if opens is None:
        return why or wording.hatch.closed_line
    again = wording.hatch.closed_until.format(when=when(opens, now.wall, zone, wording.locale))
    return f"{why} {again}" if why else again


def sign(state: Hatch) -> str:
    """The drawing that goes with the gravest thing: a moon, a bell, an hourglass, a glass struck out; nothing without one."""
    intake = state.intake
    if not intake.open:
        return "moon"
    if intake.clock == "past":
        return "hourglass"
    if intake.last and intake.ends is not None:
        return "bell_last"
    if not intake.stops:
        return ""
    return "no_alcohol" if intake.stops[0].ended else "hourglass"


def hours(state: Hatch, wording: Wording) -> str:
    """Tonight's hours, or nothing when the house stays shut."""
    opens, closes, zone = state.tonight.opens, state.tonight.closes, state.house.zone
    if opens is None or closes is None:
        return ""
    return wording.hatch.hours.format(
        opens=hour(opens, zone, wording.locale), closes=hour(closes, zone, wording.locale)
    )


def _stop(state: Hatch, stop: Stop, wording: Wording) -> Notice:
    """A cut-off that holds, with its reason, or that comes soon, with its hour."""
    words = wording.hatch
    if not stop.ended:
        until = hour(stop.orders_until, state.house.zone, wording.locale)
        return words.dry_soon.format(hour=until), words.dry_soon_line
    strong_only = stop.ban.over_percent > ALCOHOLIC_PERCENT
    reason = stop.ban.reason.get(wording.language, "")
    return words.dry_strong if strong_only else words.dry, reason or words.dry_line
