"""Sensors as nouns, and the board that stands in for them.

The law of this room: it is a leaf. It imports gpiozero and the standard library, and has never heard of the kiosk.
A sensor reports raw changes, each with its time, to the one function it was given, and decides nothing: what is a
knock, what is chatter and what it means is judged elsewhere. Nothing a sensor calls can stop the pins' thread.
"""
