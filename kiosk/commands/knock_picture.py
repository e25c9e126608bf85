"""The picture of a watch: the last seconds of the wood as rows of text, what was said last, and how to end it."""

from collections.abc import Iterable, Sequence
from math import ceil, log2

from msgspec import Struct

from kiosk.commands.knock_seen import SPAN_S, Seen
from kiosk.commands.knock_words import WatchWords

LABEL = 9
"""Columns of a row's name."""
LEAST_LOG = 3
"""So many rows at least tell what was said last."""
BOLD, DIM, GREEN, RED, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[31m", ""


class Glyphs(Struct, frozen=True):
    """What the trail is drawn with."""

    density: str
    """From no edge to very many."""
    burst: str
    knock: str
    rejected: str
    bout: str
    doubt: str


FINE = Glyphs(density=" ▁▂▃▄▅▆▇█", burst="▀", knock="●", rejected="x", bout="━", doubt="┄")
COARSE = Glyphs(density=" .:-=+*#%", burst="=", knock="o", rejected="x", bout="-", doubt="?")


class Frame(Struct, frozen=True):
    """What a picture is made for."""

    columns: int
    rows: int
    now: float
    title: str
    state: str
    hint: str
    glyphs: Glyphs


def picture(seen: Seen, log: Sequence[str], words: WatchWords, frame: Frame) -> list[str]:
    """The rows, none longer than the frame is wide, not more than it is high."""
    width = max(10, frame.columns - LABEL - 1)
    trail = Trail(frame.now, width, frame.glyphs)
    tally = {key: seen.tally[key] for key in ("edges", "bursts", "knocks", "rejected", "bouts", "heard")}
    head = [
        (BOLD, frame.title),
        (PLAIN, frame.state),
        (DIM, words.span.format(seconds=SPAN_S)),
        (PLAIN, _row(words.edges_row, trail.edges(seen.edges))),
        (PLAIN, _row(words.bursts_row, trail.bursts(seen))),
        (GREEN, _row(words.knocks_row, trail.marks(seen.knocks, frame.glyphs.knock))),
        (RED, _row(words.rejected_row, trail.marks(seen.rejected, frame.glyphs.rejected))),
        (BOLD, _row(words.bouts_row, trail.bouts(seen))),
        (DIM, words.tally.format(rate=seen.rate(frame.now), **tally)),
    ]
    room = max(LEAST_LOG, frame.rows - len(head) - 1)
    said = [(PLAIN, line) for line in log[-room:]]
    return [_cut(style, text, frame.columns) for style, text in (*head, *said, (DIM, frame.hint))][
        : frame.rows
    ]


class Trail:
    """The last seconds, a column for each of their equal parts, the newest on the right."""

    def __init__(self, now: float, width: int, glyphs: Glyphs) -> None:
        self._start, self._width, self._glyphs = now - SPAN_S, width, glyphs

    def edges(self, moments: Iterable[float]) -> str:
        """How many edges a column holds, by a rising letter: each is twice as many as the one below."""
        counts = [0] * self._width
        for at in moments:
            column = self._column(at)
            if column is not None:
                counts[column] += 1
        top = len(self._glyphs.density) - 1
        return "".join(self._glyphs.density[min(top, ceil(log2(count + 1)))] for count in counts)

    def marks(self, moments: Iterable[float], glyph: str) -> str:
        """A letter where something happened."""
        row = [" "] * self._width
        for at in moments:
            self._fill(row, at, at, glyph)
        return "".join(row)

    def bursts(self, seen: Seen) -> str:
        """As long as each rang."""
        row = [" "] * self._width
        for burst in seen.bursts:
            self._fill(row, burst.at, burst.at + burst.lasted_s, self._glyphs.burst)
        return "".join(row)

    def bouts(self, seen: Seen) -> str:
        """From the first knock to the last, with how many there were."""
        row = [" "] * self._width
        for stretch in seen.bouts:
            glyph = self._glyphs.doubt if stretch.bout.doubt else self._glyphs.bout
            self._fill(row, stretch.first, stretch.last, glyph)
            column = self._column(stretch.first)
            if column is not None:
                row[column] = str(min(stretch.bout.count, 9))
        return "".join(row)

    def _column(self, at: float) -> int | None:
        column = int((at - self._start) / SPAN_S * self._width)
        return column if 0 <= column < self._width else None

    def _fill(self, row: list[str], first: float, last: float, glyph: str) -> None:
        for column in range(
            max(0, int((first - self._start) / SPAN_S * self._width)),
            min(self._width - 1, int((last - self._start) / SPAN_S * self._width)) + 1,
        ):
            row[column] = glyph


def _row(name: str, trail: str) -> str:
    return f"{name:<{LABEL}.{LABEL}}{trail}"


def _cut(style: str, text: str, columns: int) -> str:
    """A row that does not wrap: a terminal's last column is left free, for some wrap when it is filled."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return f"{style}{plain[: max(0, columns - 1)]}"
