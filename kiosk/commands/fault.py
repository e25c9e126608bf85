"""A fault in words: our own say what happened and how to mend it, any other is called by its kind."""

OWN_ROOMS = ("kiosk.", "hardware.")
"""Exceptions made here say what happened, where, and how to mend it."""


def ours(fault: BaseException) -> bool:
    """Whether somebody here wrote its message, for a technician to read."""
    return type(fault).__module__.startswith(OWN_ROOMS)


def told(fault: BaseException) -> str:
    """As a technician shall read it."""
    return str(fault) if ours(fault) else f"{type(fault).__name__}: {fault}"
