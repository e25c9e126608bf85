"""Where the pins come from: lgpio on a Pi, gpiozero's mock pins anywhere; and what to do when they do not come."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gpiozero import Factory
from gpiozero.exc import GPIOPinInUse, GPIOZeroError, PinFixedPull, PinInvalidPin
from gpiozero.pins.mock import MockFactory

from hardware.pretend import WiredPin

DEVICES = Path("/dev")


class PinsUnavailable(Exception):
    """The pins cannot be used: the message says what happened and how to mend it."""


def pin_factory(simulate: bool) -> Factory:  # noqa: FBT001 - `pin_factory(simulate)` reads well
    """The source of gpiozero's pins, to be handed to every sensor and closed after the last of them.

    Nothing is left to gpiozero's own search, which tries four libraries and buries why the right one failed. lgpio
    starts a thread and makes a pipe `.lgd-nfy0` in the working directory: call this only where pins are needed, and
    never before a fork. Closing its factory takes 0.1 s (lg waits for its own threads). Raises `PinsUnavailable`.
    """
    return MockFactory(pin_class=WiredPin) if simulate else _lgpio_factory()


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
    except (GPIOZeroError, *_lgpio_errors()) as error:
        raise PinsUnavailable(
            f"GPIO{pin} cannot be claimed ({error}): most likely another program or a kernel driver holds it. `gpioinfo` names "
            "the holder; stop it, take its overlay out of /boot/firmware/config.txt, or use another pin"
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
        raise PinsUnavailable(_why_no_chip(error)) from error


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
