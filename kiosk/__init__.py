"""The kiosk of a take-away window: a knock, an order, a pick-up word, a hand-over.

The rooms, and who may look into whom (left may import right, never back):
`__main__, commands > shell, settings > paint > screens | wire > core`.
"""

__version__ = "0.1.0"
