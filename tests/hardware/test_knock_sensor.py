"""The knock sensor on gpiozero's mock pins."""

import gc
import logging
import time

import pytest
from gpiozero import Device
from gpiozero.pins.mock import MockFactory

from hardware.knock import KnockSensor

Edges = list[tuple[float, bool]]


def sensor_on(factory: MockFactory, *, active_high: bool = True) -> tuple[KnockSensor, Edges]:
    edges: Edges = []
    sensor = KnockSensor(
        17, lambda at, active: edges.append((at, active)), active_high=active_high, pin_factory=factory
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
    sensor = KnockSensor(17, fails_once, pin_factory=factory)
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
