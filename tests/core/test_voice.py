"""Mr. V goes through all of his lines before he says one again."""

from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.voice import Voice, walked

LINES = st.integers(1, 60).map(lambda many: tuple(f"line {at}" for at in range(many)))


@given(lines=LINES, turn=st.integers(0, 10**6))
def test_a_walk_meets_every_line_before_any_comes_again(lines: tuple[str, ...], turn: int) -> None:
    """So many turns as there are lines, from whichever on, say each of them once."""
    assert sorted(walked(lines, turn + at) for at in range(len(lines))) == sorted(lines)


@given(lines=LINES.filter(lambda lines: len(lines) > 1), turn=st.integers(0, 10**6))
def test_no_line_follows_itself(lines: tuple[str, ...], turn: int) -> None:
    """Also where one round ends and the next begins."""
    assert walked(lines, turn) != walked(lines, turn + 1)


def test_lines_do_not_come_as_they_are_written() -> None:
    """With five lines or more the next one is not the next one in the list."""
    lines = tuple("abcdefg")
    assert "".join(walked(lines, turn) for turn in range(7)) not in "abcdefgabcdefg"


def test_each_topic_has_a_walk_of_its_own() -> None:
    """What is said about one thing moves nothing on that is said about another."""
    lines = tuple("abcde")
    voice = Voice()
    before = voice.line("ready", lines)
    for _ in range(3):
        voice = voice.about("chosen")
    assert voice.line("ready", lines) == before
    assert voice.turn("chosen") == 3
    assert voice.about("ready").line("ready", lines) != before


def test_an_evening_begins_where_it_likes() -> None:
    """Two evenings that begin differently open with different lines."""
    lines = tuple("abcde")
    assert len({Voice(first=at).line("empty", lines) for at in range(5)}) == 5
