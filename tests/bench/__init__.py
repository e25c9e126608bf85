"""What the kiosk costs on this machine: `make bench`, or `python -m tests.bench NAME ...` for some of its rows.

The law of this room: it measures and asserts nothing; every figure of a table comes from one run; what a row
measures, from where to where, stands in its own docstring. Times are CLOCK_MONOTONIC's, in milliseconds.
"""

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
