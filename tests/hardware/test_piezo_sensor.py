"""The piezo on gpiozero's mock SPI: the converter's protocol, its time, its faults."""

import time
from collections.abc import Callable

import pytest
from gpiozero import Device

from hardware.piezo import PiezoSensor
from hardware.pins import PinFault, PinsUnavailable, pin_factory
from hardware.pretend_piezo import PretendPiezo
from hardware.slit import SlitSwitch

Edges = list[tuple[float, bool]]


def until(look: Callable[[], object], within_s: float = 3.0) -> None:
    end = time.monotonic() + within_s
    while not look():
        assert time.monotonic() < end
        time.sleep(0.002)


def sensor_on(disc: PretendPiezo, channel: int = 0, device: int = 0) -> tuple[PiezoSensor, Edges]:
    edges: Edges = []
    sensor = PiezoSensor(
        lambda at, active: edges.append((at, active)),
        channel=channel,
        device=device,
        settle_s=0.02,
        pin_factory=Device.pin_factory,
    )
    until(lambda: sensor.rest is not None)
    return sensor, edges


@pytest.mark.parametrize(("channel", "device"), [(0, 0), (5, 0), (7, 1)])
def test_the_right_channel_of_the_right_chip_is_read(channel: int, device: int) -> None:
    """The converter is asked for its channel, and its ten bits arrive whole."""
    disc = PretendPiezo(pin_factory(simulate=True), channel=channel, device=device, rest=0.4)
    sensor, _ = sensor_on(disc, channel, device)
    assert sensor.rest == pytest.approx(0.4, abs=0.001)
    assert sensor.raw_value == pytest.approx(0.4 * 1023, abs=1)
    sensor.close()


def test_a_strike_is_an_edge_at_its_own_time() -> None:
    """The first edge is stamped within a few readings of the strike, on the monotonic clock, and the second follows it."""
    disc = PretendPiezo(pin_factory(simulate=True))
    sensor, edges = sensor_on(disc)
    struck = time.monotonic()
    disc.strike(0.6, struck)
    until(lambda: len(edges) == 2)
    assert [active for _, active in edges] == [True, False]
    assert struck <= edges[0][0] < edges[1][0]
    assert sensor.take_peak() == pytest.approx(0.6, abs=0.2)
    sensor.close()


def test_a_converter_that_is_pulled_out_is_a_fault_and_no_storm() -> None:
    """Where nobody answers the line floats: that is told as what it is, and the thread ends quietly."""
    disc = PretendPiezo(pin_factory(simulate=True))
    sensor, edges = sensor_on(disc)
    sensor.look()
    disc.cut(off=True)
    until(lambda: not sensor._thread.is_alive())
    with pytest.raises(PinFault, match="nobody answers on channel 0 of the MCP3008"):
        sensor.look()
    assert edges == []
    sensor.close()


def test_without_a_converter_the_sensor_does_not_open() -> None:
    """The first reading is taken at once, and what was claimed is let go."""
    factory = pin_factory(simulate=True)
    disc = PretendPiezo(factory)
    disc.cut(off=True)
    with pytest.raises(PinFault, match="nobody answers"):
        PiezoSensor(lambda _at, _active: None, pin_factory=factory)
    disc.cut(off=False)
    sensor, _ = sensor_on(disc)
    sensor.close()


def test_a_bus_whose_pin_is_taken_is_refused() -> None:
    """Another sensor on one of the bus's pins is the configuration's mistake."""
    factory = pin_factory(simulate=True)
    PretendPiezo(factory)
    switch = SlitSwitch(9, lambda _at, _is_open: None, settle_s=0, pin_factory=factory)
    with pytest.raises(PinsUnavailable, match="the MCP3008 needs GPIO9, 10, 11"):
        PiezoSensor(lambda _at, _active: None, pin_factory=factory)
    switch.close()


def test_a_closed_sensor_reads_no_more() -> None:
    """Its thread ends with it, and a strike after that is not heard."""
    disc = PretendPiezo(pin_factory(simulate=True))
    sensor, edges = sensor_on(disc)
    sensor.close()
    assert not sensor._thread.is_alive()
    disc.strike(0.6, time.monotonic())
    time.sleep(0.02)
    assert edges == []


def test_a_failing_listener_does_not_end_the_reading() -> None:
    """What the listener raises costs one edge, and the next is told."""
    disc = PretendPiezo(pin_factory(simulate=True))
    told: list[bool] = []

    def fails(_at: float, active: bool) -> None:
        told.append(active)
        raise RuntimeError("a listener with a flaw")

    sensor = PiezoSensor(fails, settle_s=0.02, pin_factory=Device.pin_factory)
    until(lambda: sensor.rest is not None)
    disc.strike(0.6, time.monotonic())
    until(lambda: told == [True, False])
    sensor.close()
