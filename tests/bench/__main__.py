"""`python -m tests.bench [NAME ...]`: measure, and print the table as it grows. About five minutes for all of it."""

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.bench import bar, books, ear, frames, inside, processes, storm, ticket
from tests.bench.desk import Desk, desk
from tests.bench.table import Row, head, line, machine

ROWS: Mapping[str, Callable[[Desk], Iterator[Row]]] = {
    "knock": inside.knock,
    "touch": inside.touch,
    "frames": frames.frames,
    "tickets": bar.tickets,
    "board": bar.boards,
    "start": processes.start,
    "request": bar.request,
    "ticket": ticket.ticket,
    "asleep": processes.asleep,
    "memory": processes.memory,
    "books": books.books,
    "edges": storm.edges,
    "storm": storm.storm,
    "ear": ear.ear,
}
DISK = Path("/var/tmp")
"""Unlike /tmp on Debian 13 this is no memory: a commit there costs what it costs."""


def main() -> None:
    """Measure what is named, or everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(ROWS)}; none is all")
    names = parser.parse_args().names
    if strangers := [name for name in names if name not in ROWS]:
        parser.error(f"there is no {strangers[0]}; there are {', '.join(ROWS)}")
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-", dir=DISK) as folder, desk(Path(folder)) as here:
        print(
            machine(Path(folder), f"{here.broker.kind}, MQTT {here.broker.protocol}"),
            head(),
            sep="\n\n",
            flush=True,
        )
        for name in [name for name in ROWS if name in (names or ROWS)]:  # starts come before what stays
            for row in ROWS[name](here):
                print(line(row), flush=True)


if __name__ == "__main__":
    main()
