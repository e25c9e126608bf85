"""One file a command. With `kiosk.__main__` the only composition root: opens, joins and closes the parts.

The law of this room: it decides nothing about guests and orders. It alone sees hardware.
"""
