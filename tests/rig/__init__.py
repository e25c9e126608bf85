"""A night on a booted Debian: the installer, the units, real pins, a real screen. Not run by pytest: see __main__."""
