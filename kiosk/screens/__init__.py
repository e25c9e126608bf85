"""What is seen: state in, pieces out.

The law of this room: a scene is a value. Nothing here draws, measures pixels by itself, reads a file or knows
pygame. What is drawn is what can be touched: a button is a piece that carries its event.
"""
