"""What every scene is given besides the state: size, colours, metrics, words."""

from collections.abc import Mapping
from math import ceil, hypot

from msgspec import Struct
from msgspec.structs import replace

from kiosk.screens.metrics import Metrics
from kiosk.screens.scene import Size
from kiosk.screens.wording import Wording

HATCH_MARKS = 6
"""So many hatches of one display have a mark of their own; beyond that the marks begin again, and the names differ."""
DRAWINGS = (
    "allergen", "bell", "bell_last", "clock", "cup", *(f"cup_{month:02}" for month in range(1, 13)), "ear", "ear_loud", "egg",
    "eyes", "eyes_left", "eyes_right", "eyes_shut", "eyes_raised", "eyes_cross", "eyes_amused",
    "foot", "hands", "hands_shaker", "hands_shake_1", "hands_shake_2", "hands_pour_1", "hands_pour_2",
    "hands_stir_1", "hands_stir_2", "hands_stir_3", "hands_lid_1", "hands_lid_2",
    *(f"hatch_{mark}" for mark in range(1, HATCH_MARKS + 1)), "hourglass", "inside", "knock", "large", "link_down", "link_up", "minus",
    "mask", "mask_raised", "mask_cross", "mask_amused", "moon", "no_alcohol",
    "number43", "paper", "pin", "plate", "plus", "refuse", "ripple_1", "ripple_2", "ripple_3", "room", "shelf",
    "shutter", "slit_frame", "slit_glow", "slit_open", "slit_shut", "slit_unknown", "sulphites",
    "tick", "wall", "wall_bar", "wrong",
)  # fmt: skip
"""The screens' own drawings; those of drinks are named by the menu."""
MM_PER_INCH = 25.4
TOUCH_MM = 20
"""What a public touch screen needs for a gloved or a knuckled finger (reference: domain 5.2, row 4)."""
LARGE_CAPITAL_MM = 6.11
"""Two times 500 mm times the tangent of 0.35 degrees."""
CAPITAL = 0.69
"""Of the plain face: the height of its capitals in parts of an em (measured: 0.694)."""
SLIVER = 60
"""In 480ths of the short side: on a large panel a button of 20 mm alone would look lost."""
SPARE_DRAWING = "cup"
"""Stands for a drink's drawing that is not there."""


class Theme(Struct, frozen=True, forbid_unknown_fields=True):
    """The house's colours as #rrggbb, by name."""

    soot: str
    walnut: str
    walnut_light: str
    brass: str
    brass_bright: str
    candle: str
    bone: str
    campari: str
    bottle: str
    canal: str

    def rgb(self, name: str) -> tuple[int, int, int]:
        """A colour as three numbers from 0 to 255."""
        digits = getattr(self, name).removeprefix("#")
        return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


class Look(Struct, frozen=True):
    """A screen's size and the house's style."""

    size: Size
    theme: Theme
    metrics: Metrics
    wordings: Mapping[str, Wording]
    """By language."""
    languages: tuple[str, ...]
    """The house's own first."""
    inches: float = 10.1
    """The panel's diagonal, as its maker states it."""
    speaks: bool = True
    """Whether something is installed that reads aloud."""
    strip: bool = False
    """Whether the keys that stand for the sensors are told (a desk has no wood to knock on)."""

    def px(self, parts: float) -> int:
        """A length in pixels from one in 480ths of the screen's short side, so that a scene keeps its measure."""
        return max(1, round(parts * min(self.size.w, self.size.h) / 480))

    @property
    def touch_px(self) -> int:
        """How large, each way, what a finger shall meet must be: 20 mm on this panel (domain 5.2), and never a sliver."""
        return max(self.px(SLIVER), self.mm(TOUCH_MM))

    @property
    def large_px(self) -> int:
        """The em of large letters: capitals of 0.7 degrees at 50 cm on this panel (EN 301 549, 5.1.4; domain 5.2)."""
        return self.mm(LARGE_CAPITAL_MM / CAPITAL)

    def mm(self, length_mm: float) -> int:
        """A length on the panel in pixels, rounded up."""
        return ceil(length_mm * hypot(self.size.w, self.size.h) / (self.inches * MM_PER_INCH))

    def sized(self, size: Size) -> "Look":
        """The same style on a screen of another size."""
        return replace(self, size=size)

    def words(self, language: str) -> Wording:
        """The sentences in a language, or else in the house's own."""
        return self.wordings.get(language, self.wordings[self.languages[0]])
