"""The hatch: `step` says what each event makes of its state, `deadline` when time itself would matter.

The law: an order is written before anybody hears of it (a step's records come first, and a step whose records
fail never happened); the board is told whenever a fact on it changed, and never with a revision used before.
"""

from msgspec.structs import replace

from kiosk.core import bartender, events, guest, host, knock, passing, pausing, saying, stock, telling, watch
from kiosk.core.books import Books
from kiosk.core.effects import Effect, Note, Play, ShowBoard, ShowMenu, ShowStatus, TellKnock
from kiosk.core.hatch_state import MOST_KNOCKS, Hatch, House, Mood, Visit
from kiosk.core.heard import Bout, Heard, Hearing, Knock
from kiosk.core.knock import Ear
from kiosk.core.moment import Moment
from kiosk.core.order import Status
from kiosk.core.rules import SLIT_SETTLES_S
from kiosk.core.telling import Turn, board
from kiosk.core.voice import Voice

__all__ = ["Hatch", "House", "Mood", "Turn", "Visit", "deadline", "opened", "step"]


MOST_DISPLAYS = 32
"""More than any bar has walls for: a stranger on the broker must not fill the memory with names."""


def opened(house: House, ear: Ear, books: Books, now: Moment) -> Hatch:
    """The hatch as its books leave it.

    A ready order is called from now on: how long it has been ready is only known by a wall clock that may have been
    wrong, and a guest's drink is not thrown away on such a word.
    """
    orders = (
        replace(order, changed_mono=now.mono) if order.status is Status.READY else order
        for order in books.orders
    )
    state = Hatch(
        house=house,
        ear=ear,
        orders=tuple(orders),
        next_number=books.next_number,
        revision=books.revision,
        reserved=books.revision,
        pace=books.pace,
        tally=books.tally,
        voice=Voice(first=books.next_number),
        link_since=now.mono,
        opened_at=now.mono,
        slit_since=now.mono,
    )
    state = stock.opened(pausing.opened(state, books.pause, books.room, now), books.marks, now)
    return watch.opened(state, books.pace_night, now)


def step(state: Hatch, event: events.Event, now: Moment) -> Turn:
    """Take one event. Total: an event that means nothing now returns the same state and no effects."""
    seen, noticed = watch.before(state, now)
    turned, effects = _turn(seen, event, now)
    after, learned = watch.after(seen, turned, now)
    after = host.heard(state, after)
    return telling.told(state, (after, (*noticed, *effects, *learned)), now)


def deadline(state: Hatch) -> float | None:
    """The monotonic second at which a Tick would change something, or None while only an event can."""
    times = [state.look_at, knock.due(state.ear), guest.deadline(state), bartender.deadline(state)]
    times.append(saying.deadline(state))
    if state.trouble:
        times.append(state.retry_at)
    if state.slit_said is not None:
        times.append(state.slit_said[1] + SLIT_SETTLES_S)
    return min((time for time in times if time is not None), default=None)


def _turn(state: Hatch, event: events.Event, now: Moment) -> Turn:
    match event:
        case events.KnockEdge():
            return _edge(state, event, now)
        case events.SlitMoved() | events.EdgesLost() | events.PinFault() | events.PinBack():
            return _sensed(state, event)
        case events.Tick():
            return _tick(state, now)
        case events.Requested():
            return bartender.asked(state, event, now)
        case events.WriteFailed():
            return _write_failed(state, event, now)
        case events.LinkChanged():
            return _link(state, event, now)
        case events.DisplayChanged():
            return _display(state, event, now)
        case events.SeenBy(books=books, revision=revision) if books == state.house.books:
            return replace(state, seen=max(state.seen, min(revision, state.revision))), ()
        case events.NobodyListens():
            return replace(state, displays=()), ()
        case events.NotUnderstood(id=id_) if id_:
            return state, (bartender.not_understood(id_),)
        case events.PublishAgain():
            return state, _all_of_ours(state, now)
        case _:
            return guest.touched(state, event, now)


# --- the sensors -------------------------------------------------------------------------------------------------
def _edge(state: Hatch, edge: events.KnockEdge, now: Moment) -> Turn:
    """An edge of the knock line, after what the silence before it decides."""
    ear, heard = knock.hear(state.ear, edge.at, edge.active)
    return _heard(replace(state, ear=ear), heard, now)


def _settled(state: Hatch, now: Moment) -> Turn:
    """What silence has decided of the knocking."""
    ear, heard = knock.settle(state.ear, now.mono)
    return (state, ()) if ear is state.ear else _heard(replace(state, ear=ear), heard, now)


def _heard(state: Hatch, heard: tuple[Heard, ...], now: Moment) -> Turn:
    """Each knock is answered at once, and each bout when it is over."""
    effects: tuple[Effect, ...] = ()
    for one in heard:
        match one:
            case Knock():
                knocks = (*state.knocks, now.mono)[-MOST_KNOCKS:]
                state, more = guest.knocked(replace(state, knocks=knocks), now)
                effects = (*effects, Play("knock"), *more)
            case Bout():
                state, more = _bout(state, one, now)
                effects = (*effects, *more)
            case Hearing():
                effects = (*effects, Note(f"knock_{one.deaf or 'hears'}"))
            case _:
                pass
    return state, effects


def _bout(state: Hatch, bout: Bout, now: Moment) -> Turn:
    """A bout that silence has ended: the bar is told of one that is meant for the hands, the guest's screen of each."""
    if not guest.believed(state, bout):
        return guest.doubted(state, bout, now), ()
    woke = state.visit is not None and state.visit.since >= bout.at
    told: tuple[Effect, ...] = ()
    if bout.secret or guest.calls(state):
        told = (TellKnock(bout.count, bout.rhythm, bout.secret, woke=woke),)
    state, effects = guest.bout_ended(state, bout, now)
    return state, (*told, *effects)


def _sensed(
    state: Hatch, event: events.SlitMoved | events.EdgesLost | events.PinFault | events.PinBack
) -> Turn:
    """What is no knock: the slit moved, edges came too quickly, or a sensor was lost or found again."""
    match event:
        case events.EdgesLost() if not state.ear.deaf:  # a storm says it better
            return state, (Note("knock_lost"),)
        case events.SlitMoved():
            return _slit(state, event)
        case events.PinFault():
            return _pin_fault(state, event)
        case events.PinBack(line=line) if line in state.faults:
            rest = tuple(one for one in state.faults if one != line)
            return replace(state, faults=rest), (Note("pin_back", (("line", line),)),)
        case _:
            return state, ()


def _slit(state: Hatch, moved: events.SlitMoved) -> Turn:
    """The switch spoke. At start that is no movement; later the wood speaks of the slit and not of guests."""
    if state.slit_open is None:
        return replace(state, slit_open=moved.open, ear=knock.slit_stands(state.ear, moved.open)), ()
    said = None if moved.open == state.slit_open else (moved.open, moved.at)
    if said is None and state.slit_said is None:
        return state, ()
    return replace(state, slit_said=said, ear=knock.slit_moved(state.ear, moved.at, moved.open)), ()


def _slit_settled(state: Hatch, now: Moment) -> Turn:
    """Believe the switch once it has not chattered for a while."""
    if state.slit_said is None or now.mono < state.slit_said[1] + SLIT_SETTLES_S:
        return state, ()
    stands = state.slit_said[0]
    return passing.slit_stands(replace(state, slit_said=None), now, is_open=stands), (Play("latch"),)


def _pin_fault(state: Hatch, fault: events.PinFault) -> Turn:
    """A sensor is lost: all but what it told goes on, and how its line stands is no longer known."""
    if fault.line == "slit":
        state = replace(state, slit_open=None, slit_said=None)
    else:
        # What stands before the wood and how it is knocked on here are no facts of the line.
        ear = state.ear
        fresh = Ear(ear.rules, ear.rhythms, slit_open=ear.slit_open, habit=ear.habit)
        state = replace(state, ear=fresh)
    faults = tuple(dict.fromkeys((*state.faults, fault.line)))
    return replace(state, faults=faults), (Note("pin_fault", (("line", fault.line), ("why", fault.why))),)


# --- the clock ---------------------------------------------------------------------------------------------------
def _tick(state: Hatch, now: Moment) -> Turn:
    """What time alone brings: a bout's end, a guest gone, an order that nobody fetched, another try at the books."""
    state, effects = _settled(state, now)
    state, slid = _slit_settled(state, now)
    state, asked = guest.waited(saying.waited(state, now), now)
    state, moved = bartender.waited(state, now)
    if state.trouble and state.retry_at <= now.mono and not moved:
        state, moved = telling.probe(state)
    return state, (*moved, *effects, *slid, *asked)


# --- failures and links ------------------------------------------------------------------------------------------
def _write_failed(state: Hatch, failed: events.WriteFailed, now: Moment) -> Turn:
    """The books could not be written: say so to whoever asked, and try again later."""
    note = () if state.trouble else (Note("write_failed", (("why", failed.why),)),)
    state = replace(state, trouble="store", retry_at=now.mono + state.house.rules.retry_s)
    match failed.cause:
        case events.Requested():
            return state, (*note, bartender.not_saved(state, failed.cause))
        case events.Confirmed() | events.CancelAsked():
            return guest.not_saved(state, failed.cause), note
        case events.Tick() | events.KnockEdge():
            # The bout that asked for it was heard: heard again and again it would ask without end.
            ear, heard = knock.settle(state.ear, now.mono)
            bout = any(isinstance(one, Bout) for one in heard)
            return (guest.unwritten(replace(state, ear=ear)) if bout else state), note
        case _:
            # It asks for no record itself, and nobody may say it again: it is so, and told as soon as it can be.
            state, effects = _turn(state, failed.cause, now)
            return state, (*note, *effects)


def _link(state: Hatch, changed: events.LinkChanged, now: Moment) -> Turn:
    """The broker came or went. On coming everything of ours is published again: it may have lost its memory."""
    if changed.up != state.link_up:
        state = replace(state, link_up=changed.up, link_since=now.mono)
    if not changed.up:
        return replace(state, displays=()), ()
    return state, _all_of_ours(state, now)


def _all_of_ours(state: Hatch, now: Moment) -> tuple[Effect, ...]:
    return ShowStatus(), ShowMenu(state.house.menu), ShowBoard(board(state, now))


def _display(state: Hatch, changed: events.DisplayChanged, now: Moment) -> Turn:
    """A display came or went; one that came gets the board with a fresh clock."""
    others = tuple(display for display in state.displays if display != changed.display)
    if not changed.online:
        return replace(state, displays=others), ()
    state = replace(state, displays=tuple(sorted((*others, changed.display)))[:MOST_DISPLAYS])
    return state, (ShowBoard(board(state, now)),)
