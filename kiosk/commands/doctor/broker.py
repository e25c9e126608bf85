"""The broker: reached, closed to strangers, every login let in with just its rights; and who is there."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from kiosk.commands.doctor.finding import Finding, fail, ok, warn
from kiosk.shell.mqtt_line import NOT_TRUSTED

LOOPBACK = ("127.0.0.1", "::1", "localhost")
# Reason codes: MQTT 5.0, section 2.4.
FAILURE = 128
OLD_PROTOCOL = 132
SLOW_MS = 250.0
AILS = {
    "store": "broker.books_fail",
    "knock_pin": "broker.no_knock",
    "knock_stuck": "broker.knock_stuck",
    "knock_storm": "broker.knock_storm",
    "slit_pin": "broker.no_slit",
}
"""What a hatch says on its board that it cannot do. How its clock stands is looked at where the clock is."""
CERTIFICATE_DAYS = 30.0
"""Below this somebody should make a new certificate before it has ended."""


class Met(Struct, frozen=True):
    """What one login met."""

    role: str
    username: str
    refused: str = ""
    """Why it was not let in; empty when it was."""
    may_not: tuple[str, ...] = ()
    """Topics that are its own, and that it was refused."""
    may_too_much: tuple[str, ...] = ()
    """Topics of the other side, that it was not refused."""
    deaf_to: tuple[str, ...] = ()
    """Topics that it should hear of, and did not."""


class Display(Struct, frozen=True):
    """A bartender's display, as its retained status says."""

    name: str
    online: bool


class Broker(Struct, frozen=True):
    """All that was met."""

    host: str
    port: int
    why: str = ""
    """Why it is not reached; empty when it is."""
    code: int = 0
    anonymous: bool = False
    """Whether somebody without a name is let in."""
    logins: tuple[Met, ...] = ()
    trip_ms: float | None = None
    """From publishing to hearing it again; None where nobody may do both."""
    trip_lost: bool = False
    hatch: str = ""
    hatch_online: bool | None = None
    displays: tuple[Display, ...] = ()
    revision: int | None = None
    """Of the board that the broker keeps."""
    slit_open: bool | None = None
    trouble: str = ""
    """What the hatch says that it cannot do."""
    certificate_days: float | None = None
    """So long the broker's certificate still holds; None on a link in the clear."""

    @property
    def at(self) -> str:
        """As one word."""
        return f"{self.host}:{self.port}"


def checks(broker: Broker) -> Iterator[Finding]:
    """What there is to say of it."""
    if broker.code == OLD_PROTOCOL:
        yield warn("broker.old_protocol", at=broker.at)
        return
    if broker.why:
        key = "broker.untrusted" if broker.why.startswith(NOT_TRUSTED) else "broker.away"
        yield fail(key, at=broker.at, why=broker.why)
        return
    yield ok("broker.reached", at=broker.at)
    if broker.certificate_days is not None:
        soon, days = broker.certificate_days < CERTIFICATE_DAYS, round(broker.certificate_days)
        yield warn("broker.ends_soon", days=days) if soon else ok("broker.encrypted", days=days)
    yield from _strangers(broker)
    if not broker.logins and not broker.anonymous:
        yield warn("broker.no_login", at=broker.at)
        return
    for met in broker.logins:
        yield from _login(met)
    yield from _trip(broker)
    yield from _present(broker)


def _strangers(broker: Broker) -> Iterator[Finding]:
    if not broker.anonymous:
        yield ok("broker.closed")
    elif broker.host in LOOPBACK and not broker.logins:
        yield warn("broker.open_here", at=broker.at)
    else:
        yield fail("broker.open", at=broker.at)


def _login(met: Met) -> Iterator[Finding]:
    facts = {"role": met.role, "name": met.username}
    if met.refused:
        yield fail("broker.refused", why=met.refused, **facts)
        return
    if met.may_not:
        yield fail("broker.may_not", topics=", ".join(met.may_not), **facts)
    if met.may_too_much:
        yield fail("broker.may_too_much", topics=", ".join(met.may_too_much), **facts)
    if met.deaf_to:
        yield fail("broker.deaf", topics=", ".join(met.deaf_to), **facts)
    if not (met.may_not or met.may_too_much or met.deaf_to):
        yield ok("broker.rights", **facts)


def _trip(broker: Broker) -> Iterator[Finding]:
    if broker.trip_lost:
        yield fail("broker.no_trip", at=broker.at)
    elif broker.trip_ms is not None:
        slow = broker.trip_ms > SLOW_MS
        yield (warn if slow else ok)("broker.slow" if slow else "broker.trip", ms=round(broker.trip_ms, 1))


def _present(broker: Broker) -> Iterator[Finding]:
    if not any(not met.refused for met in broker.logins) and not broker.anonymous:
        return
    online = [display.name for display in broker.displays if display.online]
    names = ", ".join(display.name for display in broker.displays) or "-"
    yield (
        ok("broker.displays", names=", ".join(online)) if online else warn("broker.no_display", names=names)
    )
    if not broker.hatch_online:
        yield warn("broker.no_hatch", hatch=broker.hatch)
    elif broker.revision is None:
        yield warn("broker.no_board", hatch=broker.hatch)
    else:
        slit = {True: "broker.slit_open", False: "broker.slit_shut", None: "broker.slit_unknown"}
        yield ok("broker.board", hatch=broker.hatch, revision=broker.revision)
        yield (warn if broker.slit_open is None else ok)(slit[broker.slit_open], hatch=broker.hatch)
        if broker.trouble in AILS:
            yield fail(AILS[broker.trouble], hatch=broker.hatch)


class Kept(Struct, frozen=True):
    """As much as the doctor wants of a retained status or board."""

    online: bool = False
    revision: int | None = None
    slit_open: bool | None = None
    trouble: str = ""


def kept(payload: bytes) -> Kept:
    """Read it; what is none says nothing."""
    try:
        return msgspec.json.decode(payload, type=Kept)
    except msgspec.MsgspecError:
        return Kept()
