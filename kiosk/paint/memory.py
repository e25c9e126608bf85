"""Tells the C library to give back memory that is free: a drawing needs several times its size while it is made."""

import ctypes

M_MMAP_THRESHOLD = -3
"""mallopt(3). Set, it stays: else glibc raises it to the largest piece it has ever freed, and keeps all below in its heap."""
LARGE_BYTES = 128 * 1024


def give_back() -> None:
    """From now on every large piece is the system's own again when it is freed. Where that cannot be said nothing happens."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)
