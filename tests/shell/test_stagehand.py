# ruff: noqa: ARG002 - a stand-in has the arguments of the real one
"""The stagehand: every line gets exactly one answer, and what it does goes through the real mailbox and scene."""

import io
import json
from pathlib import Path
from threading import Event as Gate

import pytest

from kiosk.core import events
from kiosk.core.effects import Effect
from kiosk.core.moment import Moment
from kiosk.screens.scene import Box, Plate, Scene, Size, Text
from kiosk.shell.loop import Loop, Outside
from kiosk.shell.mailbox import Mailbox
from kiosk.shell.stagehand import Prompter, Stagehand, Told
from tests.stories import EVENING

SIZE = Size(800, 480)
LAST = "last line"


class Props:
    """Pins that only remember."""

    def __init__(self) -> None:
        self.poked: list[tuple[object, ...]] = []

    def knock(self, count: int, gap_ms: float) -> None:
        """Remember."""
        self.poked.append(("knock", count, gap_ms))

    def foot(self) -> None:
        """Press."""
        self.poked.append(("foot",))

    def slit(self, *, is_open: bool) -> None:
        """Remember."""
        self.poked.append(("slit", is_open))

    def edges(self, moments_ms: tuple[float, ...]) -> None:
        """Remember."""
        self.poked.append(("edges", *moments_ms))

    def cut(self, line: str, *, off: bool) -> None:
        """Remember."""
        self.poked.append(("cut", line, off))


class Wall:
    """A program with one button, which counts its touches, and a plate without a name."""

    def step(self, state: int, event: events.Event, now: Moment) -> tuple[int, tuple[Effect, ...]]:
        """Count."""
        return state + isinstance(event, events.Picked), ()

    def deadline(self, state: int) -> float | None:
        """Never."""
        return None

    def scene(self, state: int, now: Moment) -> Scene:
        """A button, and how often it was touched."""
        return Scene(
            SIZE,
            "walnut",
            (
                Plate(Box(0, 0, 100, 50), "brass", name="Negroni", event=events.Picked("negroni")),
                Text(Box(0, 0, 100, 50), "Negroni, forte", "bold", 20, "soot"),
                Plate(Box(0, 100, 100, 50), "brass", event=events.Picked("aviation")),
                Text(Box(0, 300, 100, 50), f"touched: {state}", "plain", 20, "bone"),
            ),
        )

    def moving_until(self, state: int) -> float:
        """Never."""
        return 0.0

    def changes_at(self, state: int, now: Moment) -> float | None:
        """Never."""
        return None

    def spoken(self, state: int, now: Moment) -> None:
        """Nothing."""

    def resized(self, size: Size) -> None:
        """It has one size."""


class Play:
    """A prompter, a loop and a stagehand, joined as the commands join them."""

    def __init__(self, *, sensors: bool = True) -> None:
        self.props = Props()
        self.answers: list[str] = []
        self.saved: list[Path] = []
        self.cannot_save: Exception | None = None
        self._sensors = sensors
        self._mailbox = Mailbox()
        self._last = Gate()
        outside = Outside(
            take=self._mailbox.take,
            put=self._mailbox.put,
            translate=self._translate,
            touches=lambda _: (),
            perform=lambda _: None,
            paint=lambda _: None,
        )
        self.loop = Loop(Wall(), outside, 0, lambda: Moment(100.0, EVENING))
        self._hand = Stagehand(
            self.loop, lambda loop: {"touches": loop.state}, self._save, self.answers.append
        )

    def _translate(self, letter: object) -> tuple[events.Event, ...]:
        assert isinstance(letter, Told)
        if letter.line == LAST:
            self.loop.turning = False
        else:
            self._hand.told(letter)
        return ()

    def _save(self, path: Path) -> None:
        if self.cannot_save is not None:
            raise self.cannot_save
        self.saved.append(path)

    def tell(self, *lines: str) -> list[str]:
        """Read these lines to their end, through the thread and the loop; the answers to them."""
        before = len(self.answers)
        script = "".join(f"{line}\n" for line in (*lines, LAST))
        Prompter(io.StringIO(script), self._mailbox.put, self.props if self._sensors else None).start()
        self.loop.turning = True
        while self.loop.turning:
            self.loop.receive(5.0)
        return self.answers[before:]


@pytest.fixture
def play() -> Play:
    """A hatch's stagehand."""
    play = Play()
    play.loop.show()
    return play


# --- what each command does --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "poked"),
    [
        ("knock", ("knock", 1, 220)),
        ("knock 3", ("knock", 3, 220)),
        ("knock 3 400", ("knock", 3, 400.0)),
        ("slit open", ("slit", True)),
        ("slit closed", ("slit", False)),
        ("edges 0 1.5 20", ("edges", 0, 1.5, 20)),
        ("cut knock", ("cut", "knock", True)),
        ("mend slit", ("cut", "slit", False)),
    ],
)
def test_the_sensors_are_poked_and_then_it_is_answered(
    play: Play, line: str, poked: tuple[object, ...]
) -> None:
    """Through the pins, not behind them."""
    assert play.tell(line) == [f"ok {line}"]
    assert play.props.poked == [poked]


@pytest.mark.parametrize("what", ["Negroni", "negroni", "forte", "50 25"])
def test_a_touch_by_name_by_what_is_shown_or_by_place(play: Play, what: str) -> None:
    """Case does not matter; the same event as a finger's is stepped, and shown before the answer."""
    assert play.tell(f"touch {what}") == ["ok touch Negroni"]
    assert play.loop.state == 1
    assert play.loop.scene is not None
    assert "touched: 1" in play.loop.scene.texts()


def test_a_touch_on_a_plate_without_a_name_is_answered_as_it_was_told(play: Play) -> None:
    """There is nothing better to call it."""
    assert play.tell("touch 10 120") == ["ok touch 10 120"]


def test_see_lists_every_text_in_one_line(play: Play) -> None:
    """As JSON, back to front."""
    (answer,) = play.tell("see")
    assert json.loads(answer.removeprefix("ok ")) == ["Negroni, forte", "touched: 0"]


def test_state_is_one_line_of_json(play: Play) -> None:
    """What the program tells of itself."""
    _, answer = play.tell("touch Negroni", "state")
    assert json.loads(answer.removeprefix("ok ")) == {"touches": 1}


def test_a_shot_is_saved_where_it_was_told(play: Play) -> None:
    """As a PNG."""
    assert play.tell("shot /somewhere/else.png") == ["ok shot /somewhere/else.png"]
    assert play.saved == [Path("/somewhere/else.png")]


def test_wait_waits_and_answers(play: Play) -> None:
    """In its own thread, so that the loop turns on."""
    assert play.tell("wait 0.01") == ["ok wait 0.01"]


def test_quit_answers_and_stops_the_loop(play: Play) -> None:
    """The loop is told, as by anybody who closes it."""
    assert play.tell("quit")[0] == "ok quit"
    assert play.loop.turning is False


def test_answers_come_in_the_order_of_the_lines(play: Play) -> None:
    """Also where one thread does one of them and the loop the next."""
    lines = ["knock", "touch Negroni", "slit open", "fly", "wait 0"]
    assert [answer.split()[:2] for answer in play.tell(*lines)] == [
        ["ok", "knock"],
        ["ok", "touch"],
        ["ok", "slit"],
        ["error", "there"],
        ["ok", "wait"],
    ]


# --- what it cannot do -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    [
        "fly",
        "done knock",
        "refuse me",
        "KNOCK",
        "knock many",
        "knock -1",
        "knock 101",
        "knock nan",
        "knock 1 1e9",
        "slit",
        "slit ajar",
        "slit open closed",
        "touch",
        "touch Absinthe",
        "touch 700 400",
        "touch -5 -5",
        "shot",
        "shot picture.jpg",
        "wait",
        "wait soon",
        "edges",
        "edges soon",
        "cut",
        "cut wire",
        "mend everything",
        "wait inf",
        "wait -1",
        "{}",
        "\\0",
    ],
)
def test_each_bad_line_gets_exactly_one_answer(play: Play, line: str) -> None:
    """One line that begins with error and says what would do; nothing is poked, nothing touched, and it goes on."""
    answer, after = play.tell(line, "see")
    assert answer.startswith("error ")
    assert len(answer) > len("error ")
    assert "\n" not in answer
    assert after.startswith("ok [")
    assert (play.props.poked, play.loop.state, play.saved) == ([], 0, [])


@pytest.mark.parametrize("line", ["", "   ", "\t"])
def test_an_empty_line_gets_its_answer_too(play: Play, line: str) -> None:
    """Who waits for one answer a line never waits for ever."""
    answer, after = play.tell(line, "wait 0")
    assert answer.startswith("error an empty line is no command; there are knock")
    assert after == "ok wait 0"


def test_a_text_that_is_not_there_is_answered_with_what_can_be_touched(play: Play) -> None:
    """By the names that would do, each once; what has none is not listed."""
    (answer,) = play.tell("touch Absinthe")
    assert answer == (
        "error nothing to touch shows or is named 'Absinthe'; what can be touched now: 'Negroni'"
    )


def test_a_place_where_nothing_lies_is_called_a_place(play: Play) -> None:
    """Two numbers are not taken for a text that is not there."""
    (answer,) = play.tell("touch 700 400")
    assert answer.startswith("error nothing to touch at 700, 400;")


def test_the_end_of_the_lines_ends_nothing(play: Play) -> None:
    """A script that was piped in may leave a program that goes on; `quit` ends it."""
    Prompter(io.StringIO("wait 0\n"), play._mailbox.put, play.props).start()
    play.loop.receive(5.0)
    play.loop.receive(0.2)
    assert play.answers == ["ok wait 0"]
    assert play.loop.turning


def test_an_unknown_command_is_told_all_there_are(play: Play) -> None:
    """Nobody has to look them up."""
    (answer,) = play.tell("help")
    assert all(
        command in answer for command in ("knock", "slit", "touch", "see", "state", "shot", "wait", "quit")
    )


@pytest.mark.parametrize("line", ["knock", "slit open"])
def test_a_bar_has_no_sensors(line: str) -> None:
    """And says whose they are."""
    play = Play(sensors=False)
    (answer,) = play.tell(line)
    assert answer.startswith("error ")
    assert "hatch" in answer


@pytest.mark.parametrize("failure", [OSError("no such folder"), ValueError("embedded null byte")])
def test_a_picture_that_cannot_be_saved_is_an_answer(play: Play, failure: Exception) -> None:
    """In the system's words; the program goes on."""
    play.cannot_save = failure
    assert play.tell("shot a.png", "wait 0") == [f"error {failure}", "ok wait 0"]


def test_before_the_first_picture_there_is_nothing_to_touch() -> None:
    """It says so instead of failing."""
    play = Play()
    play.loop.show = lambda: None  # type: ignore[method-assign]
    assert play.tell("touch Negroni")[0].startswith("error ")
    assert play.tell("see") == ["ok []"]
