"""The shadow: plays the same evening beside the machine, and notes where on its screens each finger goes."""

from msgspec import Struct

from kiosk.core.order import Order, Status
from kiosk.paint.ink import Ink
from kiosk.paths import assets
from kiosk.screens import bar as bar_screen
from kiosk.screens import hatch as hatch_screen
from kiosk.screens.look import Look
from kiosk.screens.scene import Box, Scene, Size
from tests.pilot import Pilot, guest_words
from tests.screens.looks import LANGUAGES, THEME, WORDINGS
from tests.stories import BANCO

HATCH_SIZE, BAR_SIZE = Size(800, 480), Size(1280, 720)
AT_REST_S = 2.0
"""What moves has come to rest by then."""


class Tap(Struct, frozen=True):
    """A finger on something."""

    text: str
    box: Box


class Shadow(Pilot):
    """A pilot whose touches are noted, as they would be on the machine's screens."""

    def __init__(self) -> None:
        super().__init__()
        metrics = Ink(assets() / "fonts").metrics()
        self._taps: list[Tap] = []
        self._hatch_look = Look(HATCH_SIZE, THEME, metrics, WORDINGS, LANGUAGES)
        self._bar_look = Look(BAR_SIZE, THEME, metrics, WORDINGS, LANGUAGES)

    def taps(self) -> list[Tap]:
        """Those since last asked."""
        noted, self._taps = self._taps, []
        return noted

    def touch_hatch(self, *texts: str) -> None:
        """A guest's finger, noted."""
        for text in texts:
            self.wait(AT_REST_S)
            self._note(hatch_screen.scene(self.hatch.state, self._hatch_look, self.clock()), text)
            super().touch_hatch(text)

    def touch_bar(self, *texts: str, display: str = BANCO) -> None:
        """The bartender's, noted."""
        for text in texts:
            self.wait(AT_REST_S)
            self._note(bar_screen.scene(self.bars[display].state, self._bar_look, self.clock()), text)
            super().touch_bar(text, display=display)

    def tries_to_order(self, drink: str, language: str = "it") -> None:
        """A guest whose order cannot be written."""
        words = guest_words(language)
        self.knock()
        self.take(drink, language=language)
        self.touch_hatch(words.check, words.order)

    def last_order(self) -> Order:
        """The last one placed."""
        return self.order(max(self.records.orders))

    def brought_to(self, order: Order, goal: Status) -> list[Tap]:
        """Where the bartender touches to bring an order one step on."""
        self.bring_to(order, goal)
        return self.taps()

    def _note(self, scene: Scene, text: str) -> None:
        plate = scene.find(text)
        assert plate is not None, f"nothing to touch shows {text!r}: {' '.join(scene.texts())}"
        self._taps.append(Tap(text, plate.box))
