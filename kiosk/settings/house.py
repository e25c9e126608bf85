"""The sections of kiosk.toml as frozen values: what each key means and what it may be."""

from datetime import datetime, tzinfo
from typing import Annotated, Literal

from msgspec import Meta, Struct

from kiosk.core.rules import BarRules, HatchRules, KnockRules

Name = Annotated[
    str,
    Meta(pattern=r"^[A-Za-z0-9_-]{1,64}$", description="Use letters, digits, - and _ only, 64 at most"),
]
"""One level of a topic."""
Topic = Annotated[
    str,
    Meta(
        pattern=r"^[A-Za-z0-9_-]{1,64}(/[A-Za-z0-9_-]{1,64})*$",
        description="Use letters, digits, - and _, with / between levels",
    ),
]
Filled = Annotated[str, Meta(min_length=1, description="Write something between the quotes")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}$", description='Write its ISO 639 code, as "it"')]
Pin = Annotated[
    int, Meta(ge=0, le=27, description="Count as the Broadcom chip does (GPIO17 is 17), not along the header")
]
Volume = Annotated[float, Meta(ge=0, le=1, description="Write 0 for silent to 1 for full")]
Hour = Annotated[
    str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", description='Write hours and minutes, as "22:00"')
]
Pixels = Annotated[int, Meta(ge=0, le=16384, description="Write pixels, or 0 for what the display gives")]


class House(Struct, frozen=True, forbid_unknown_fields=True):
    """[house] Whose kiosk this is."""

    name: Filled
    time_zone: Filled
    """IANA name."""
    languages: Annotated[tuple[Language, ...], Meta(min_length=1, description='Name one at least, as ["it"]')]
    """The house's own first."""


Level = bool | Literal["learn"]
"""Which level of a line means that something happens: told, or learned when the program starts."""


class Pins(Struct, frozen=True, forbid_unknown_fields=True):
    """[pins] Numbers as the Broadcom chip counts them."""

    kind: Literal["digital", "mcp3008"]
    """What the knock sensor is: a module with a digital output, or a piezo on a converter (see [piezo])."""
    knock: Pin
    slit: Pin
    knock_active_high: Level
    slit_open_when_high: Level


class Piezo(Struct, frozen=True, forbid_unknown_fields=True):
    """[piezo] The knock sensor of kind "mcp3008". Heights are parts of the converter's whole range."""

    device: Annotated[int, Meta(ge=0, le=1, description="Write 0 for CE0 (GPIO8), 1 for CE1 (GPIO7)")]
    channel: Annotated[int, Meta(ge=0, le=7, description="Write 0 to 7, as the chip counts its inputs")]
    threshold: Annotated[
        float, Meta(ge=0.01, le=0.9, description="Write a part of the range, as 0.15, or calibrate it")
    ]
    """At this height the wood shakes."""
    release: Annotated[float, Meta(gt=0, le=0.9, description="Write about half of the threshold")]
    """Below this it does no longer."""
    rate_hz: Annotated[float, Meta(ge=200, le=5000, description="Write readings a second, 200 to 5000")]


class Screen(Struct, frozen=True, forbid_unknown_fields=True):
    """[hatch.screen] and [bar.screen] Width and height 0: what the display gives."""

    width: Pixels
    height: Pixels
    inches: Annotated[
        float, Meta(ge=3, le=100, description="Write the panel's diagonal as its maker states it")
    ]
    frame: bool
    fullscreen: bool
    driver: Literal["", "wayland", "x11", "kmsdrm", "offscreen", "dummy"]
    """SDL's video driver; empty lets SDL choose."""


class HatchSide(Struct, frozen=True, forbid_unknown_fields=True):
    """[hatch] The street side."""

    name: Name
    screen: Screen
    rules: HatchRules


class BarPins(Struct, frozen=True, forbid_unknown_fields=True):
    """[bar.pins] On the display's own Pi."""

    foot: Annotated[
        int, Meta(ge=-1, le=27, description="Count as the Broadcom chip does, or write -1 for no foot switch")
    ]
    foot_pressed_when_low: bool

    @property
    def has_foot(self) -> bool:
        """Whether there is a foot switch."""
        return self.foot >= 0


class BarSide(Struct, frozen=True, forbid_unknown_fields=True):
    """[bar] The bartender's side."""

    name: Name
    hatches: Annotated[tuple[Name, ...], Meta(min_length=1, description='Name one at least, as ["navigli"]')]
    pins: BarPins
    screen: Screen
    rules: BarRules


class Broker(Struct, frozen=True, forbid_unknown_fields=True):
    """[broker] The password itself is not here: see `Settings.password`, and `Settings.broker_username` for who signs in."""

    host: Filled
    port: Annotated[int, Meta(ge=1, le=65535, description="Mosquitto's usual port is 1883")]
    username: str
    username_credential: str
    """Name of the systemd credential that may hold the username."""
    password_file: str
    credential: str
    """Name of the systemd credential that may hold the password."""
    tls: bool
    ca_file: str
    """PEM; empty for the system's own authorities."""
    certificate_file: str
    key_file: str
    protocol: Literal["auto", "5", "3.1.1"]
    base: Topic
    keepalive_s: Annotated[int, Meta(ge=5, le=600, description="Write whole seconds, 5 to 600")]


class HomeAssistant(Struct, frozen=True, forbid_unknown_fields=True):
    """[home_assistant] Who else may see, switch, and ask for everything again."""

    discovery: bool
    """Whether the hatch says of itself what Home Assistant needs, and listens to its switches."""
    prefix: Topic
    birth_topic: Annotated[
        str, Meta(pattern=r"^[^+#]*$", description="Write a topic without + and #, or nothing")
    ]


class Store(Struct, frozen=True, forbid_unknown_fields=True):
    """[store] The path as it is written; `Settings.store_path` is the one to open."""

    path: str
    kept_nights: Annotated[int, Meta(ge=0, le=3650, description="Write whole nights, 0 to 3650")]
    """So many nights before tonight keep their single orders."""


class SoundFiles(Struct, frozen=True, forbid_unknown_fields=True):
    """[sounds.files] The house's own WAV file for a sound, or nothing for ours."""

    latch: str
    knock: str
    stamp: str
    bell: str
    order: str
    shaker: str


class Sounds(Struct, frozen=True, forbid_unknown_fields=True):
    """[sounds] What is heard, and how loudly at which hour."""

    on: bool
    volume: Volume
    night_volume: Volume
    night_from: Hour
    night_to: Hour
    files: SoundFiles

    def volume_at(self, wall: datetime, zone: tzinfo) -> float:
        """How loud the house is at a moment, by its own clock. A night that ends when it begins is none."""
        clock, begins, ends = wall.astimezone(zone).strftime("%H:%M"), self.night_from, self.night_to
        night = begins <= clock < ends if begins <= ends else clock >= begins or clock < ends
        return self.night_volume if night else self.volume


class Speech(Struct, frozen=True, forbid_unknown_fields=True):
    """[speech] What is read aloud, for whoever asks for it."""

    on: bool
    words_per_minute: Annotated[
        int, Meta(ge=80, le=300, description="Write 80 to 300; people speak about 150")
    ]


class KioskFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of kiosk.toml."""

    house: House
    pins: Pins
    piezo: Piezo
    hatch: HatchSide
    knock: KnockRules
    bar: BarSide
    broker: Broker
    home_assistant: HomeAssistant
    store: Store
    sounds: Sounds
    speech: Speech
