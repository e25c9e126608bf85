"""What the program reads: configuration, fonts, drawings and sounds, as `kiosk check` does; whether sentences fit, it alone tells."""

from collections.abc import Iterator

from msgspec import Struct

from kiosk.commands import check
from kiosk.commands.doctor.finding import Finding, fail, ok
from kiosk.settings import Mistake, Survey


class Files(Struct, frozen=True):
    """What is wrong with them, and how many there are."""

    mistakes: tuple[Mistake, ...]
    read: tuple[str, ...] = ()


def gather(read: Survey) -> Files:
    """Look."""
    sources = read.settings.sources if read.settings else ()
    return Files(check.broken(read), tuple(map(str, sources)))


def checks(files: Files) -> Iterator[Finding]:
    """What there is to say of them."""
    for mistake in files.mistakes:
        where = f"{mistake.file}: {mistake.place}" if mistake.place else str(mistake.file)
        yield fail("files.mistake", where=where, what=mistake.what, mend=mistake.mend)
    if not files.mistakes:
        own = [name for name in files.read if name.startswith("/etc/")]
        yield ok("files.right", count=len(files.read), own=", ".join(own) or "-")
