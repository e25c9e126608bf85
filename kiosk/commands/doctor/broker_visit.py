"""The visit to the broker: signs in as everybody it can be, and tries what each may and may not.

It disturbs nobody: what it publishes is empty and not retained, which says nothing to any reader of the contract
(an empty payload is a retained topic that was cleared), and it comes under client ids of its own.
"""

import os
import time

from msgspec.structs import replace

from kiosk.commands.doctor.broker import FAILURE, Broker, Display, Met, kept
from kiosk.commands.doctor.logins import Login
from kiosk.commands.linking import tls_of
from kiosk.settings import Settings
from kiosk.shell.clock import moment
from kiosk.shell.mqtt_line import in_words
from kiosk.shell.mqtt_news import Address, Arrived
from kiosk.shell.mqtt_probe import Refused, Visit
from kiosk.wire.topics import Kind, Topics

DAY_S = 86_400.0
KEPT_S = 0.6
"""So long what the broker keeps may take to come: it comes at once."""


class Visitor:
    """One look at one broker."""

    def __init__(self, settings: Settings, logins: tuple[Login, ...]) -> None:
        self._settings, self._logins = settings, logins
        self._topics, self._hatch = Topics(settings.broker.base), settings.hatch.name
        self._display = settings.bar.name
        self._certificate_ends: float | None = None

    def look(self) -> Broker:
        """Everything that can be found out, in some seconds."""
        broker = self._settings.broker
        found = {"host": broker.host, "port": broker.port, "hatch": self._hatch}
        try:
            anonymous = self._lets_in_strangers()
        except (OSError, UnicodeError) as error:
            return Broker(**found, why=in_words(error))  # type: ignore[arg-type]
        except Refused as refusal:
            return Broker(**found, why=str(refusal), code=refusal.code)  # type: ignore[arg-type]
        heard: list[Arrived] = []
        met = tuple(self._met(login, heard) for login in self._logins)
        if anonymous and not self._logins:
            self._met(Login("doctor", ""), heard)
        trip_ms, lost = self._trip(tuple(one for one in met if not one.refused))
        return self._told(
            Broker(**found, anonymous=anonymous, logins=met, trip_ms=trip_ms, trip_lost=lost),  # type: ignore[arg-type]
            heard,
        )

    # --- signing in ----------------------------------------------------------------------------------------------
    def _visit(self, login: Login, purpose: str = "") -> Visit:
        broker = self._settings.broker
        address = Address(
            host=broker.host,
            port=broker.port,
            client_id=f"doctor-{login.role}{purpose}-{os.getpid()}",
            username=login.username or None,
            password=login.password.text if login.password else None,
            keepalive_s=broker.keepalive_s,
            tls=tls_of(broker),
        )
        return Visit(address)

    def _lets_in_strangers(self) -> bool:
        """Whether somebody without a name comes in. Raises OSError for no broker, Refused for an old one."""
        try:
            with self._visit(Login("doctor", ""), "-nobody"):
                return True
        except Refused as refusal:
            if refusal.code in (134, 135):  # no name or a bad one; not authorised
                return False
            raise

    # --- rights --------------------------------------------------------------------------------------------------
    def _met(self, login: Login, heard: list[Arrived]) -> Met:
        own, others = self._rights(login.role)
        try:
            with self._visit(login) as visit:
                self._certificate_ends = visit.certificate_ends()
                for topic in self._kept_topics():
                    visit.subscribe(topic)
                visit.until(lambda: False, KEPT_S)
                heard.extend(visit.messages)
                may_not = tuple(topic for topic in own if not _taken(visit.publish(topic)))
                too_much = tuple(topic for topic in others if _taken(visit.publish(topic)))
        except (Refused, OSError) as error:
            return Met(login.role, login.username, refused=str(error) or type(error).__name__)
        return Met(login.role, login.username, "", may_not, too_much, self._deaf(login))

    def _rights(self, role: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The topics that a role writes, and those that it must not."""
        topics, hatch = self._topics, self._hatch
        of_hatch = (
            *(topics.status_hatch(hatch), topics.menu(hatch), topics.board(hatch)),
            *(topics.response(hatch), topics.knock(hatch)),
        )
        of_bar = (topics.status_bar(hatch, self._display), topics.seen(hatch), topics.request(hatch))
        match role:
            case "hatch":
                return of_hatch, of_bar
            case "bar":
                return of_bar, of_hatch
            case _:
                return (), (*of_hatch, *of_bar)

    def _deaf(self, login: Login) -> tuple[str, ...]:
        """What this login should hear of the other side's, and does not, where the other side's login is at hand."""
        other = {"hatch": "bar", "bar": "hatch"}.get(login.role, "")
        sender = next((one for one in self._logins if one.role == other), None)
        if sender is None:
            return ()
        topic = (self._topics.seen if login.role == "hatch" else self._topics.response)(self._hatch)
        try:
            with self._visit(login, "-ear") as ear, self._visit(sender, "-mouth") as mouth:
                ear.subscribe(topic)
                if not _taken(mouth.publish(topic)):
                    return ()  # that is the sender's trouble, and told there
                return () if ear.until(lambda: any(one.topic == topic for one in ear.messages)) else (topic,)
        except (Refused, OSError):
            return ()

    # --- what is there -------------------------------------------------------------------------------------------
    def _kept_topics(self) -> tuple[str, ...]:
        topics, hatch = self._topics, self._hatch
        return topics.status_hatch(hatch), f"{topics.base}/{hatch}/{Kind.STATUS_BAR}/+", topics.board(hatch)

    def _trip(self, met: tuple[Met, ...]) -> tuple[float | None, bool]:
        """How long a message takes there and back, with a login that may do both; and whether one was lost."""
        doctor = next((one for one in self._logins if one.role == "doctor"), None)
        if doctor is None or not any(one.role == "doctor" for one in met):
            return None, False
        topic = self._topics.doctor(self._hatch, str(os.getpid()))
        try:
            with self._visit(doctor, "-trip") as visit:
                visit.subscribe(topic)
                began = time.monotonic()
                visit.publish(topic, b"there and back")
                came = visit.until(lambda: any(one.topic == topic for one in visit.messages))
                return (time.monotonic() - began) * 1000, not came
        except (Refused, OSError):
            return None, True

    def _told(self, broker: Broker, heard: list[Arrived]) -> Broker:
        """With what the broker keeps."""
        displays: dict[str, bool] = {}
        for one in heard:
            place, said = self._topics.parse(one.topic), kept(one.payload)
            if place is None or not one.retained:
                continue
            if place.kind is Kind.STATUS_BAR:
                displays[place.display or ""] = said.online
            elif place.kind is Kind.STATUS_HATCH:
                broker = replace(broker, hatch_online=said.online)
            else:
                broker = replace(
                    broker, revision=said.revision, slit_open=said.slit_open, trouble=said.trouble
                )
        found = tuple(Display(name, online) for name, online in sorted(displays.items()))
        ends = self._certificate_ends
        days = None if ends is None else (ends - moment().wall.timestamp()) / DAY_S
        return replace(broker, displays=found, certificate_days=days)


def _taken(code: int | None) -> bool:
    """Whether the broker took a message; also when nobody listens to it."""
    return code is not None and code < FAILURE
