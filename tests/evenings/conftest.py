"""Every evening begins the same: a hatch, one display, a broker, nobody at the wall."""

import pytest

from tests.pilot import Pilot


@pytest.fixture
def pilot() -> Pilot:
    """A pilot for one evening."""
    return Pilot()
