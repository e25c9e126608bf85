"""Widths are sums, the largest size that fits is found, and lines break at spaces only."""

from hypothesis import given
from hypothesis import strategies as some

from kiosk.screens.metrics import FaceMetrics, Metrics

FACE = FaceMetrics({"i": 250, "m": 1000, " ": 250}, other=500)
METRICS = Metrics({"old": FACE})
texts = some.text("im x\xa0", max_size=60)


def test_a_width_is_the_sum_of_its_letters_rounded_up() -> None:
    """Letters of the table by the table, others by the common width, and a part of a pixel counts as one."""
    assert FACE.width_px("im", 20) == 25
    assert FACE.width_px("xx", 20) == 20
    assert FACE.width_px("i", 10) == 3
    assert FACE.width_px("", 10) == 0


def test_fit_takes_the_largest_that_fits() -> None:
    """The first size whose line is narrow enough, or the last when none is."""
    assert METRICS.fit("mm", "old", 50, (40, 30, 25, 20)) == 25
    assert METRICS.fit("mm", "old", 80, (40, 30, 25, 20)) == 40
    assert METRICS.fit("mm", "old", 10, (40, 30, 25, 20)) == 20


def test_wrap_keeps_a_long_word_whole() -> None:
    """A word wider than the line stands alone on its own."""
    assert METRICS.wrap("i mmmm i", "old", 10, 20) == ("i", "mmmm", "i")


def test_wrap_does_not_break_an_amount() -> None:
    """A space that does not break holds a sum and its sign together."""
    assert METRICS.wrap("mm 7,00\xa0€ mm", "old", 10, 30) == ("mm", "7,00\xa0€", "mm")


@given(texts, some.integers(1, 200))
def test_wrap_loses_nothing(text: str, width_px: int) -> None:
    """The lines together are the text with single spaces, and only single words may be too wide."""
    lines = METRICS.wrap(text, "old", 10, width_px)
    assert " ".join(lines) == " ".join(filter(None, text.split(" ")))
    assert all(METRICS.width_px(line, "old", 10) <= width_px or " " not in line for line in lines)
