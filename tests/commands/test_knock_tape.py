"""Recordings while they grow: in order, on disk at once, and readable whatever ends them."""

from pathlib import Path

import pytest

from kiosk.commands.knock_tape import Tape, TapeFault, played
from kiosk.core.events import KnockEdge, SlitMoved
from kiosk.wire.knock_trace import Mark


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    """Times count from the start of the recording, not from the first edge."""
    file = tmp_path / "tape.txt"
    with Tape(file, 100.0) as tape:
        tape.add(Mark(100.5, "three  knocks\n"))
        tape.add(KnockEdge(101.0, True))
        tape.add(SlitMoved(102.0, True))
        tape.close(103.0)
    trace = played(file)
    assert trace.happened == (Mark(0.5, "three knocks"), KnockEdge(1.0, True), SlitMoved(2.0, True))
    assert trace.ended == 3.0


def test_every_line_is_on_disk_at_once(tmp_path: Path) -> None:
    """A recording that breaks off is told as that, and says after which line."""
    file = tmp_path / "tape.txt"
    tape = Tape(file, 0.0)
    tape.add(KnockEdge(1.0, True))
    assert file.read_text(encoding="utf-8").splitlines()[-1] == "1.000000 active"
    with pytest.raises(TapeFault, match=r"tape.txt: line 2: the recording breaks off"):
        played(file)
    tape.close(2.0)
    assert played(file).ended == 2.0


def test_an_edge_stamped_late_does_not_bring_it_out_of_order(tmp_path: Path) -> None:
    """Two threads tell of the two lines: what comes a moment late is written as late as the last."""
    file = tmp_path / "tape.txt"
    with Tape(file, 0.0) as tape:
        tape.add(KnockEdge(2.0, True))
        tape.add(SlitMoved(1.9999, True))
    assert played(file).happened == (KnockEdge(2.0, True), SlitMoved(2.0, True))


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A folder that is not there."""
    with pytest.raises(TapeFault, match=r"cannot be written \(No such file or directory\)"):
        Tape(tmp_path / "no" / "tape.txt", 0.0)
