"""The menu of the night that it is by now: it changes by itself, between two guests."""

from msgspec.structs import replace

from kiosk.core.effects import ShowMenu
from kiosk.core.hatch_state import Hatch
from kiosk.core.menu import menu_for
from kiosk.core.moment import Moment
from kiosk.core.night import night_of
from kiosk.core.telling import Turn


def tonights_menu(state: Hatch, now: Moment) -> Turn:
    """The menu of the night that it is by now; between two guests, never under one's hands."""
    house = state.house
    if not house.menus:
        return state, ()
    menu = menu_for(house.menus, night_of(now.wall, house.zone))
    if menu == house.menu:
        return state, ()
    return replace(state, house=replace(house, menu=menu)), (ShowMenu(menu),)
