"""A program as a systemd service: what it says of itself, and what must be alive for the watchdog to be petted."""

import os
from collections.abc import Callable, Mapping
from logging import Logger
from typing import TypeVar

import msgspec

from kiosk import paths
from kiosk.core.bar_state import Bar
from kiosk.core.hatch_state import Hatch
from kiosk.shell.clock import synchronised
from kiosk.shell.loop import Loop
from kiosk.shell.pulse import Pulse, Sign
from kiosk.shell.systemd import Systemd

S = TypeVar("S")

CLOCK_UNSET = (
    "the clock has not been set from the network since the start: all goes on, but times and the night's date may be"
    " wrong until it is. A clock with a battery (Pi 5, or a DS3231) mends this"
)


class ServiceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """config/service.toml."""

    hatch: str
    bar: str
    mend: str
    link_up: str
    link_down: str
    bar_link_down: str
    displays: str
    no_display: str
    hatches_missing: str
    books_failing: str
    wood_failing: Mapping[str, str]
    """By what ails the sensors."""
    clock_unset: str


def service_words() -> ServiceWords:
    """What systemd is told, in the words of the configuration."""
    text = (paths.packaged_config() / "service.toml").read_bytes()
    return msgspec.toml.decode(text, type=ServiceWords)


def live(
    turning: Loop[S],
    describe: Callable[[S, ServiceWords], str],
    log: Logger,
    network: Callable[[], bool],
    *others: Sign,
) -> None:
    """Turn until told to stop, and let systemd hear of it all the while; the journal hears of a clock nobody has set.

    `network` says whether the network's thread lives, with or without a broker.
    """
    if synchronised() is False:
        log.warning(CLOCK_UNSET)
    systemd = Systemd(os.environ)
    words = service_words() if systemd.listens else None
    signs = (*others, Sign("the network's thread", network))
    pulse = Pulse(systemd, signs, lambda: describe(turning.state, words) if words else "", log.error)
    pulse.ready()
    turning.run(pulse)
    pulse.stopping()


def complain(why: str) -> None:
    """Tell systemd why this program cannot open, so that `systemctl status` says it."""
    systemd = Systemd(os.environ)
    if systemd.listens:
        systemd.tell(STATUS=service_words().mend.format(why=why))


def of_hatch(state: Hatch, words: ServiceWords) -> str:
    """How the hatch stands, in one line."""
    displays = words.displays.format(names=", ".join(state.displays)) if state.displays else words.no_display
    return words.hatch.format(
        orders=len(state.open_orders),
        link=words.link_up if state.link_up else words.link_down,
        displays=displays if state.link_up else "",
        books=words.books_failing if state.trouble else "",
        wood=words.wood_failing.get(state.wood_ails, ""),
        clock=_clock(words),
    ).strip()


def of_bar(state: Bar, words: ServiceWords) -> str:
    """How the bartender's display stands, in one line."""
    missing = ", ".join(side.hatch for side in state.sides if not side.online)
    return words.bar.format(
        orders=sum(len(side.board.open) for side in state.sides if side.board is not None),
        link=words.link_up if state.link_up else words.bar_link_down,
        hatches=words.hatches_missing.format(names=missing) if missing and state.link_up else "",
        clock=_clock(words),
    ).strip()


def _clock(words: ServiceWords) -> str:
    return words.clock_unset if synchronised() is False else ""
