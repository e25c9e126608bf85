"""Recordings on disk: read whole, written line by line while they grow."""

from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec.structs import replace

from kiosk.wire import knock_trace
from kiosk.wire.knock_trace import BadTrace, Happened, Trace


class TapeFault(Exception):
    """A recording cannot be read or written; the text says which, why, and the mend."""


def played(file: Path) -> Trace:
    """The recording in a file. Raises TapeFault."""
    try:
        return knock_trace.read(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise TapeFault(
            f"{file}: this is no recording of a knock line, it is no text. Name one that `kiosk knock watch --save` wrote"
        ) from error
    except OSError as error:
        raise TapeFault(
            f"{file}: cannot be read ({error.strerror}). Name a recording that is there"
        ) from error
    except BadTrace as bad:
        raise TapeFault(f"{file}: {bad}") from bad


class Tape:
    """A recording that is being written. What was told is on disk, but for the last moment, also when the power goes."""

    def __init__(self, file: Path, start: float) -> None:
        """Begin at `start` (monotonic seconds). A file that is there already is kept: raises TapeFault."""
        self.file, self.count = file, 0
        self._start = self._last = start
        self._text = _begun(file)
        self._write(knock_trace.title())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(self._last)

    def add(self, happened: Happened) -> None:
        """One more line. What was stamped before the last one is written as late as that: a recording is in order."""
        self._last = max(self._last, happened.at)
        self._write(knock_trace.line(_at(happened, self._last), self._start))
        self.count += 1

    def close(self, now: float) -> None:
        """Write the end, unless that is done."""
        if not self._text.closed:
            self._write(knock_trace.end(max(now, self._last), self._start))
            self._text.close()

    def _write(self, line: str) -> None:
        try:
            self._text.write(f"{line}\n")
            self._text.flush()
        except OSError as error:
            raise TapeFault(f"{self.file}: cannot be written ({error.strerror}). Make room for it") from error


def _begun(file: Path) -> TextIOWrapper:
    try:
        return file.open("x", encoding="utf-8")
    except FileExistsError as error:
        raise TapeFault(f"{file}: is there already, and is kept. Name another file") from error
    except OSError as error:
        raise TapeFault(
            f"{file}: cannot be written ({error.strerror}). Name a file in a folder of yours"
        ) from error


def _at(happened: Happened, at: float) -> Happened:
    return happened if happened.at == at else replace(happened, at=at)
