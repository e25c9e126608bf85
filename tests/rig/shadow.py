"""The shadow: plays the same evening beside the machine, so that a finger knows where on its screens a button is."""

from kiosk.core.order import Order, Status
from kiosk.paint.ink import Ink
from kiosk.paths import assets
from kiosk.screens import bar as bar_screen
from kiosk.screens import hatch as hatch_screen
from kiosk.screens.look import Look
from kiosk.screens.scene import Box, Size
from tests.pilot import Pilot
from tests.screens.looks import LANGUAGES, THEME, WORDINGS
from tests.stories import BANCO

HATCH_SIZE, BAR_SIZE = Size(800, 480), Size(1280, 720)


class Shadow:
    """A pilot, and the two looks of the machine's screens."""

    def __init__(self) -> None:
        metrics = Ink(assets() / "fonts").metrics()
        self.pilot = Pilot()
        self._hatch_look = Look(HATCH_SIZE, THEME, metrics, WORDINGS, LANGUAGES)
        self._bar_look = Look(BAR_SIZE, THEME, metrics, WORDINGS, LANGUAGES)

    def hatch_box(self, text: str) -> Box:
        """Where the guest's screen has this; then it is touched here, too."""
        scene = hatch_screen.scene(self.pilot.hatch.state, self._hatch_look, self.pilot.clock())
        plate = scene.find(text)
        assert plate is not None, f"nothing to touch shows {text!r}: {' '.join(scene.texts())}"
        self.pilot.touch_hatch(text)
        return plate.box

    def bar_box(self, text: str) -> Box:
        """Where the bartender's display has this; then it is touched here, too."""
        state = self.pilot.bars[BANCO].state
        scene = bar_screen.scene(state, self._bar_look, self.pilot.clock())
        plate = scene.find(text)
        assert plate is not None, f"nothing to touch shows {text!r}: {' '.join(scene.texts())}"
        self.pilot.touch_bar(text)
        return plate.box

    def order(self) -> Order:
        """The last one placed."""
        return self.pilot.order(max(self.pilot.records.orders))

    def stands(self, order: Order) -> Status:
        """Its status here."""
        return self.pilot.order(order.number).status
