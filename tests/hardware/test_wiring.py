"""All sensors together: what the machine does to them is told, and they come back by themselves."""

import gc
import time
import weakref
from collections.abc import Callable
from typing import Any

import pytest

from hardware.pins import PinsUnavailable
from hardware.wires import PiezoWires, Wires
from hardware.wiring import Wiring
from tests.hardware import fake_lgpio

PIEZO = PiezoWires(device=0, channel=0, threshold=0.15, release=0.08, rate_hz=500)


class Hatch:
    """What a hatch hears of its sensors."""

    def __init__(self) -> None:
        self.edges: list[bool] = []
        self.moves: list[bool] = []
        self.told: list[tuple[str, str]] = []

    def ears(self) -> tuple[Any, Any, Any]:
        return (
            lambda _at, active: self.edges.append(active),
            lambda _at, is_open: self.moves.append(is_open),
            lambda line, why: self.told.append((line, why)),
        )


def wires(*, knock: int = 17, slit: int = 27, piezo: PiezoWires | None = None) -> Wires:
    return Wires(knock=knock, slit=slit, active_high=True, open_when_high=True, piezo=piezo)


def connected(hatch: Hatch, wired: Wires | None = None) -> Wiring:
    """On the fake chip, looking only when told to."""
    return (wired or wires()).connect(*hatch.ears(), look_s=None)


def ring(chip: fake_lgpio.Chip, pin: int) -> None:
    """One pulse on a line, a minute from now: whatever is learned at the start is learned by then."""
    at_ns = time.monotonic_ns() + 60_000_000_000
    chip.callbacks[pin](0, pin, 1, at_ns)
    chip.callbacks[pin](0, pin, 0, at_ns + 1_000_000)


def test_both_sensors_are_opened_and_heard(chip: fake_lgpio.Chip) -> None:
    """Edges of the knock line and of the slit's switch arrive, and there is nothing to complain of."""
    hatch = Hatch()
    wiring = connected(hatch)
    ring(chip, 17)
    ring(chip, 27)
    wiring.turn()
    assert hatch.edges == [True, False]
    assert hatch.moves == [False, True, False]
    assert hatch.told == []
    wiring.close()


def test_a_busy_pin_is_told_and_the_other_one_works(chip: fake_lgpio.Chip) -> None:
    """A pin that somebody holds is an event with its mend, not an exception; it comes back when it is let go."""
    chip.busy = frozenset({17})
    hatch = Hatch()
    wiring = connected(hatch)
    [(line, why)] = hatch.told
    assert line == "knock"
    assert "GPIO17" in why
    assert "gpioinfo" in why
    assert hatch.moves == [False]
    wiring.turn()
    assert len(hatch.told) == 1
    chip.busy = frozenset()
    wiring.turn()
    assert hatch.told[1:] == [("knock", "")]
    ring(chip, 17)
    assert hatch.edges == [True, False]
    assert chip.opened == 1
    wiring.close()


def test_a_missing_chip_is_told_for_both_and_found_later(chip: fake_lgpio.Chip) -> None:
    """A driver that loads late is waited for, and how the slit stands is told when it is known."""
    chip.opens = False
    hatch = Hatch()
    wiring = connected(hatch)
    assert [line for line, _ in hatch.told] == ["knock", "slit"]
    assert all("chip" in why for _, why in hatch.told)
    chip.opens = True
    wiring.turn()
    assert hatch.told[2:] == [("knock", ""), ("slit", "")]
    assert hatch.moves == [False]
    wiring.close()


def test_a_chip_that_goes_away_is_told_and_opened_anew(chip: fake_lgpio.Chip) -> None:
    """A line that no longer answers closes all, since the chip died; a new factory finds the chip that came back."""
    hatch = Hatch()
    wiring = connected(hatch)
    chip.gone = True
    wiring.turn()
    assert sorted(line for line, _ in hatch.told) == ["knock", "slit"]
    assert wiring.sensor("knock") is None
    assert all("chip" in why for _, why in hatch.told)
    wiring.turn()
    assert len(hatch.told) == 2, "nothing new is no news"
    chip.gone = False
    wiring.turn()
    assert hatch.told[-2:] == [("knock", ""), ("slit", "")]
    assert chip.opened == 2
    ring(chip, 17)
    assert hatch.edges == [True, False]
    wiring.close()


def test_a_chip_that_was_away_for_a_moment_is_told_all_the_same(chip: fake_lgpio.Chip) -> None:
    """A line that is dead at one look and opens again at once was deaf for a while: the journal shall know."""
    hatch = Hatch()
    wiring = connected(hatch)
    chip.fails_once = True
    wiring.turn()
    assert [line for line, _ in hatch.told] == ["knock", "knock"]
    assert "no longer answers" in hatch.told[0][1]
    assert hatch.told[1] == ("knock", "")
    wiring.close()


def test_a_chip_that_went_away_leaves_no_ghost_in_the_pins_thread(chip: fake_lgpio.Chip) -> None:
    """No callback of a closed sensor stays behind: lgpio's thread would die of it."""
    hatch = Hatch()
    wiring = connected(hatch)
    chip.gone = True
    wiring.turn()
    assert chip.callbacks == {}
    chip.gone = False
    wiring.turn()
    assert set(chip.callbacks) == {17, 27}
    wiring.close()
    assert chip.callbacks == {}


def test_what_no_waiting_mends_is_refused_at_the_door(chip: fake_lgpio.Chip) -> None:
    """Two sensors on one pin are the configuration's mistake, and what was open is let go."""
    with pytest.raises(PinsUnavailable, match="GPIO17 is taken by another sensor"):
        connected(Hatch(), wires(slit=17))
    connected(Hatch()).close()


def test_it_looks_by_itself(chip: fake_lgpio.Chip) -> None:
    """Without anybody turning it, a lost chip is told, and told again when it is back."""
    hatch = Hatch()
    wiring = wires().connect(*hatch.ears(), look_s=0.01)
    chip.gone = True
    until(lambda: len(hatch.told) >= 2)
    chip.gone = False
    until(lambda: hatch.told[-2:] == [("knock", ""), ("slit", "")])
    wiring.close()
    told = len(hatch.told)
    chip.gone = True
    time.sleep(0.05)
    assert len(hatch.told) == told, "a wiring that is closed looks no more"
    chip.gone = False


def test_the_converter_is_a_second_kind(chip: fake_lgpio.Chip) -> None:
    """With a piezo the knock pin is left alone, and a height above the threshold is an edge."""
    chip.busy = frozenset({17})
    hatch = Hatch()
    wiring = connected(hatch, wires(piezo=PIEZO))
    assert hatch.told == []
    until(lambda: getattr(wiring.sensor("knock"), "rest", None) is not None, within_s=5)
    chip.height = 500
    until(lambda: hatch.edges == [True])
    chip.height = 10
    until(lambda: hatch.edges == [True, False])
    chip.gone = True
    until(lambda: not wiring.sensor("knock")._thread.is_alive())  # type: ignore[union-attr]
    wiring.turn()
    assert {line for line, _ in hatch.told} == {"knock", "slit"}
    chip.gone = False
    wiring.turn()
    assert hatch.told[-2:] == [("knock", ""), ("slit", "")]
    wiring.close()


def test_spi_that_is_switched_off_is_told_with_its_mend(chip: fake_lgpio.Chip) -> None:
    """Without /dev/spidev the message says how to switch SPI on; pins are not wiggled by hand instead."""
    chip.spi_opens = False
    hatch = Hatch()
    wiring = connected(hatch, wires(piezo=PIEZO))
    [(line, why)] = hatch.told
    assert line == "knock"
    assert "do_spi 0" in why
    assert hatch.moves == [False]
    chip.spi_opens = True
    wiring.turn()
    assert hatch.told[1:] == [("knock", "")]
    wiring.close()


@pytest.mark.parametrize("faulty", [False, True])
def test_a_closed_bus_is_gone_at_once(chip: fake_lgpio.Chip, faulty: bool) -> None:
    """Nothing of it is left to the garbage collector, which might come while gpiozero holds the lock that its end needs."""
    gc.collect()
    gc.disable()
    try:
        wiring = connected(Hatch(), wires(piezo=PIEZO))
        left = weakref.ref(wiring.sensor("knock")._spi)  # type: ignore[union-attr]
        if faulty:
            chip.height = 0x400  # the null bit, which the converter never sets
            until(lambda: not wiring.sensor("knock")._thread.is_alive())  # type: ignore[union-attr]
        wiring.close()
        assert left() is None
    finally:
        gc.enable()


def test_a_pretended_wall_can_lose_its_lines() -> None:
    """On a desk a cut line is told, stays silent, and is heard again when it is mended."""
    hatch = Hatch()
    wiring, board = wires().pretend(*hatch.ears())
    board.cut("knock", off=True)
    wiring.turn()
    assert [line for line, why in hatch.told if why] == ["knock"]
    board.knock()
    assert hatch.edges == []
    board.cut("knock", off=False)
    wiring.turn()
    assert hatch.told[-1] == ("knock", "")
    board.knock()
    assert hatch.edges[:2] == [True, False]
    wiring.close()


def test_a_pretended_wall_may_have_a_piezo() -> None:
    """The same wood behind a converter: three blows are three heights that rise and fall."""
    hatch = Hatch()
    wiring, board = wires(piezo=PIEZO).pretend(*hatch.ears())
    until(lambda: getattr(wiring.sensor("knock"), "rest", None) is not None)
    board.knock(3, 250)
    until(lambda: len(hatch.edges) >= 6)
    assert hatch.edges == [True, False] * 3
    wiring.close()


def until(look: Callable[[], object], within_s: float = 20.0) -> None:
    """Wait for a thread."""
    end = time.monotonic() + within_s
    while not look():
        assert time.monotonic() < end
        time.sleep(0.005)
