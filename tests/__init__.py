"""The tests, room by room; a package, so that they can share `tests.fakes` wherever pytest starts."""
