"""End to end: real processes, a real broker, a real SQLite file, played through their stagehands.

The law of this room: nothing of the programs is faked but the pins and, but for the window's test, the screen.
Every wait is bounded, and whatever is started is ended by the fixture that started it.
"""
