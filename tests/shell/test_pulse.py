"""The watchdog is petted by a loop that really turns, and by nothing else."""

import pytest

from kiosk.shell.loop import Turned
from kiosk.shell.pulse import STATUS_EVERY_S, Pulse, Sign
from kiosk.shell.systemd import Systemd


class Listening(Systemd):
    """systemd with its ears open; what it was told is kept."""

    def __init__(self, watchdog_s: float | None = 20.0) -> None:
        super().__init__({"NOTIFY_SOCKET": "/nowhere"})
        self.watchdog_s = watchdog_s
        self.told: list[dict[str, str]] = []

    def tell(self, **said: str) -> bool:
        """Keep it."""
        self.told.append(said)
        return True

    @property
    def pets(self) -> int:
        """How often it was petted."""
        return sum("WATCHDOG" in said for said in self.told)


class Life:
    """A program's pulse, with the knobs that a test turns."""

    def __init__(self, watchdog_s: float | None = 20.0) -> None:
        self.systemd = Listening(watchdog_s)
        self.alive, self.status, self.notes = True, "well", list[str]()
        self.at = 100.0
        signs = (Sign("the pins' thread", lambda: self.alive),)
        self.pulse = Pulse(self.systemd, signs, lambda: self.status, self.notes.append)

    def turn(self, seconds: float, *, drained: bool = True, shown: bool = True) -> int:
        """Turn thirty times a second for so long; how often the watchdog was petted meanwhile."""
        before = self.systemd.pets
        for _ in range(int(seconds * 30)):
            self.at += 1 / 30
            self.pulse.turned(Turned(self.at, drained, shown))
        return self.systemd.pets - before


@pytest.fixture
def life() -> Life:
    """A program that has turned for the first time."""
    life = Life()
    life.pulse.ready()
    life.turn(1)
    return life


def test_ready_is_said_with_how_it_stands(life: Life) -> None:
    """In one datagram, and first."""
    assert life.systemd.told[0] == {"READY": "1", "STATUS": "well"}


def test_a_turning_loop_pets_four_times_in_the_time(life: Life) -> None:
    """One lost pet is no death."""
    assert life.turn(20) == 4


def test_no_turn_may_sleep_longer_than_to_the_next_pet(life: Life) -> None:
    """A wall that sleeps all night pets as well."""
    assert life.pulse.nap_at_most_s == 5.0


def test_without_a_watchdog_nobody_is_petted() -> None:
    """And a turn may sleep as long as it likes."""
    life = Life(watchdog_s=None)
    assert life.turn(60) == 0
    assert life.pulse.nap_at_most_s is None


def test_a_flood_that_is_never_read_to_its_end_stops_the_petting(life: Life) -> None:
    """But one turn in the time that finds the mailbox empty is enough."""
    assert life.turn(5, drained=False) <= 1
    assert life.turn(60, drained=False) == 0
    assert life.turn(1, drained=True) == 1


def test_a_picture_that_is_not_shown_stops_the_petting(life: Life) -> None:
    """Whatever else goes on."""
    assert life.turn(60, shown=False) == 0


def test_a_dead_part_stops_the_petting_and_is_named_once(life: Life) -> None:
    """In the journal; and a part that lives again is petted for again."""
    life.alive = False
    assert life.turn(60) == 0
    assert len(life.notes) == 1
    assert "the pins' thread" in life.notes[0]
    life.alive = True
    assert life.turn(1) == 1


def test_a_status_is_said_when_it_changes(life: Life) -> None:
    """At once, if the last one is a second old; and not again while it stays."""
    life.turn(10)
    life.status = "without a broker"
    life.turn(STATUS_EVERY_S + 0.1)
    life.turn(10)
    statuses = [said["STATUS"] for said in life.systemd.told if "STATUS" in said]
    assert statuses == ["well", "without a broker"]


def test_stopping_is_said(life: Life) -> None:
    """Last."""
    life.pulse.stopping()
    assert life.systemd.told[-1]["STOPPING"] == "1"
