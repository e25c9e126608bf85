"""What the bar knows and decides: pure values and functions.

The law of this room: nothing here reads a clock, a file, the environment or chance, starts a thread or
draws. Everything that happens comes in as an event with its moment; everything asked for goes out as an effect.
"""
