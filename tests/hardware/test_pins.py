"""Where pins come from, and what a technician reads when they do not come."""

import sys
import time
from pathlib import Path

import gpiozero.pins.local
import pytest
from gpiozero.pins.mock import MockFactory

from hardware import pins
from hardware.knock import KnockSensor
from hardware.pins import PinsUnavailable, pin_factory
from hardware.slit import SlitSwitch
from tests.hardware import fake_lgpio
from tests.hardware.conftest import forget_lgpio


def test_simulated_pins_are_gpiozeros_mock_pins() -> None:
    """Simulating needs no Pi, no lgpio and no environment variable."""
    assert isinstance(pin_factory(simulate=True), MockFactory)


def test_real_edges_carry_the_kernels_time_in_seconds(chip: fake_lgpio.Chip) -> None:
    """The kernel's nanoseconds arrive as seconds, whenever the call comes, and both edges are asked for."""
    edges: list[tuple[float, bool]] = []
    sensor = KnockSensor(
        17,
        lambda at, active: edges.append((at, active)),
        settle_s=0,
        pin_factory=pin_factory(simulate=False),
    )
    start_ns = time.monotonic_ns() + 43_000_000_000
    chip.callbacks[17](0, 17, 1, start_ns)
    chip.callbacks[17](0, 17, 0, start_ns + 1_500_250)
    assert [at * 1e9 for at, _ in edges] == pytest.approx([start_ns, start_ns + 1_500_250], rel=0, abs=1000)
    assert [active for _, active in edges] == [True, False]
    sensor.close()


def test_real_pins_are_never_debounced(chip: fake_lgpio.Chip) -> None:
    """The kernel is told a debounce of nothing: any other would swallow the pulses of a knock."""
    sensor = KnockSensor(17, lambda _at, _active: None, pin_factory=pin_factory(simulate=False))
    assert chip.debounce_us == {17: 0}
    sensor.close()


def test_a_real_switch_says_at_start_how_it_stands(chip: fake_lgpio.Chip) -> None:
    """The level of the line is read once the switch is there."""
    chip.level[27] = 1
    moves: list[bool] = []
    switch = SlitSwitch(
        27, lambda _at, is_open: moves.append(is_open), pin_factory=pin_factory(simulate=False)
    )
    assert moves == [True]
    switch.close()


def test_a_missing_lgpio_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without lgpio the message names the package that brings it."""
    forget_lgpio(monkeypatch)
    monkeypatch.setitem(sys.modules, "lgpio", None)
    with pytest.raises(PinsUnavailable, match="apt install python3-lgpio"):
        pin_factory(simulate=False)


@pytest.mark.parametrize(
    "raised", ["FileNotFoundError(2, 'No such file', '.lgd-nfy-3')", "PermissionError(13, 'no')"]
)
def test_an_unwritable_directory_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, raised: str
) -> None:
    """Where lgpio cannot make its pipe, the message names the directory and the unit's settings."""
    (tmp_path / "lgpio.py").write_text(f"raise {raised}\n", encoding="utf-8")
    forget_lgpio(monkeypatch)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PinsUnavailable, match="RuntimeDirectory=") as caught:
        pin_factory(simulate=False)
    assert str(tmp_path) in str(caught.value)


def test_a_machine_that_is_no_pi_is_told_so(chip: fake_lgpio.Chip, monkeypatch: pytest.MonkeyPatch) -> None:
    """With lgpio but without a Pi's revision in /proc the message says that this is no Pi."""

    def unknown() -> int:
        raise FileNotFoundError(2, "No such file or directory", "/proc/cpuinfo")

    monkeypatch.setattr(gpiozero.pins.local, "get_pi_revision", unknown)
    with pytest.raises(PinsUnavailable, match=r"not look like a Raspberry Pi.*ProcSubset="):
        pin_factory(simulate=False)


def test_a_missing_chip_is_told_from_a_forbidden_one(
    chip: fake_lgpio.Chip, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One word of lgpio stands for both; the message looks, and says which it is and what mends it."""
    chip.opens = False
    monkeypatch.setattr(pins, "DEVICES", tmp_path)
    with pytest.raises(PinsUnavailable, match="there is no /dev/gpiochip"):
        pin_factory(simulate=False)
    (tmp_path / "gpiochip0").touch()
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    with pytest.raises(PinsUnavailable, match=r"no permission for .*gpiochip0.*usermod -aG gpio"):
        pin_factory(simulate=False)
    monkeypatch.setattr("os.access", lambda _path, _mode: True)
    with pytest.raises(PinsUnavailable, match="can not open gpiochip"):
        pin_factory(simulate=False)


def test_a_pin_that_somebody_holds_is_named(chip: fake_lgpio.Chip) -> None:
    """A busy line names its number and the tool that finds the holder."""
    chip.busy = frozenset({17})
    with pytest.raises(PinsUnavailable, match=r"GPIO17 .*GPIO busy.*gpioinfo"):
        KnockSensor(17, lambda _at, _active: None, pin_factory=pin_factory(simulate=False))


def test_two_sensors_on_one_pin_are_refused() -> None:
    """The second sensor on a pin is told that the first has it."""
    factory = pin_factory(simulate=True)
    sensor = KnockSensor(17, lambda _at, _active: None, pin_factory=factory)
    with pytest.raises(PinsUnavailable, match="GPIO17 is taken by another sensor"):
        SlitSwitch(17, lambda _at, _is_open: None, pin_factory=factory)
    sensor.close()


def test_a_pin_with_a_resistor_of_its_own_is_refused_where_it_pulls_the_wrong_way() -> None:
    """GPIO2 and 3 are pulled up on the board: a sensor that idles low cannot live there."""
    with pytest.raises(PinsUnavailable, match="GPIO2 has a resistor"):
        KnockSensor(2, lambda _at, _active: None, active_high=True, pin_factory=pin_factory(simulate=True))


def test_a_pin_that_is_not_there_is_refused() -> None:
    """A number beyond the header is told which numbers are meant."""
    with pytest.raises(PinsUnavailable, match="GPIO40 is not on this board's header"):
        KnockSensor(40, lambda _at, _active: None, pin_factory=pin_factory(simulate=True))
