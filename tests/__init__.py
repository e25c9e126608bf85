"""The tests, room by room; a package, so that they can share `tests.fakes` wherever pytest starts."""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
