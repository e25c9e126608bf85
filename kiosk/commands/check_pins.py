"""`kiosk check --pins`: how the sensors' lines stand, how noisy they are, and what to mend."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from hardware.knock import LEARN_S, KnockSensor
from hardware.piezo import PiezoSensor
from hardware.slit import SlitSwitch
from hardware.wires import KNOCK, SLIT
from hardware.wiring import Wiring
from kiosk.commands.knock_words import PinWords, knock_words
from kiosk.commands.sensors import wired
from kiosk.settings import Settings, load

NOISY, RESTLESS = 10.0, 0.05
"""Edges a second with nobody knocking: the first is a storm, the second more than a street (one edge in twenty seconds)."""
STILL = 0.0005
"""Half a step of a ten bit converter: no real wire is quieter."""
ALL_WELL, TO_BE_MENDED = 0, 2


class Verdict(Struct, frozen=True):
    """What a line is found to be, what to mend, and what else to know."""

    found: str
    mends: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def run(config: Path | None, listen_s: float) -> int:
    """Read the lines for a while and say what they are: 0 when all is well, else 2.

    Raises hardware.pins.PinsUnavailable where there are no pins to read.
    """
    settings, words = load(config), knock_words().pins
    edges: Counter[str] = Counter()
    faults: dict[str, str] = {}
    with ExitStack() as closing:
        wiring = wired(settings).connect(
            lambda _at, _active: edges.update([KNOCK]),
            lambda _at, _open: edges.update([SLIT]),
            faults.__setitem__,
            look_s=None,
        )
        closing.callback(wiring.close)
        print(words.listening.format(seconds=listen_s), flush=True)
        time.sleep(LEARN_S)
        edges.clear()
        time.sleep(listen_s)
        rates = {name: edges[name] / listen_s for name in (KNOCK, SLIT)}
        return _said(list(verdicts(wiring, faults, rates, settings, words)), words)


def verdicts(
    wiring: Wiring, faults: dict[str, str], rates: dict[str, float], settings: Settings, words: PinWords
) -> Iterator[Verdict]:
    """What each line is found to be. Asks them for the last time: no edge is told after this."""
    for name in (KNOCK, SLIT):
        sensor = wiring.sensor(name)
        if sensor is None:
            yield Verdict(words.lost[name], (words.busy if name in wiring.busy else faults[name],))
        elif isinstance(sensor, PiezoSensor):
            yield _piezo(sensor, rates[name], settings, words)
        elif isinstance(sensor, KnockSensor):
            yield _knock(sensor, rates[name], settings, words)
        elif isinstance(sensor, SlitSwitch):
            yield _slit(sensor, rates[name], settings, words)


def _knock(sensor: KnockSensor, rate: float, settings: Settings, words: PinWords) -> Verdict:
    rests, stands = bool(sensor.rests_high), sensor.stands_high()
    found = words.knock.format(pin=settings.pins.knock, level=words.high if rests else words.low, rate=rate)
    mends = [words.noisy] if rate >= NOISY else [words.restless] if rate >= RESTLESS else []
    if not mends and stands != rests:
        mends.append(words.active.format(other="true" if rests else "false"))
    if not mends and not sensor.is_driven():
        mends.append(words.floating)
    return Verdict(found, tuple(mends))


def _piezo(sensor: PiezoSensor, rate: float, settings: Settings, words: PinWords) -> Verdict:
    rest, noise, piezo = sensor.rest, sensor.take_peak(), settings.piezo
    if rest is None:
        return Verdict(words.piezo_learning.format(channel=piezo.channel), (words.too_calm,))
    found = words.piezo.format(
        channel=piezo.channel, rest=rest, noise=noise, threshold=piezo.threshold, rate=rate
    )
    if rate >= RESTLESS or noise >= piezo.threshold / 2:
        return Verdict(found, (words.too_near,))
    return Verdict(found, (words.too_calm,) if rest < STILL and noise < STILL else ())


def _slit(sensor: SlitSwitch, rate: float, settings: Settings, words: PinWords) -> Verdict:
    is_open = sensor.is_open
    found = words.slit.format(
        pin=settings.pins.slit,
        level=words.stands_high if sensor.stands_high() else words.stands_low,
        state=words.open if is_open else words.shut,
        rate=rate,
    )
    mends = (words.chattering,) if rate > 0 else ()
    return Verdict(found, mends, (words.open_slit,) if is_open else ())


def _said(found: list[Verdict], words: PinWords) -> int:
    for verdict in found:
        print(verdict.found)
        for what in verdict.mends:
            print(words.mend.format(what=what))
        for what in verdict.hints:
            print(words.hint.format(what=what))
    count = sum(len(verdict.mends) for verdict in found)
    if count == 0:
        print(words.good)
        return ALL_WELL
    print(words.bad.format(count=count), file=sys.stderr)
    return TO_BE_MENDED
