"""Stands in for the lgpio module: what gpiozero's lgpio pins call, and the knobs to make it fail as lgpio does."""

from collections.abc import Callable

RISING_EDGE, FALLING_EDGE, BOTH_EDGES = 1, 2, 3
SET_PULL_NONE, SET_PULL_UP, SET_PULL_DOWN = 128, 32, 64
OUTPUT_BIT = 2

Callback = Callable[[int, int, int, int], None]


class error(Exception):  # noqa: N801 - lgpio's own name
    """As lgpio raises it."""

    def __init__(self, value: str) -> None:
        self.value = value

    def __str__(self) -> str:
        return repr(self.value)


class Chip:
    """The one chip: what was claimed, which callbacks wait, and what is to fail."""

    def __init__(self) -> None:
        self.opens = True
        self.gone = False
        self.fails_once = False
        self.spi_opens = True
        self.busy: frozenset[int] = frozenset()
        self.opened = 0
        self.level: dict[int, int] = {}
        self.debounce_us: dict[int, int] = {}
        self.callbacks: dict[int, Callback] = {}
        self.height = 10
        """What a converter on the SPI bus reads, of 1023."""

    def asked(self) -> None:
        """Every call but opening: a chip that is gone answers none."""
        fails, self.fails_once = self.fails_once, False
        if self.gone or fails:
            raise error("GPIO not open")


chip = Chip()


class Registered:
    """A callback that can be cancelled."""

    def __init__(self, gpio: int) -> None:
        self.gpio = gpio

    def cancel(self) -> None:
        chip.callbacks.pop(self.gpio, None)


def gpiochip_open(number: int) -> int:
    if chip.gone or not chip.opens:
        raise error("can not open gpiochip")
    chip.opened += 1
    return number


def gpiochip_close(handle: int) -> None:
    chip.asked()
    chip.callbacks.clear()


def gpio_claim_input(handle: int, gpio: int, flags: int = 0) -> None:
    chip.asked()
    if gpio in chip.busy:
        raise error("GPIO busy")


def gpio_claim_alert(handle: int, gpio: int, edges: int, flags: int) -> None:
    chip.asked()
    assert edges == BOTH_EDGES


def gpio_free(handle: int, gpio: int) -> None:
    """Freed."""


def gpio_get_mode(handle: int, gpio: int) -> int:
    chip.asked()
    return 0


def gpio_read(handle: int, gpio: int) -> int:
    chip.asked()
    return chip.level.get(gpio, 0)


def gpio_set_debounce_micros(handle: int, gpio: int, debounce_us: int) -> None:
    chip.debounce_us[gpio] = debounce_us


def gpio_claim_output(handle: int, gpio: int) -> None:
    raise error("GPIO operation not permitted")


def callback(handle: int, gpio: int, edges: int, called: Callback) -> Registered:
    chip.callbacks[gpio] = called
    return Registered(gpio)


def spi_open(port: int, device: int, baud: int, flags: int) -> int:
    if not chip.spi_opens:
        raise error("can not open SPI device")
    return 1


def spi_close(handle: int) -> None:
    """Closed."""


def spi_xfer(handle: int, sent: list[int]) -> tuple[int, bytes]:
    chip.asked()
    return len(sent), bytes((0, chip.height >> 8, chip.height & 0xFF))
