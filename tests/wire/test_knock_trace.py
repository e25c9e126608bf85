"""Recordings: what is written is read again, what was edited by hand is read too, and what is none says so."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.events import KnockEdge, SlitMoved
from kiosk.core.heard import Bout, Knock
from kiosk.core.knock import Ear
from kiosk.core.rhythm import Rhythm
from kiosk.core.rules import KnockRules
from kiosk.wire.knock_trace import BadTrace, Happened, Mark, Trace, listen, read, written

HEAD = "kiosk knock recording 1\n"
BY_HAND = (
    HEAD
    + """\
# somebody knocked twice while it rained

0.0   mark  two   knocks
0.512000 active
  0.5127 idle
0.75 active
0.752 idle
2.04 slit open
2.9 slit shut
9.5 end
"""
)

words = st.text(st.characters(codec="ascii", exclude_characters="\x00"), max_size=20)
happenings = st.one_of(
    st.builds(KnockEdge, st.floats(0, 1000), st.booleans()),
    st.builds(SlitMoved, st.floats(0, 1000), st.booleans()),
    st.builds(Mark, st.floats(0, 1000), words),
)


def test_a_recording_written_by_hand_is_read() -> None:
    """Remarks, empty lines and any number of blanks are nothing to it."""
    assert read(BY_HAND) == Trace(
        (
            Mark(0.0, "two knocks"),
            KnockEdge(0.512, True),
            KnockEdge(0.5127, False),
            KnockEdge(0.75, True),
            KnockEdge(0.752, False),
            SlitMoved(2.04, True),
            SlitMoved(2.9, False),
        ),
        9.5,
    )


def test_a_recording_is_heard_as_the_hatch_hears() -> None:
    """Each knock at once, and the bout when its silence has passed, though no edge comes any more."""
    told = list(listen(Ear(KnockRules()), read(BY_HAND)))
    assert [one.at for one in told if isinstance(one, Knock)] == [0.512, 0.75]
    assert [(one.count, one.doubt) for one in told if isinstance(one, Bout)] == [(2, "")]


def test_a_mark_ends_what_was_heard_before_it() -> None:
    """Four knocks and, a breath later, three of the next part are no secret knock; without the mark they are."""
    secret = Rhythm("ours", (1, 1, 1, "breath", 1, 1), secret=True)
    edges = [*_blows(1.0, 4), *_blows(2.6, 3)]
    joined = Trace(tuple(edges), 6.0)
    parted = Trace(tuple(sorted([*edges, Mark(2.2, "shutter")], key=lambda one: one.at)), 6.0)
    assert _bouts(Ear(KnockRules(), (secret,)), joined)[-1] == (7, "", True)
    assert _bouts(Ear(KnockRules(), (secret,)), parted) == [(4, "", False), (3, "", False)]


def test_a_mark_ends_a_bout_and_the_question_after_a_lone_knock() -> None:
    """A bout that no silence has ended yet is judged by what came before the mark; a lone bump waits for none after it."""
    cut = Trace(
        (*_blows(1.0, 2), Mark(1.3, "bottle"), *_blows(1.5, 1), Mark(3.0, "ice"), *_blows(4.0, 1)), 6.0
    )
    assert _bouts(Ear(KnockRules()), cut) == [(2, "", False), (1, "lone", False), (1, "lone", False)]
    whole = Trace((*_blows(1.5, 1), *_blows(4.0, 1)), 6.0)
    assert _bouts(Ear(KnockRules()), whole) == [(1, "lone", False), (1, "", False)]


def _blows(at: float, count: int) -> list[Happened]:
    """So many, as uneven as a hand's, each with some ringing."""
    return [
        KnockEdge(at + turn * 0.22 + 0.012 * (turn % 2) + 0.003 * edge, edge % 2 == 0)
        for turn in range(count)
        for edge in range(4)
    ]


def _bouts(ear: Ear, trace: Trace) -> list[tuple[int, str, bool]]:
    return [(one.count, one.doubt, one.secret) for one in listen(ear, trace) if isinstance(one, Bout)]


@given(st.lists(happenings, max_size=40), st.floats(0, 100))
def test_what_is_written_is_read_again(happened: list[Happened], more: float) -> None:
    """To a microsecond, in order, with its marks in one line each."""
    happened = sorted([KnockEdge(0.0, True), *happened], key=lambda one: one.at)
    trace = Trace(tuple(happened), happened[-1].at + more)
    again = read(written(trace))
    assert [type(one) for one in again.happened] == [type(one) for one in happened]
    assert [one.at for one in again.happened] == pytest.approx([one.at for one in happened], abs=1e-6)
    assert [one.text for one in again.happened if isinstance(one, Mark)] == [
        " ".join(one.text.split()) for one in happened if isinstance(one, Mark)
    ]
    assert again.ended == pytest.approx(trace.ended, abs=1e-6)
    assert read(written(again)) == again


@pytest.mark.parametrize(
    ("text", "line", "what", "mend"),
    [
        ("", 0, "is empty", "Record it again"),
        ("\n# nothing\n", 0, "is empty", "Record it again"),
        ("GIF89a", 1, "no recording", "kiosk knock recording 1"),
        ("kiosk knock recording 2\n0 end\n", 1, "another version", "version 1"),
        (HEAD + "0.5 active\n", 2, "breaks off", "write the end"),
        (HEAD, 1, "breaks off", "write the end"),
        (HEAD + "0.5 active\n0.4 idle\n1 end\n", 3, "out of order", "Sort"),
        (HEAD + "0.5 active\n0.4 end\n", 3, "out of order", "Sort"),
        (HEAD + "0.5 active\n1 end\n2 idle\n", 3, "and then goes on", "two recordings are two files"),
        (HEAD + "0.5 knock\n1 end\n", 2, '"knock" is nothing that happens', "Write active"),
        (HEAD + "0.5\n1 end\n", 2, '"" is nothing that happens', "Write active"),
        (HEAD + "0.5 slit ajar\n1 end\n", 2, "is nothing that happens", "slit open"),
        (HEAD + "half active\n1 end\n", 2, '"half" is no time', "in seconds"),
        (HEAD + "-1 active\n1 end\n", 2, "is no time in a recording", "Write 0 to"),
        (HEAD + "nan active\n1 end\n", 2, "is no time in a recording", "Write 0 to"),
        (HEAD + "1e9 active\n1e9 end\n", 2, "is no time in a recording", "Write 0 to"),
        (HEAD + "0 mark quiet\n9 end\n", 0, "no edge of the knock line", "wiring"),
    ],
)
def test_what_is_no_recording_is_told(text: str, line: int, what: str, mend: str) -> None:
    """Empty, of something else, newer, broken off, out of order, of two, or with a line that says nothing: one message, with the mend."""
    with pytest.raises(BadTrace) as caught:
        read(text)
    assert caught.value.line == line
    assert what in caught.value.what
    assert mend in caught.value.mend
    assert "\n" not in str(caught.value)


@given(st.text(max_size=200))
def test_any_text_is_a_recording_or_says_why_not(text: str) -> None:
    """Nothing else is ever raised."""
    for tried in (text, HEAD + text):
        with suppress(BadTrace):
            read(tried)
