"""Log lines come out as systemd's journal, or a person at a desk, can read them."""

import io
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from kiosk.core.effects import Note
from kiosk.shell import journal as room


@pytest.fixture
def desk() -> io.StringIO:
    """A stream that no journal reads."""
    return io.StringIO()


@pytest.fixture
def journal_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TextIO]:
    """A stream that JOURNAL_STREAM names as the journal's own."""
    with (tmp_path / "journal").open("w+") as stream:
        found = os.fstat(stream.fileno())
        monkeypatch.setenv("JOURNAL_STREAM", f"{found.st_dev}:{found.st_ino}")
        yield stream


def test_at_a_desk_a_line_has_its_time_and_level(desk: io.StringIO) -> None:
    """Without a journal a line tells when, how grave, and who speaks."""
    room.journal("kiosk-test", desk).warning("no broker at %s", "localhost:1883")
    line = desk.getvalue()
    assert line.endswith(" WARNING kiosk-test: no broker at localhost:1883\n")
    assert line[:4].isdigit()


def test_in_the_journal_a_line_begins_with_its_priority(journal_file: TextIO) -> None:
    """The journal gets the level as it wants it, and adds time and name itself."""
    logger = room.journal("kiosk-test", journal_file)
    for level in (logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
        logger.log(level, "a line")
    journal_file.seek(0)
    assert journal_file.read().splitlines() == ["<6>a line", "<4>a line", "<3>a line", "<2>a line"]


def test_in_the_journal_every_line_of_a_traceback_has_its_priority(journal_file: TextIO) -> None:
    """A traceback is grave to its last line."""
    logger = room.journal("kiosk-test", journal_file)
    try:
        int("no number")
    except ValueError:
        logger.exception("it broke")
    journal_file.seek(0)
    lines = journal_file.read().splitlines()
    assert len(lines) > 3
    assert {line[:3] for line in lines} == {"<3>"}


def test_a_stream_led_elsewhere_is_not_the_journal(
    journal_file: TextIO, desk: io.StringIO, tmp_path: Path
) -> None:
    """JOURNAL_STREAM is inherited by programs whose output goes to a file: those lines stay plain."""
    with (tmp_path / "elsewhere").open("w") as elsewhere:
        told = [room.is_journal(stream, os.environ) for stream in (journal_file, elsewhere, desk)]
    assert told == [True, False, False]


def test_asking_twice_writes_once(desk: io.StringIO) -> None:
    """A journal set up again does not say everything twice."""
    room.journal("kiosk-test", desk)
    room.journal("kiosk-test", desk).info("once")
    assert desk.getvalue().count("once") == 1


def test_a_note_becomes_its_sentence(desk: io.StringIO) -> None:
    """A step's note is told in the words of its key, with its facts, at its level."""
    room.note(room.journal("kiosk-test", desk), Note("write_failed", (("why", "the disk is full {}"),)))
    assert "ERROR" in desk.getvalue()
    assert "could not be written: the disk is full {}\n" in desk.getvalue()


@pytest.mark.parametrize("key", ["never_heard_of", "write_failed"])
def test_a_note_without_its_sentence_is_told_plainly(key: str) -> None:
    """A key nobody wrote a sentence for, or a fact too few, is told as it is and not lost."""
    assert room.sentence(Note(key, (("other", "1"),)))[1] == f"{key} other=1"
