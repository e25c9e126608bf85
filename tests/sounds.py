"""`python -m tests.sounds`: makes every sound of assets/sounds anew, from nothing but sums of dying tones and a little noise.

Wood and brass are heard by their modes: each a sine that dies in its own time. What is struck softly begins softly.
The same numbers give the same files, byte for byte but for the last bit of a sine on another machine.
"""

import math
import wave
from array import array
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from kiosk import paths
from kiosk.screens.hatch_plate import BLOW_S, BLOWS, HUNG_S

RATE_HZ = 22_050
FULL = 32_767
FADE_S = 0.004
"""At the end of each sound, so that none ends in a click."""
Samples = list[float]


class Mode(Struct, frozen=True):
    """One way in which a thing rings: its tone, how loud, and how long until a third is left."""

    hertz: float
    loud: float
    lasts_s: float


WOOD = (
    Mode(138, 1.0, 0.042),
    Mode(231, 0.75, 0.030),
    Mode(392, 0.45, 0.019),
    Mode(655, 0.30, 0.011),
    Mode(1070, 0.20, 0.006),
)
"""A plank an inch thick, nailed to others: dry."""
SHUTTER = (Mode(182, 0.9, 0.030), Mode(305, 0.7, 0.020), Mode(560, 0.4, 0.012), Mode(930, 0.25, 0.007))
IRON = (Mode(2150, 0.5, 0.010), Mode(3380, 0.35, 0.007), Mode(5210, 0.25, 0.004))
"""A latch's tongue."""
BRASS = (Mode(1180, 0.7, 0.040), Mode(1873, 0.5, 0.030), Mode(2640, 0.35, 0.021), Mode(3985, 0.22, 0.013))
"""A plate on its nails."""
STEEL = (Mode(2410, 0.30, 0.030), Mode(3640, 0.22, 0.020), Mode(5120, 0.15, 0.012))
"""The two halves of a shaker."""
BELL = (
    Mode(1568, 1.0, 0.34),
    Mode(1571, 0.6, 0.34),
    Mode(3170, 0.30, 0.22),
    Mode(4330, 0.42, 0.17),
    Mode(6480, 0.20, 0.08),
)
"""The counter's; two tones so close together that it seems to breathe."""
COUNTER = tuple(Mode(mode.hertz * 1.4, mode.loud, mode.lasts_s * 0.7) for mode in WOOD)
"""The bar's own board, thinner than the wall."""


def struck(modes: tuple[Mode, ...], seconds: float, *, click: float = 0.0, seed: int = 1) -> Samples:
    """A thing struck once; `click` is how much of the stroke itself is heard."""
    count = round(seconds * RATE_HZ)
    rough = noise(count, seed, lasts_s=0.0025, hertz=2600)
    return [
        sum(
            mode.loud
            * math.exp(-at / RATE_HZ / mode.lasts_s)
            * math.sin(math.tau * mode.hertz * at / RATE_HZ)
            for mode in modes
        )
        + click * rough[at]
        for at in range(count)
    ]


def noise(count: int, seed: int, *, lasts_s: float, hertz: float) -> Samples:
    """A breath of noise that dies, with nothing much above a pitch: numbers from a congruence, so that they come again."""
    smooth = math.exp(-math.tau * hertz / RATE_HZ)
    value, state, made = 0.0, seed, []
    for at in range(count):
        state = (1_103_515_245 * state + 12_345) % 2**31
        value = smooth * value + (1 - smooth) * (state / 2**30 - 1)
        made.append(value * math.exp(-at / RATE_HZ / lasts_s))
    return made


def mixed(seconds: float, *parts: tuple[float, float, Samples]) -> Samples:
    """Sounds laid over one another: of each when it begins, how loud it is, and itself."""
    whole = [0.0] * round(seconds * RATE_HZ)
    for begins_s, loud, samples in parts:
        first = round(begins_s * RATE_HZ)
        for at, sample in enumerate(samples[: len(whole) - first]):
            whole[first + at] += loud * sample
    return whole


# --- the sounds --------------------------------------------------------------------------------------------------
def knock() -> Samples:
    """The wood answers: a knuckle from the other side."""
    return struck(WOOD, 0.2, click=0.9)


def latch() -> Samples:
    """The shutter runs in its groove, its tongue clicks, and it meets its stop."""
    groove = noise(round(0.15 * RATE_HZ), 7, lasts_s=0.11, hertz=700)
    return mixed(
        0.32,
        (0.0, 0.5, groove),
        (0.085, 0.45, struck(IRON, 0.05, click=0.5, seed=3)),
        (0.15, 1.0, struck(SHUTTER, 0.17, click=0.8, seed=5)),
        (0.15, 0.35, struck(IRON, 0.06, seed=9)),
    )


def stamp() -> Samples:
    """The plate falls onto its nails; then the blows that drive the letters in, the last one home."""
    blows = [
        (HUNG_S + blow * BLOW_S, 0.30 + 0.05 * blow, struck(BRASS, 0.12, click=0.7, seed=11 + blow))
        for blow in range(BLOWS - 1)
    ]
    home = HUNG_S + (BLOWS - 1) * BLOW_S
    return mixed(
        0.82,
        (HUNG_S, 0.55, struck(WOOD, 0.15, click=0.4, seed=2)),
        *blows,
        (
            home,
            1.0,
            struck(tuple(Mode(m.hertz, m.loud, m.lasts_s * 2) for m in BRASS), 0.3, click=0.9, seed=31),
        ),
        (home, 0.8, struck(WOOD, 0.2, click=0.6, seed=33)),
    )


def bell() -> Samples:
    """One touch of the counter's bell."""
    return struck(BELL, 0.88, click=0.5, seed=17)


def order() -> Samples:
    """At the bar: two knuckles on the counter."""
    return mixed(
        0.42, (0.0, 1.0, struck(COUNTER, 0.16, click=0.7)), (0.17, 0.8, struck(COUNTER, 0.16, click=0.6))
    )


def shaker() -> Samples:
    """Two beats of ice in steel, and what rattles after each."""
    return mixed(0.62, (0.0, 1.0, _beat(41)), (0.24, 0.8, _beat(57)))


def _beat(seed: int) -> Samples:
    """A fistful of ice that meets a wall, not all of it at once."""
    pieces, state = [], seed
    for _ in range(9):
        state = (1_103_515_245 * state + 12_345) % 2**31
        late = (state / 2**31) ** 2 * 0.07
        pieces.append((late, 0.5 - 5 * late, struck(STEEL, 0.1, click=1.6, seed=state)))
    return mixed(0.2, (0.0, 0.5, struck(SHUTTER, 0.1, click=0.5, seed=seed)), *pieces)


SOUNDS: Mapping[str, tuple[Callable[[], Samples], float]] = {
    "knock": (knock, 0.60),
    "latch": (latch, 0.50),
    "stamp": (stamp, 0.60),
    "bell": (bell, 0.42),
    "order": (order, 0.50),
    "shaker": (shaker, 0.38),
}
"""By name, each with the loudest it gets, of 1."""


def made(name: str) -> bytes:
    """A sound as 16 bit samples, one channel."""
    make, loudest = SOUNDS[name]
    samples = make()
    peak = max(abs(sample) for sample in samples)
    fade = round(FADE_S * RATE_HZ)
    left = [min(1.0, (len(samples) - 1 - at) / fade) for at in range(len(samples))]
    return array(
        "h", (round(FULL * loudest * sample / peak * end) for sample, end in zip(samples, left, strict=True))
    ).tobytes()


def write(folder: Path) -> None:
    """Write them all as WAV files."""
    for name in SOUNDS:
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(made(name))


if __name__ == "__main__":
    write(paths.assets() / "sounds")
