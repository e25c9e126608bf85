"""Every moment at the hatch by name, as the state that calls for it: for whoever must see all its pictures.

`kiosk check` composes them to find what does not fit, and the pictures and the tests are made of them.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from kiosk.core.basket import Basket, Item
from kiosk.core.board import Pause
from kiosk.core.hatch_state import Hatch
from kiosk.core.order import Status
from kiosk.screens.moments_made import MINUTE_S, NOW, Made

__all__ = ["NOW", "Moments"]


def _resting(minutes: int, reason: str = "") -> dict[str, Any]:
    """The facts of a pause that says until when, and perhaps why."""
    pause = Pause(NOW.wall, NOW.wall + timedelta(minutes=minutes), reason)
    return {"pause": pause, "pause_ends": NOW.mono + minutes * MINUTE_S}


PAUSES = {reason: _resting(89, reason) for reason in ("guests", "ice", "breath")}
"""As they say why, and until when."""


class Moments(Made):
    """The moments of one house."""

    def all(self, language: str) -> Mapping[str, Hatch]:
        """Every picture that the hatch can show to a guest who reads this language."""
        return {
            **self._of_the_wall(language),
            **self._of_choosing(language),
            **self._of_the_menu(language),
            **self._of_checking(language),
            **self._of_an_order(language),
            **self._in_large_letters(language),
        }

    def _of_the_wall(self, language: str) -> Mapping[str, Hatch]:
        asleep, crowd = self.asleep, self.crowd
        return {
            "asleep": asleep,
            "asleep_words": replace(asleep, orders=crowd(2, 2, 0, 2)),
            "asleep_crowd": replace(asleep, orders=crowd(8, 6, 3, 7)),
            "asleep_silent": replace(asleep, orders=crowd(1, 1, 2, 1)),
            "asleep_open": replace(asleep, slit_open=True, orders=crowd(1, 2, 0, 1)),
            "asleep_unlinked": replace(asleep, link_up=False, link_since=NOW.mono - 60, orders=crowd(0, 1)),
            "asleep_paused": replace(asleep, pause=Pause(NOW.wall), orders=crowd(1, 2)),
            **{f"asleep_paused_{why}": replace(asleep, **facts) for why, facts in PAUSES.items()},
            "asleep_trouble": replace(asleep, trouble="store", orders=crowd(1, 2)),
            "asleep_deaf": replace(asleep, faults=("knock",), orders=crowd(1, 2)),
            "peeping": self.visiting(language, mood="peeping", since=NOW.mono - 0.6),
            "peeping_again": self.visiting(
                language, mood="peeping", since=NOW.mono - 2, doubted=NOW.mono - 1
            ),
            "peeping_cross": self.cross(self.visiting(language, mood="peeping", since=NOW.mono - 0.6)),
            **{
                f"asleep_{name}": replace(asleep, **facts, orders=crowd(1, 2))
                for name, facts in self.hours().items()
            },
        }

    def _of_choosing(self, language: str) -> Mapping[str, Hatch]:
        visiting, slugs, some = self.visiting, self.slugs, self.some
        menu, chosen = visiting(language), visiting(language, basket=some)
        free = self.house.menu.free
        wishing = {"mood": "drink", "drink": self.wishing.slug}
        return {
            **{f"menu_{name}": replace(chosen, **facts) for name, facts in self.hours().items()},
            "drink_banned": replace(
                visiting(language, mood="drink", drink=slugs[0], hint="ban", gone=slugs[:1]),
                **self.hours()["dry"],
            ),
            "opening": replace(visiting(language, opened=NOW.mono - 0.06), knocks=(NOW.mono - 0.06,)),
            "menu_beside": visiting(language, shelf="beside", hidden=True, basket=some),
            "menu_knocking": visiting(language, knocking=True, basket=some),
            "menu_cross": self.cross(menu),
            "languages": visiting(language, mood="languages"),
            "drink": visiting(language, mood="drink", drink=slugs[0]),
            "drink_wish": visiting(language, **wishing, wishes=self.wishes, basket=some),
            "drink_traces": visiting(language, mood="drink", drink=self.traced.slug),
            "drink_knocking": visiting(language, mood="drink", drink=slugs[4], knocking=True, basket=some),
            "drink_knocking_back": visiting(language, **wishing, knocking=True, basket=some),
            "drink_sold_out": self.sold_out(language, (self.wishing.slug,), **wishing),
            **({"drink_free": visiting(language, mood="drink", drink=free[0].slug)} if free else {}),
        }

    def _of_the_menu(self, language: str) -> Mapping[str, Hatch]:
        visiting, slugs, some = self.visiting, self.slugs, self.some
        menu, chosen = visiting(language), visiting(language, basket=some)
        return {
            "menu_empty": menu,
            "menu_some": replace(chosen, sold_out=slugs[4:5]),
            "menu_all": visiting(language, basket=Basket(tuple(Item(slug) for slug in slugs))),
            **{
                f"hint_{hint}": visiting(language, basket=some, hint=hint)
                for hint in ("full", "too_many", "not_saved", "paused", "empty", "closed")
            },
            **{
                f"hint_{hint}": visiting(language, basket=some, hint=hint, gone=slugs[:6])
                for hint in ("ban", "clock")
            },
            "hint_sold_out": self.sold_out(language, slugs[1:2], basket=some),
            "hint_all_sold_out": self.sold_out(language, slugs[:6]),
            "still_there": visiting(language, basket=some, warned=NOW.mono - 3.4),
            "still_there_last": visiting(language, basket=some, warned=self.last_second),
            "paused": replace(chosen, pause=Pause(NOW.wall)),
            "paused_empty": replace(menu, pause=Pause(NOW.wall)),
            "paused_until": replace(chosen, **_resting(59)),
            **{f"paused_{why}": replace(chosen, **facts) for why, facts in PAUSES.items()},
        }

    def _of_checking(self, language: str) -> Mapping[str, Hatch]:
        visiting, some, six = self.visiting, self.some, self.six
        return {
            "basket": visiting(language, mood="basket", basket=some),
            "basket_six": visiting(language, mood="basket", basket=six),
            "basket_hint": visiting(language, mood="basket", basket=six, hint="too_many"),
            "check": visiting(language, basket=some, mood="check"),
            "check_six": visiting(language, basket=six, mood="check"),
            "check_knocking": visiting(language, basket=six, mood="check", knocking=True),
            "check_hint": visiting(language, basket=six, mood="check", hint="not_saved"),
            "check_sold_out": self.sold_out(language, self.slugs[3:8], basket=some, mood="check"),
        }

    def _of_an_order(self, language: str) -> Mapping[str, Hatch]:
        placed = self.placed
        return {
            "placing": placed(language, age_s=0.06, seen=False),
            "placed_new": placed(language, seen=False),
            "placed_seen": placed(language),
            "placed_taken": placed(language, Status.ACKNOWLEDGED),
            "placed_ready": placed(language, Status.READY),
            "placed_hand_over": replace(placed(language, Status.READY), slit_open=True),
            "placed_next": replace(placed(language), orders=(self.order(50),)),
            "placed_second": replace(placed(language), orders=(self.order(49), self.order(50))),
            "placed_soon": self.promised(language, 1),
            "placed_late": self.promised(language, 25, moved_later=2),
            "placed_unseen": placed(language, age_s=20, seen=False),
            "placed_untaken": placed(language, age_s=200),
            "placed_cancelling": self.cancelling(language),
            "placed_going": self.warned(language),
            "placed_going_last": self.placed(language, warned=self.last_second),
            "placed_joined": placed(language, word=self.joined),
            **{
                f"placed_{status}": placed(language, status)
                for status in (Status.REFUSED, Status.CANCELLED, Status.COLLECTED, Status.UNCOLLECTED)
            },
        }

    def _in_large_letters(self, language: str) -> Mapping[str, Hatch]:
        """First pages and last."""
        facts: Mapping[str, dict[str, Any]] = {
            "menu": {},
            "menu_last": {"page": -1},
            "menu_knocking": {"knocking": True},
            "drink": {"mood": "drink", "drink": self.wishing.slug, "wishes": self.wishes},
            "drink_knocking": {"mood": "drink", "drink": self.slugs[4], "knocking": True},
            "languages": {"mood": "languages"},
            "basket": {"mood": "basket", "basket": self.six},
            "check": {"mood": "check", "basket": self.six},
            "check_last": {"mood": "check", "basket": self.six, "page": -1},
            "still_there": {"warned": NOW.mono - 3.4},
        }
        pages = {
            f"large_{name}": self.visiting(language, large=True, **{"basket": self.some, **changes})
            for name, changes in facts.items()
        }
        return {
            **pages,
            "large_placed": self.placed(language, word=self.joined, large=True),
            "large_paused_why": replace(pages["large_menu"], **PAUSES["guests"]),
            "large_paused": replace(pages["large_menu"], pause=Pause(NOW.wall)),
        }
