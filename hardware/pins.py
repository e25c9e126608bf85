"""Where the pins come from: lgpio on a Pi, gpiozero's mock pins anywhere; and what to do when they do not come."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gpiozero import Factory
from gpiozero.exc import GPIOPinInUse, GPIOZeroError, GPIOZeroWarning, PinFixedPull, PinInvalidPin

from hardware.pretend import PretendFactory

DEVICES = Path("/dev")


class PinsUnavailable(Exception):
    """The pins cannot be used: the message says what happened and how to mend it."""


class PinFault(PinsUnavailable):
    """The same, but the machine's fault and not the configuration's: it may pass, and a later try may succeed."""

    def __init__(self, why: str, *, busy: bool = False) -> None:
        super().__init__(why)
        self.busy = busy
        """Whether somebody else holds the pin."""


def pin_factory(simulate: bool) -> Factory:  # noqa: FBT001 - `pin_factory(simulate)` reads well
    """The source of gpiozero's pins, to be handed to every sensor and closed after the last of them.

    Nothing is left to gpiozero's own search, which tries four libraries and buries why the right one failed. lgpio
    starts a thread and makes a pipe `.lgd-nfy0` in the working directory: call this only where pins are needed, and
    never before a fork. Closing its factory takes 0.1 s (lg waits for its own threads). Raises `PinsUnavailable`.
    """
    return PretendFactory() if simulate else _lgpio_factory()


def listening() -> bool:
    """Whether the thread that tells of every edge lives: lgpio has one for all pins. Mock pins need none."""
    lgpio = sys.modules.get("lgpio")
    thread = getattr(lgpio, "_notify_thread", None)
    return thread is None or bool(thread.is_alive())


@contextmanager
def claiming(pin: int) -> Iterator[None]:
    """Turn what the libraries raise while `pin` is claimed into a `PinsUnavailable` that names the mend."""
    try:
        yield
    except GPIOPinInUse as error:
        raise PinsUnavailable(
            f"GPIO{pin} is taken by another sensor of this program: give each its own"
        ) from error
    except PinFixedPull as error:
        raise PinsUnavailable(
            f"GPIO{pin} has a resistor to 3.3 V on the board itself, and this sensor must be pulled the other way: "
            "use another pin (all but GPIO2 and GPIO3 are free of that)"
        ) from error
    except PinInvalidPin as error:
        raise PinsUnavailable(
            f"GPIO{pin} is not on this board's header: give the BCM number, 4 to 27, not the place on the header"
        ) from error
    except (GPIOZeroError, OSError, *_lgpio_errors()) as error:
        raise PinFault(
            f"GPIO{pin} cannot be claimed ({error}): most likely another program or a kernel driver holds it. `gpioinfo` names "
            "the holder; stop it, take its overlay out of /boot/firmware/config.txt, or use another pin",
            busy="busy" in str(error).lower(),
        ) from error


@contextmanager
def answering(pin: int) -> Iterator[None]:
    """Turn what the libraries raise while a claimed `pin` is asked or let go into a `PinFault`."""
    try:
        yield
    except (GPIOZeroError, OSError, *_lgpio_errors()) as error:
        raise PinFault(
            f"GPIO{pin} no longer answers ({error}): its chip is gone. It is tried again until it is back; if it stays away, "
            "look into `dmesg` and start the Pi anew"
        ) from error


@contextmanager
def spi_claiming(device: int) -> Iterator[None]:
    """The same as `claiming`, for the Pi's SPI bus and the chip that its select line `device` chooses."""
    try:
        yield
    except GPIOPinInUse as error:
        raise PinsUnavailable(
            f"the SPI bus cannot be had ({error}): the MCP3008 needs GPIO9, 10, 11 and GPIO8 (7 for device 1) for itself, "
            "so give the other sensor another pin"
        ) from error
    except (GPIOZeroError, GPIOZeroWarning, OSError, *_lgpio_errors()) as error:
        raise PinFault(
            f"/dev/spidev0.{device} cannot be used ({error}): switch SPI on (`sudo raspi-config nonint do_spi 0`, then start the "
            "Pi anew), and let the kiosk's user into the group spi"
        ) from error


@contextmanager
def spi_answering(name: str) -> Iterator[None]:
    """The same as `answering`, for what hangs on the SPI bus and is called `name`."""
    try:
        yield
    except (GPIOZeroError, OSError, *_lgpio_errors()) as error:
        raise PinFault(
            f"{name} no longer answers ({error}): see to its wires; it is tried again until it is back"
        ) from error


def _lgpio_factory() -> Factory:
    try:
        from gpiozero.pins.lgpio import LGPIOFactory
    except OSError as error:
        raise PinsUnavailable(
            f"lgpio could not make its pipe ({error}) in the working directory {_working_directory()}: start the "
            "program in a directory it may write to (in a systemd unit: RuntimeDirectory= and WorkingDirectory=)"
        ) from error
    except ImportError as error:
        raise PinsUnavailable(
            f"Python's lgpio module cannot be loaded ({error}): on Raspberry Pi OS `sudo apt install python3-lgpio` "
            "and make the virtual environment with --system-site-packages; on any other machine, simulate the pins"
        ) from error
    try:
        return LGPIOFactory()
    except (OSError, GPIOZeroError) as error:
        raise PinsUnavailable(
            f"this does not look like a Raspberry Pi ({error}): on a Pi, /proc must be whole (no ProcSubset= in the "
            "systemd unit); on any other machine, simulate the pins"
        ) from error
    except _lgpio_errors() as error:
        raise PinFault(_why_no_chip(error)) from error


def let_go(factory: Factory) -> None:
    """Close a factory. A chip that is gone cannot be told: then its pins are forgotten, or the next factory would have them."""
    gone = (GPIOZeroError, OSError, *_lgpio_errors())
    try:
        factory.close()
    except gone:
        factory.pins.clear()
        with suppress(*gone):
            factory.close()


def _why_no_chip(error: Exception) -> str:
    """One error of lgpio stands for a chip that is not there and for one that is not ours; the mends differ."""
    chips = sorted(str(chip) for chip in DEVICES.glob("gpiochip*"))
    if not chips:
        return f"there is no /dev/gpiochip* ({error}): in a container pass the device through; on a Pi update the kernel"
    barred = [chip for chip in chips if not os.access(chip, os.R_OK | os.W_OK)]
    if barred:
        return (
            f"no permission for {', '.join(barred)} ({error}): `sudo usermod -aG gpio <user>` and log in again (in a "
            "systemd unit: SupplementaryGroups=gpio)"
        )
    return f"the pins' chip does not open ({error}), though {', '.join(chips)} may be used: update lgpio and gpiozero"


def _lgpio_errors() -> tuple[type[Exception], ...]:
    """The one error of lgpio, if it was loaded: off a Pi there is no such module to name."""
    lgpio = sys.modules.get("lgpio")
    return (lgpio.error,) if lgpio else ()


def _working_directory() -> Path:
    # The directory itself may be what is gone, and then os.getcwd() raises.
    return Path("/proc/self/cwd").readlink()
