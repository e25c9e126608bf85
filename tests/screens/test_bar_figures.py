"""Tonight in figures on the bar's display: all of them, with what each is called; and nothing pretended."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from kiosk.core.bar_state import Bar
from kiosk.core.figures import Figures
from kiosk.screens import bar
from kiosk.screens.bar_moments import BUSY
from kiosk.screens.figures_told import NONE
from kiosk.screens.look import Look
from tests.screens import bar_states as evening
from tests.screens.bar_states import NOW

LookAt = Callable[..., Look]
TOLD = replace(evening.with_board(evening.bar(), night="2026-11-20", figures=BUSY), view="figures")


@pytest.fixture(params=[(800, 480), (720, 1280)], ids=["lying", "standing"])
def look(request: pytest.FixtureRequest, look_at: LookAt) -> Look:
    """A lying screen and a standing one."""
    return look_at(*request.param)


def read(state: Bar, look: Look) -> str:
    """All that can be read."""
    return " ".join(bar.scene(state, look, NOW).texts()).replace("\N{NO-BREAK SPACE}", " ")


def test_every_figure_is_named(look: Look) -> None:
    """Orders and what became of them, drinks, takings, waits, the busiest half hour, of which night; and that it is no receipt."""
    told, words = read(TOLD, look), look.words("it").figures
    for name in (
        words.orders,
        words.collected,
        words.uncollected,
        words.refused,
        words.cancelled,
        words.open,
    ):
        assert name in told
    for figure in ("128", "113", "214", "1.498,00 €", "6,9 min", "18,9 min", "20 novembre"):
        assert figure in told
    assert words.half.format(since="22:30", until="23:00") in told
    assert words.no_receipt in told


def test_before_the_first_order_nothing_is_made_up(look: Look) -> None:
    """A wait that nobody had is none, and not zero minutes."""
    told = read(evening.with_board(TOLD, figures=Figures()), look)
    assert told.count(NONE) == 3
    assert look.words("it").figures.minutes.format(minutes="0,0") not in told


def test_a_hatch_that_tells_no_figures_is_named(look: Look) -> None:
    """One of an older version has sold something all the same: no zeros stand there."""
    told = read(evening.with_board(TOLD, figures=None), look)
    assert all(word in told for word in look.words("it").figures.untold.split())
    assert look.words("it").figures.drinks not in told


def test_a_night_by_another_name_is_shown_as_it_came(look: Look) -> None:
    """What a hatch calls its night is not believed to be a date."""
    assert "la notte di san Lorenzo" in read(evening.with_board(TOLD, night="la notte di san Lorenzo"), look)


def test_with_two_hatches_each_has_its_own(look: Look) -> None:
    """A page a hatch, with its name on it."""
    both = evening.with_second_hatch(TOLD)
    assert "128" in read(both, look)
    assert evening.HATCH in read(both, look)
    assert "128" not in read(replace(both, page=1), look)
