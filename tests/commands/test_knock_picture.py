"""The watch's picture and lines: what was heard is where it belongs, and nothing wraps."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.commands.knock_lines import beats, lines, said
from kiosk.commands.knock_picture import COARSE, FINE, Frame, picture
from kiosk.commands.knock_seen import SPAN_S, Seen
from kiosk.commands.knock_words import knock_words
from kiosk.core.events import KnockEdge, PinFault, SlitMoved
from kiosk.core.heard import Bout, Doubt, Hearing, Noise, Rejected
from kiosk.core.knock import Ear
from kiosk.core.rules import SLIT_SETTLES_S, KnockRules
from kiosk.wire.knock_trace import Mark

WORDS = knock_words().watch
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
NOW = 100.0


def frame(columns: int = 80, rows: int = 24, now: float = NOW) -> Frame:
    return Frame(columns, rows, now, "title", "state", "hint", FINE)


def struck(*times: float) -> Seen:
    """A watch that has heard blows at these times, and the silence after them."""
    seen = Seen(Ear(KnockRules()))
    for at in times:
        seen.settle(at)
        seen.take(KnockEdge(at, True))
        seen.take(KnockEdge(at + 0.002, False))
    seen.settle(NOW)
    return seen


def row(seen: Seen, name: str, columns: int = 80, now: float = NOW) -> str:
    shown = [ESCAPES.sub("", line) for line in picture(seen, (), WORDS, frame(columns, now=now))]
    (found,) = [line for line in shown if line.startswith(name)]
    return found[9:]


def test_the_newest_is_on_the_right_and_the_oldest_leaves_on_the_left() -> None:
    """A blow half a span ago stands in the middle; after a span it is gone."""
    seen = struck(NOW - SPAN_S / 2)
    assert abs(row(seen, WORDS.knocks_row).index("●") - 35) <= 1
    later = NOW + SPAN_S
    seen.forget(later)
    assert "●" not in row(seen, WORDS.knocks_row, now=later)
    assert not seen.edges


def test_a_knocking_is_drawn_with_its_count() -> None:
    """From its first knock to its last; one that is doubted is drawn otherwise."""
    shown = row(struck(98.0, 98.25, 98.5), WORDS.bouts_row).strip()
    assert shown[0] == "3"
    assert set(shown[1:]) == {FINE.bout}
    assert row(struck(98.0), WORDS.bouts_row).strip()[0] == "1"


def test_many_edges_are_drawn_higher_than_few() -> None:
    """Each step is twice as many, and the highest has no end."""
    seen = struck(97.0)
    for turn in range(600):
        seen.take(KnockEdge(98.0 + turn * 0.00005, turn % 2 == 0))
    heights = [FINE.density.index(letter) for letter in row(seen, WORDS.edges_row).rstrip() if letter != " "]
    assert min(heights) == 2
    assert max(heights) == len(FINE.density) - 1


@given(
    st.integers(1, 300),
    st.integers(1, 100),
    st.lists(st.floats(90, 100), max_size=20),
    st.lists(st.text(max_size=200), max_size=40),
)
def test_no_picture_wraps_or_overflows(columns: int, rows: int, times: list[float], log: list[str]) -> None:
    """Whatever is in it, and however small the window: rows fit in, without line breaks or other controls."""
    shown = picture(struck(*sorted(times)), log, WORDS, frame(columns, rows))
    assert len(shown) <= rows
    for line in shown:
        plain = ESCAPES.sub("", line)
        assert len(plain) < max(columns, 2)
        assert plain.isprintable()


def test_every_reason_has_its_words() -> None:
    """The ear can say nothing that a technician would not read."""
    for noise in Noise.__args__:  # type: ignore[attr-defined]
        assert said(Rejected(0.0, noise), WORDS)
    for doubt in Doubt.__args__:  # type: ignore[attr-defined]
        assert said(Bout(0.0, 2, (1.0,), doubt=doubt), WORDS)
    for deaf in ("", "stuck", "storm"):
        assert said(Hearing(0.0, deaf), WORDS)


def test_a_named_rhythm_is_called_by_its_name() -> None:
    """And the secret one is told from the others."""
    named = said(Bout(0.0, 3, (1.0, 0.5), "shave"), WORDS)
    assert "shave" in named
    assert said(Bout(0.0, 3, (1.0, 0.5), "shave", secret=True), WORDS) != named


def test_a_rhythm_is_drawn_in_its_proportions() -> None:
    """The longest interval has eight dashes; none has less than one; strange numbers do no harm."""
    assert beats((1.0, 0.5, 0.5, 1.0)) == "o--------o----o----o--------o"
    assert beats((0.001,)) == "o-o"
    assert beats((1e308, -5.0)) == "o--------o-o"


def test_lines_tell_their_second_since_the_start() -> None:
    """What has no time of its own happened now."""
    (told,) = lines([PinFault("knock", "gone")], WORDS, 90.0, NOW)
    assert told.startswith("   10.000  ")
    assert "gone" in told


def test_the_slit_is_told_once_when_it_has_settled() -> None:
    """How it stands at the start is no move, and chatter is none either."""
    seen = Seen(Ear(KnockRules()))
    seen.take(SlitMoved(90.0, False))
    assert seen.slit is False
    for turn, is_open in enumerate((True, False, True)):
        assert seen.take(SlitMoved(91.0 + turn * 0.002, is_open)) == ()
    assert [news for news in seen.settle(91.01) if isinstance(news, SlitMoved)] == []
    told = [news for news in seen.settle(91.1 + SLIT_SETTLES_S) if isinstance(news, SlitMoved)]
    assert [news.open for news in told] == [True]
    assert seen.slit is True


def test_what_the_watch_hears_is_what_the_hatch_hears() -> None:
    """A look in between, as often as the picture likes, changes no count."""
    looked, left = struck(97.0, 97.1, 97.35, 97.5), Seen(Ear(KnockRules()))
    for at in (97.0, 97.1, 97.35, 97.5):
        for edge in (KnockEdge(at, True), KnockEdge(at + 0.002, False)):
            left.take(edge)
    for turn in range(100):
        left.settle(98.0 + turn * 0.02)
    assert looked.tally == left.tally


def test_a_mark_ends_the_bout_before_it() -> None:
    """A watch of a recording hears each part by itself, as a calibration does."""
    seen = Seen(Ear(KnockRules()))
    for at in (97.0, 97.2):
        seen.take(KnockEdge(at, True))
        seen.take(KnockEdge(at + 0.002, False))
    told = seen.take(Mark(97.4, "bottle"))
    assert [(one.count, one.doubt) for one in told if isinstance(one, Bout)] == [(2, "")]
    assert isinstance(told[-1], Mark)
    assert not [one for one in seen.settle(99.0) if isinstance(one, Bout)]


def test_all_figures_fit_in_eighty_columns() -> None:
    """A long evening's counts are read whole in the narrowest terminal that is usual."""
    seen = struck(97.0, 97.2)
    seen.tally.update(edges=9_000, bursts=1_000, knocks=1_000, rejected=900, bouts=900, heard=900)
    assert any(line.endswith("901 believed") for line in picture(seen, (), WORDS, frame(80)))


@pytest.mark.parametrize("glyphs", [FINE, COARSE])
def test_both_sets_of_letters_have_one_column_each(glyphs: object) -> None:
    """Else the trail would shift."""
    assert all(len(getattr(glyphs, name)) == 1 for name in ("burst", "knock", "rejected", "bout", "doubt"))
