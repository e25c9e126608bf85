"""Events that mean nothing to one of the two programs, for the properties of both."""

from hypothesis import strategies as st

from kiosk.core import events
from kiosk.core.order import Status
from kiosk.core.request import Response, SetRoom
from tests.stories import EVENING, MENU, NAVIGLI

_names = st.sampled_from([NAVIGLI, "darsena"])
_numbers = st.integers(1, 6)
_statuses = st.sampled_from(list(Status))

alien_to_the_hatch = st.one_of(
    st.builds(events.MenuCame, _names, st.just(MENU)),
    st.builds(events.HatchChanged, _names, st.booleans(), st.just(EVENING)),
    st.builds(events.Answered, _names, st.builds(Response, st.just("x"))),
    st.builds(events.KnockTold, _names, st.integers(0, 9)),
    st.builds(events.Moved, _names, _numbers, _statuses),
    st.builds(events.RefuseAsked, _names, _numbers),
    st.just(events.RefuseDropped()),
    st.builds(events.UndoAsked, _names, _numbers, _statuses),
    st.builds(events.SoldOutAsked, _names, st.just("negroni"), st.booleans()),
    st.builds(events.PauseAsked, _names, st.booleans()),
    st.builds(
        events.SoldOutAsked, _names, st.just("negroni"), st.booleans(), st.booleans(), st.integers(0, 5)
    ),
    st.builds(events.PauseAsked, _names, st.booleans(), st.none() | st.integers(1, 60), st.just("ice")),
    st.builds(events.GuestsAsked, _names),
    st.builds(events.RoomAsked, _names, st.integers(0, 4)),
    st.builds(events.SayAsked, _names, st.integers(0, 5)),
    st.builds(events.MarkingAsked, st.sampled_from(["until_i_say", "tonight", "left"]), st.integers(0, 12)),
    st.builds(events.AskedAgain, _names, st.just(SetRoom(2))),
    st.builds(events.FootMoved, st.floats(900, 1100), st.booleans()),
    st.builds(
        events.ViewAsked,
        st.sampled_from(["tickets", "house", "drinks", "closed", "room", "say", "figures"]),
    ),
)
alien_to_the_bar = st.one_of(
    st.builds(events.KnockEdge, st.floats(900, 1100), st.booleans()),
    st.builds(events.EdgesLost, st.floats(900, 1100)),
    st.builds(events.SlitMoved, st.floats(900, 1100), st.booleans()),
    st.sampled_from(
        [events.Woken(), events.CheckAsked(), events.MenuAsked(), events.Confirmed(), events.Left()]
    ),
    st.builds(events.Picked, st.just("negroni")),
    st.builds(events.CancelAsked, _numbers),
    st.builds(events.SeenBy, st.just("banco"), st.just("books"), _numbers),
    st.builds(events.DisplayChanged, st.just("banco"), st.booleans()),
    st.just(events.NobodyListens()),
    st.builds(events.WriteFailed, st.just(events.Tick()), st.just("why")),
)
