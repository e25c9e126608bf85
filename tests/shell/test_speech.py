"""Reading aloud: one thing at a time, ended at once by the next; silent where nothing can speak."""

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.screens.speech import Speech
from kiosk.shell.speech import PROGRAM, Speaker, can_speak
from tests.conftest import needed

PRETENDER = """\
#!/bin/sh
echo "$$ $*" >> "{folder}/begun"
cat > "{folder}/text.$$"
exec sleep 30
"""
NEGRONI = Speech("Negroni. 7,00 €.", "it", louder=False, asked=1.0)


class Mouth:
    """A folder with something that stands for espeak-ng: it writes down what it was to say, and takes its time over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        program = folder / PROGRAM
        program.write_text(PRETENDER.format(folder=folder))
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    def begun(self, count: int) -> list[list[str]]:
        """How it was called each time, once it was called so often."""
        file = self.folder / "begun"
        for _ in range(200):
            calls = [line.split() for line in file.read_text().splitlines()] if file.exists() else []
            if len(calls) >= count and all((self.folder / f"text.{call[0]}").exists() for call in calls):
                return calls
            time.sleep(0.01)
        raise AssertionError(f"it was not called {count} times")

    def text(self, call: list[str]) -> str:
        """What it was to say."""
        file = self.folder / f"text.{call[0]}"
        for _ in range(200):
            if file.read_text():
                break
            time.sleep(0.01)
        return file.read_text()


@pytest.fixture
def mouth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mouth:
    """The only espeak-ng there is."""
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return Mouth(tmp_path)


def a_speaker(volume: float = 1.0, note: Callable[[str], None] = print, *, on: bool = True) -> Speaker:
    """One as the hatch has it, at this volume."""
    return Speaker(on=on, volume=lambda: volume, words_per_minute=150, note=note)


def alive(call: list[str]) -> bool:
    """Whether the process of this call is still there."""
    return Path(f"/proc/{call[0]}/exe").exists()


def ended(mouth: Mouth, count: int) -> bool:
    """Whether it was called so often, and the last call has ended (though nobody has asked how)."""
    file = mouth.folder / "begun"
    calls = [line.split() for line in file.read_text().splitlines()] if file.exists() else []
    return len(calls) == count and not alive(calls[-1])


def test_a_text_is_said_in_its_language(mouth: Mouth) -> None:
    """Voice, level and pace are the program's arguments, the text goes in by its input."""
    speaker = a_speaker(0.5)
    speaker.speak(NEGRONI)
    (call,) = mouth.begun(1)
    assert call[1:] == ["-v", "it", "-a", "50", "-s", "150", "-b", "1"]
    assert mouth.text(call) == NEGRONI.text
    speaker.close()


def test_the_next_thing_ends_the_one_before(mouth: Mouth) -> None:
    """Two never speak at once, and none leaves a process behind."""
    speaker = a_speaker(1.0)
    speaker.speak(NEGRONI)
    (first,) = mouth.begun(1)
    speaker.speak(Speech("Prego.", "it", louder=False, asked=2.0))
    assert not alive(first)
    second = mouth.begun(2)[1]
    assert alive(second)
    speaker.speak(None)
    assert not alive(second)
    speaker.close()


def test_louder_is_louder_and_never_clips(mouth: Mouth) -> None:
    """The guest's louder goes up to the program's own level."""
    speaker = a_speaker(0.5)
    speaker.speak(Speech("Forte.", "it", louder=True, asked=1.0))
    (call,) = mouth.begun(1)
    assert call[4] == "80"
    speaker.close()
    speaker = a_speaker(0.9)
    speaker.speak(Speech("Forte.", "it", louder=True, asked=1.0))
    assert mouth.begun(2)[1][4] == "100"
    speaker.close()


def test_where_nothing_can_speak_it_is_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the hatch works."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not can_speak()
    notes: list[str] = []
    speaker = a_speaker(note=notes.append)
    speaker.speak(NEGRONI)
    speaker.close()
    assert notes == []


def test_a_program_that_cannot_be_started_is_told_once(mouth: Mouth) -> None:
    """A broken installation is a line in the journal, not an end."""
    notes: list[str] = []
    speaker = a_speaker(note=notes.append)
    (mouth.folder / PROGRAM).write_bytes(b"\x7fELF no program")
    speaker.speak(NEGRONI)
    speaker.speak(NEGRONI)
    assert len(notes) == 1
    assert PROGRAM in notes[0]


def test_a_house_that_switched_it_off_is_not_spoken_in(mouth: Mouth) -> None:
    """Also not by whoever knocks long enough to be spoken to."""
    speaker = a_speaker(on=False)
    speaker.speak(NEGRONI)
    speaker.close()
    assert not (mouth.folder / "begun").exists()


def test_it_is_as_loud_as_the_house_is_at_that_hour(mouth: Mouth) -> None:
    """People sleep above the canal: the volume is asked for each text."""
    volumes = [0.7, 0.3]
    speaker = Speaker(on=True, volume=lambda: volumes.pop(0), words_per_minute=150, note=print)
    speaker.speak(NEGRONI)
    mouth.begun(1)
    speaker.speak(NEGRONI)
    assert [call[4] for call in mouth.begun(2)] == ["70", "30"]
    speaker.close()


def test_one_that_dies_is_told_of_once_and_tried_again(mouth: Mouth) -> None:
    """A card that was taken for a moment, a voice that is not there: the journal says so, and the next text is tried."""
    (mouth.folder / PROGRAM).write_text(f'#!/bin/sh\necho "$$ $*" >> "{mouth.folder}/begun"\nexit 3\n')
    notes: list[str] = []
    speaker = a_speaker(note=notes.append)
    for count in (1, 2, 3):
        speaker.speak(NEGRONI)
        for _ in range(200):
            if ended(mouth, count):
                break
            time.sleep(0.01)
    speaker.close()
    assert [PROGRAM in note and "3" in note for note in notes] == [True]
    assert ended(mouth, 3)


def test_the_real_one_takes_every_language_of_the_house() -> None:
    """Each of them is a voice it knows: it ends well with a line to read into nothing."""
    import subprocess

    from tests.screens.looks import LANGUAGES

    needed(can_speak(), f"{PROGRAM} is not installed")
    for language in LANGUAGES:
        ran = subprocess.run(
            [PROGRAM, "-v", language, "-q", "-b", "1"],
            input=b"Negroni.\n",
            capture_output=True,
            timeout=20,
            check=False,
        )
        assert ran.returncode == 0, (language, ran.stderr)
        assert ran.stderr == b"", language
