"""The guest's side of the hatch: waking it, giving a sign, being asked whether one is still there, leaving."""

from msgspec.structs import replace

from kiosk.core import events, knocking, placing
from kiosk.core.choosing import choosing
from kiosk.core.effects import Play
from kiosk.core.hatch_state import Aloud, Hatch, Hint, Visit
from kiosk.core.heard import Bout
from kiosk.core.intake import refusal
from kiosk.core.moment import Moment
from kiosk.core.telling import Turn
from kiosk.core.tonights_menu import tonights_menu

PEEPING_AT_MOST_S = 2.0
"""A bout ends by its silence; where the ear was made to forget it (the slit moved), the eyes have looked for long enough."""
CORNER = (events.LargeAsked, events.AloudAsked)
"""What a finger finds in the same place on every screen."""
WAKING = (events.Woken, *CORNER)
"""What a finger can ask of a sleeping wall."""


def deadline(state: Hatch) -> float | None:
    """When the present visit turns by itself (monotonic): the slit opens, the guest is warned, the wall sleeps. Or None."""
    visit, rules = state.visit, state.house.rules
    if visit is None:
        return None
    if visit.mood == "peeping":
        patience_s = PEEPING_AT_MOST_S if visit.doubted is None else state.ear.rules.lone_waits_s
        return visit.alive + patience_s
    if visit.warned is not None:
        return visit.warned + rules.warning_s
    if visit.mood == "placed":
        return visit.alive + rules.word_stays_s
    return visit.alive + (rules.idle_s if state.pause is None else rules.pause_patience_s)


def waited(state: Hatch, now: Moment) -> Turn:
    """The guest gave no sign: warn, with a knock from inside; then forget."""
    due, visit = deadline(state), state.visit
    if visit is None or due is None or now.mono < due:
        return state, ()
    if visit.mood == "peeping" or visit.warned is not None:
        return replace(state, visit=None), ()
    return replace(state, visit=replace(visit, warned=now.mono)), (Play("knock"),)


# --- by knocking -------------------------------------------------------------------------------------------------
def knocked(state: Hatch, now: Moment) -> Turn:
    """A single knock: it wakes the hatch, where eyes look out; from a guest who is already here it is a sign of life."""
    visit = state.visit
    if visit is None:
        state, effects = _wake(state, now)
        return _looked_at(state), effects
    # A knock that answers the question whether anybody is there is an answer, and chooses nothing.
    visit = replace(visit, doubted=None, turned=visit.turned if visit.warned is None else now.mono)
    if visit.mood != "placed" or visit.warned is not None:
        visit = _alive(visit, now)
    return replace(state, visit=visit), ()


def believed(state: Hatch, bout: Bout) -> bool:
    """Whether somebody knocked: what the ear believes, and from a guest who is known to be here a single knock, too."""
    here = state.visit is not None and state.visit.mood != "peeping"
    return not bout.doubt or (here and bout.doubt in ("lone", "many"))


def doubted(state: Hatch, bout: Bout, now: Moment) -> Hatch:
    """It was no knocking: the eyes go back; but after one bump alone, which may be a shy guest, they wait for another."""
    visit = state.visit
    if visit is None or visit.mood != "peeping":
        return state
    if bout.doubt != "lone":
        return replace(state, visit=None)
    return replace(state, visit=replace(visit, alive=now.mono, doubted=now.mono))


def bout_ended(state: Hatch, bout: Bout, now: Moment) -> Turn:
    """The knocking is over: the slit opens wide, or a guest who chooses by knocking has said something."""
    visit = state.visit
    if visit is None:
        return state, ()
    if bout.secret:
        return _let_in(state, visit, now)
    if visit.mood == "peeping":
        return opened_wide(state, knocking.greeted(visit, bout), now)
    chooses = not calls(state) and not _drummed(visit, bout)
    return knocking.meant(state, visit, bout, now) if chooses else (state, ())


def calls(state: Hatch) -> bool:
    """Whether a knock is meant for the hands inside: any but that of a guest who chooses by knocking.

    Whoever has touched goes on touching; a knock is then somebody else's, who perhaps comes for a drink.
    """
    visit = state.visit
    return visit is None or visit.mood in ("peeping", "placed") or visit.touches or state.pause is not None


def unwritten(state: Hatch) -> Hatch:
    """What a bout asked for could not be written: the guest who chooses by knocking is told."""
    visit = state.visit
    if visit is None or visit.mood != "check":
        return state
    return replace(state, visit=replace(visit, knocking=True, hint="not_saved"))


def _let_in(state: Hatch, visit: Visit, now: Moment) -> Turn:
    """Somebody knows the secret knock: the hidden line is on the menu, and shown unless something else is being read."""
    visit = replace(visit, hidden=True)
    if visit.mood == "peeping":
        return opened_wide(state, replace(visit, shelf="beside"), now)
    if visit.mood == "menu":
        visit = replace(visit, shelf="beside", page=0, turned=now.mono)
    return replace(state, visit=visit), ()


def _drummed(visit: Visit, bout: Bout) -> bool:
    """Whether a bout is the wood's echo of a finger on the glass."""
    return bout.at < max(visit.touched, visit.turned) + knocking.TOUCH_RINGS_S


def opened_wide(state: Hatch, visit: Visit, now: Moment) -> Turn:
    """The eyes have looked; the menu is what one sees."""
    return replace(state, visit=replace(visit, mood="menu", opened=now.mono)), (Play("latch"),)


# --- by touching -------------------------------------------------------------------------------------------------
def touched(state: Hatch, event: events.Event, now: Moment) -> Turn:
    """What a finger on the screen asks. A touch that means nothing now (the picture moved on) changes nothing."""
    visit = state.visit
    if visit is None:
        awake = now.mono < state.left + state.house.rules.double_touch_s
        return (state, ()) if awake or not isinstance(event, WAKING) else _woken(state, event, now)
    if isinstance(event, events.Woken):
        if visit.mood != "peeping":
            return state, ()
        return opened_wide(state, _in_language(state, visit, event, now), now)
    if _bounced(state, visit, event, now):
        return state, ()
    here = replace(_alive(visit, now), touch=event, touched=now.mono)
    if not isinstance(event, CORNER):
        here = replace(here, touches=True, knocking=False)
    return _turned(_asked(state, here, event, now), visit, now)


def _bounced(state: Hatch, visit: Visit, event: events.Event, now: Moment) -> bool:
    """A touch so soon after the picture changed was meant for the one before, and the same one so soon is none."""
    since = now.mono - state.house.rules.double_touch_s
    return since < visit.turned or (event == visit.touch and since < visit.touched)


def _asked(state: Hatch, here: Visit, event: events.Event, now: Moment) -> Turn:
    match event:
        case events.Stayed():
            return replace(state, visit=here), ()
        case events.Left():
            return replace(state, visit=None, left=now.mono), ()
        case events.LargeAsked():
            return replace(state, visit=replace(here, large=not here.large, page=0)), ()
        case events.AloudAsked():
            return replace(state, visit=replace(here, aloud=_louder(here))), ()
        case events.PageAsked(by=by):
            return replace(state, visit=replace(here, page=here.page + by)), ()
        case events.LanguageChosen(language=language) if language in state.house.languages:
            mood = "menu" if here.mood == "languages" else here.mood
            return replace(state, visit=replace(here, language=language, mood=mood)), ()
        case events.CancelAsked(number=number) if number == here.number:
            return placing.cancelled(state, here, number, now)
        case _ if here.mood == "placed":
            return state, ()
        case _:
            return choosing(state, here, event, now)


def _turned(turn: Turn, before: Visit, now: Moment) -> Turn:
    """The turn, with the moment noted when a touch changed the picture; which then begins with its first page."""
    state, effects = turn
    visit = state.visit
    if visit is None or (visit.mood, visit.shelf, visit.large) == (before.mood, before.shelf, before.large):
        return turn
    return replace(state, visit=replace(visit, turned=now.mono, page=0)), effects


def _woken(state: Hatch, event: events.Event, now: Moment) -> Turn:
    """Woken by a touch, which does not also choose; a touch needs no looking out first."""
    state, effects = _wake(state, now)
    visit = state.visit
    if visit is None:
        return state, effects
    large, aloud = isinstance(event, events.LargeAsked), isinstance(event, events.AloudAsked)
    visit = replace(visit, opened=now.mono, large=large, aloud="spoken" if aloud else "")
    return replace(state, visit=_in_language(state, visit, event, now)), effects


def _in_language(state: Hatch, visit: Visit, event: events.Event, now: Moment) -> Visit:
    """The visit that a touch of the wall asks for: in the language of the word that was touched."""
    asked = event.language if isinstance(event, events.Woken) else ""
    language = asked if asked in state.house.languages else visit.language
    return replace(visit, language=language, turned=now.mono)


def _louder(visit: Visit) -> Aloud:
    louder: dict[Aloud, Aloud] = {"": "spoken", "spoken": "louder", "louder": ""}
    return louder[visit.aloud]


# --- what befalls a guest ----------------------------------------------------------------------------------------
def given_time(state: Hatch, now: Moment) -> Hatch:
    """A pause begins or ends: a guest who waits has as long as one who has just come, and is not being asked to go."""
    visit = state.visit
    return state if visit is None else replace(state, visit=replace(visit, alive=now.mono, warned=None))


def not_saved(state: Hatch, cause: events.Event) -> Hatch:
    """What the guest asked could not be written, so it did not happen; they are told, unless it did meanwhile."""
    visit = state.visit
    if visit is None or (isinstance(cause, events.Confirmed) and visit.mood == "placed"):
        return state
    return replace(state, visit=replace(visit, hint="not_saved"))


def _alive(visit: Visit, now: Moment) -> Visit:
    return replace(visit, alive=now.mono, warned=None, hint="", gone=(), cancelling=False)


def _wake(state: Hatch, now: Moment) -> Turn:
    state, shown = tonights_menu(state, now)
    # A line that is full, or a closed house, is told before anybody chooses; a pause has a picture of its own.
    why = refusal(state)
    hint: Hint = "" if why == "paused" else why
    visit = Visit(since=now.mono, alive=now.mono, language=state.house.languages[0], hint=hint)
    return replace(state, visit=visit), (*shown, Play("latch"))


def _looked_at(state: Hatch) -> Hatch:
    """Eyes look out at who knocks."""
    visit = state.visit
    return state if visit is None else replace(state, visit=replace(visit, mood="peeping"))
