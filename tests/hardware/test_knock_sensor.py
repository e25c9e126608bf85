"""The knock sensor on gpiozero's mock pins."""

import gc
import logging
import time

import pytest
from gpiozero import Device
from gpiozero.pins.mock import MockFactory

from hardware.knock import KnockSensor
from hardware.pins import PinFault, pin_factory

Edges = list[tuple[float, bool]]


def sensor_on(factory: MockFactory, *, active_high: bool = True) -> tuple[KnockSensor, Edges]:
    edges: Edges = []
    sensor = KnockSensor(
        17,
        lambda at, active: edges.append((at, active)),
        active_high=active_high,
        settle_s=0,
        pin_factory=factory,
    )
    return sensor, edges


def test_both_edges_are_handed_over() -> None:
    """A pulse is two calls, active and not."""
    factory = MockFactory()
    sensor, edges = sensor_on(factory)
    factory.pin(17).drive_high()
    factory.pin(17).drive_low()
    assert [active for _, active in edges] == [True, False]
    sensor.close()


def test_an_idle_line_says_nothing() -> None:
    """Building the sensor is not an edge."""
    sensor, edges = sensor_on(MockFactory())
    assert edges == []
    sensor.close()


def test_a_low_module_is_active_when_low() -> None:
    """With `active_high=False` the falling edge is the blow, and the line rests high."""
    factory = MockFactory()
    sensor, edges = sensor_on(factory, active_high=False)
    assert factory.pin(17).pull == "up"
    factory.pin(17).drive_low()
    factory.pin(17).drive_high()
    assert [active for _, active in edges] == [True, False]
    sensor.close()


def test_a_broken_wire_is_silence() -> None:
    """A line that idles low is pulled low."""
    factory = MockFactory()
    sensor, _ = sensor_on(factory)
    assert factory.pin(17).pull == "down"
    sensor.close()


def test_edges_are_stamped_with_monotonic_time() -> None:
    """The time lies between the monotonic clock's before and after the edge, in the order of the edges."""
    factory = MockFactory()
    sensor, edges = sensor_on(factory)
    before = time.monotonic()
    factory.pin(17).drive_high()
    factory.pin(17).drive_low()
    after = time.monotonic()
    assert before <= edges[0][0] <= edges[1][0] <= after
    sensor.close()


def test_a_failing_listener_stops_neither_pins_nor_thread(caplog: pytest.LogCaptureFixture) -> None:
    """What the listener raises ends in the log, and the next edge is handed over."""
    heard: list[bool] = []

    def fails_once(_at: float, active: bool) -> None:
        heard.append(active)
        if len(heard) == 1:
            raise RuntimeError("a listener with a flaw")

    factory = MockFactory()
    sensor = KnockSensor(17, fails_once, active_high=True, settle_s=0, pin_factory=factory)
    with caplog.at_level(logging.ERROR):
        factory.pin(17).drive_high()
        factory.pin(17).drive_low()
    assert heard == [True, False]
    assert "GPIO17" in caplog.text
    assert "a listener with a flaw" in caplog.text
    sensor.close()


def test_there_is_no_debounce() -> None:
    """`bounce_time` is not set, and cannot be asked for: with lgpio it would swallow knocks."""
    factory = MockFactory()
    sensor, _ = sensor_on(factory)
    assert factory.pin(17).bounce is None
    sensor.close()
    with pytest.raises(TypeError):
        KnockSensor(17, print, bounce_time=0.05, pin_factory=factory)  # type: ignore[call-arg]


def test_a_closed_sensor_is_silent_and_frees_its_pin() -> None:
    """After `close` no edge comes, and the pin can be had again."""
    factory = MockFactory()
    sensor, edges = sensor_on(factory)
    sensor.close()
    factory.pin(17).drive_high()
    assert edges == []
    again, _ = sensor_on(factory)
    again.close()


def test_a_sensor_that_is_held_outlives_the_garbage_collector() -> None:
    """The listener is held by the sensor: only the sensor itself must be kept."""
    factory = MockFactory()
    sensor, edges = sensor_on(factory)
    gc.collect()
    factory.pin(17).drive_high()
    assert len(edges) == 1
    sensor.close()


def test_the_process_wide_factory_is_left_alone() -> None:
    """A sensor with its own factory never makes gpiozero look for another."""
    sensor, _ = sensor_on(MockFactory())
    assert Device.pin_factory is None
    sensor.close()


@pytest.mark.parametrize("idle", [True, False])
def test_either_polarity_is_learned(idle: bool) -> None:
    """A module that idles high and one that idles low give the same edges, without being told which it is."""
    factory = pin_factory(simulate=True)
    factory.pin(17).wire(high=idle)
    edges: Edges = []
    sensor = KnockSensor(
        17, lambda at, active: edges.append((at, active)), settle_s=0.02, pin_factory=factory
    )
    learning = sensor.rests_high
    time.sleep(0.03)
    factory.pin(17).wire(high=not idle)
    factory.pin(17).wire(high=idle)
    assert [active for _, active in edges] == [True, False]
    assert (learning, sensor.rests_high) == (None, idle)
    sensor.close()


def test_while_it_learns_nothing_is_heard() -> None:
    """A blow in the first while is not told: what a line does when it is claimed is no knock."""
    factory = pin_factory(simulate=True)
    factory.pin(17).wire(high=False)
    edges: Edges = []
    sensor = KnockSensor(
        17, lambda at, active: edges.append((at, active)), settle_s=0.05, pin_factory=factory
    )
    factory.pin(17).wire(high=True)
    factory.pin(17).wire(high=False)
    assert edges == []
    time.sleep(0.06)
    factory.pin(17).wire(high=True)
    assert [active for _, active in edges] == [True]
    sensor.close()


def test_a_line_that_is_to_be_learned_is_pulled_up() -> None:
    """That is right for a contact to ground, and a module overrules it; even the pins with a resistor of their own will do."""
    factory = MockFactory()
    sensor = KnockSensor(2, lambda _at, _active: None, pin_factory=factory)
    assert factory.pin(2).pull == "up"
    sensor.close()


def test_a_polarity_that_is_told_is_not_learned() -> None:
    """A line that stands active from the start on is not taken to rest there."""
    factory = pin_factory(simulate=True)
    factory.pin(17).wire(high=True)
    sensor = KnockSensor(17, lambda _at, _active: None, active_high=True, settle_s=0, pin_factory=factory)
    assert sensor.rests_high is False
    sensor.close()


def test_an_edge_that_was_lost_is_told_by_a_look() -> None:
    """When the kernel's queue ran over, the line's level says what the last edge was."""
    factory = pin_factory(simulate=True)
    factory.pin(17).wire(high=False)
    edges: Edges = []
    sensor = KnockSensor(
        17,
        lambda at, active: edges.append((at, active)),
        active_high=True,
        settle_s=0,
        pin_factory=factory,
    )
    sensor.look()
    assert edges == []
    factory.pin(17)._state = True  # as if its edge had been dropped
    before = time.monotonic()
    sensor.look()
    sensor.look()
    assert [active for _, active in edges] == [True]
    assert before <= edges[0][0] <= time.monotonic()
    sensor.close()


def test_a_line_that_is_gone_says_so() -> None:
    """A look at a line whose chip was taken away is a fault that names the pin, and closing it raises nothing."""
    factory = pin_factory(simulate=True)
    factory.pin(17).wire(high=False)
    sensor = KnockSensor(17, lambda _at, _active: None, pin_factory=factory)
    factory.pin(17).cut(off=True)
    with pytest.raises(PinFault, match="GPIO17 no longer answers"):
        sensor.look()
    sensor.close()
    assert sensor.closed


def test_an_edge_on_its_way_is_not_told_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look that overtakes the pins' thread waits for it, and leaves the edge to it with its own time."""
    factory = pin_factory(simulate=True)
    factory.pin(17).wire(high=False)
    edges: Edges = []
    sensor = KnockSensor(
        17,
        lambda at, active: edges.append((at, active)),
        active_high=True,
        settle_s=0,
        pin_factory=factory,
    )
    factory.pin(17)._state = True
    stamped = time.monotonic()
    monkeypatch.setattr("hardware.line.time.sleep", lambda _s: sensor._pin_changed(stamped, True))
    sensor.look()
    assert edges == [(stamped, True)]
    sensor.close()
