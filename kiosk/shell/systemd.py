"""systemd, as a service speaks to it: sd_notify(3) and sd_watchdog_enabled(3), in plain Python."""

import os
import socket
from collections.abc import Mapping

PATIENCE_S = 0.5
"""So long a line to systemd may take: its queue may be full, and the loop must not stand still."""
USEC = 1_000_000


class Systemd:
    """Whoever started this program, if that was systemd and it listens; otherwise everything said here is silence."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._address = _address(environ.get("NOTIFY_SOCKET", ""))
        self.watchdog_s = _watchdog_s(environ) if self.listens else None
        """Within so many seconds this process must give a sign of life, again and again; None when nobody waits for one."""

    @property
    def listens(self) -> bool:
        """Whether there is somebody to tell."""
        return bool(self._address)

    def tell(self, **said: str) -> bool:
        """Send lines such as READY="1", STATUS="..." in one datagram; whether they were taken. Never raises."""
        if not self.listens:
            return False
        lines = "\n".join(f"{name}={' '.join(text.split())}" for name, text in said.items())
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as outlet:
                outlet.settimeout(PATIENCE_S)
                outlet.sendto(lines.encode(), self._address)
        except OSError:
            return False  # systemd notices by itself what it did not hear
        return True


def _address(written: str) -> str:
    """The socket's address as the kernel takes it; `@` stands for the null of an abstract one."""
    if written.startswith("@"):
        return "\0" + written[1:]
    return written if written.startswith("/") else ""


def _watchdog_s(environ: Mapping[str, str]) -> float | None:
    """How long systemd waits for a sign of life; None when it waits for none, or for another process's."""
    usec, pid = environ.get("WATCHDOG_USEC", ""), environ.get("WATCHDOG_PID", "")
    if pid and pid != str(os.getpid()):
        return None
    return int(usec) / USEC if usec.isdecimal() and int(usec) > 0 else None
