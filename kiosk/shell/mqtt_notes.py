"""What the journal hears of the broker: each trouble once, with its mend, and its end."""

from collections.abc import Callable, Mapping

from kiosk.shell.mqtt_line import NOT_TRUSTED, SHORT_LIVES, STEADY_S
from kiosk.shell.mqtt_news import Address, Disconnected

# Reason codes: MQTT 5.0, section 2.4.
TAKEN_OVER = 142
LOGIN = "give this device the user and the password file that the broker knows"
MENDS: Mapping[int, str] = {
    134: LOGIN,
    135: LOGIN,  # what Mosquitto says of a wrong password, too
}
"""Why a connection is refused, and what to do."""
RIGHTS: Mapping[int, str] = {135: "give this device's user the right in the broker's ACL"}
"""Why a topic is refused, and what to do."""
TWINS = (
    "another program uses the client id {client}, and the two throw each other out of the broker at {at}:"
    " give each display its own name ([bar] name, or kiosk bar --display NAME), and each hatch ([hatch] name)"
)
PATIENCE = 30
"""Failed attempts (about a minute) before a broker that has just been flickering is called away once more."""


class Notes:
    """Decides which line is worth a technician's time: a flood of them fills a card and is read by nobody."""

    def __init__(self, address: Address, meanwhile: str, note: Callable[[str], None]) -> None:
        """`meanwhile` says what goes on without a broker, or nothing."""
        self._at, self._client = f"{address.host}:{address.port}", address.client_id
        self._meanwhile, self._note = meanwhile, note
        self._noted: set[str] = set()
        self._away = False
        """Whether it was noted that there is no link."""
        self._failed = 0
        self._steady = True

    def once(self, line: str) -> bool:
        """Note a line once, until a steady connection has ended; whether it was."""
        if line in self._noted:
            return False
        self._noted.add(line)
        self._note(line)
        return True

    def refused(self, topic: str, name: str, code: int) -> None:
        """The broker refused a message or a subscription."""
        self.once(f"the broker refused {topic}: {_with_mend(name, code, RIGHTS)}")

    def welcomed(self) -> None:
        """The broker is there."""
        self._failed = 0
        if self._away:
            self._away = False
            self._note(f"the broker at {self._at} is there, and the link is up")

    def ended(self, item: Disconnected) -> None:
        """An attempt or a connection ended."""
        welcomed = item.held_s > 0
        if welcomed:
            self._steady = item.held_s >= STEADY_S
        if item.held_s >= STEADY_S:
            self._noted.clear()
        if is_twin(item):
            self.once(TWINS.format(client=self._client, at=self._at))
        elif item.code in MENDS:
            line = f"broker at {self._at}, client {self._client}: {_with_mend(item.why, item.code, MENDS)}"
            self._away |= self.once(line)
        elif not welcomed:
            self._failed_again(item.why)

    def _failed_again(self, why: str) -> None:
        """Told once an outage: at its first attempt when all was well before."""
        self._failed += 1
        if self._away or self._failed < (1 if self._steady else PATIENCE):
            return
        self._away = True
        meanwhile = f"; {self._meanwhile}" if self._meanwhile else ""
        self._note(f"no link to the broker at {self._at}: {why}{meanwhile}. {_away_mend(why)}")


def _away_mend(why: str) -> str:
    if why.startswith(NOT_TRUSTED):
        return (
            "Let systemd/pair make a certificate for the very host that stands under [broker], and see that ca_file"
            " is from there and that this machine's clock is right"
        )
    return "Start the broker (or see its own log), or mend host and port under [broker]"


def is_twin(ended: Disconnected) -> bool:
    """Whether a connection ended because another program says that it is this one."""
    return ended.code == TAKEN_OVER or ended.short_lives >= SHORT_LIVES


def _with_mend(name: str, code: int, mends: Mapping[int, str]) -> str:
    mend = mends.get(code)
    return f"{name} ({code})" + (f"; to mend it, {mend}" if mend else "")
