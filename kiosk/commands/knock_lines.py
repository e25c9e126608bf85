"""What is new at the wood, as lines for a person."""

from collections.abc import Iterable, Iterator

from kiosk.commands.knock_seen import News
from kiosk.commands.knock_words import WatchWords
from kiosk.core.events import PinBack, PinFault, SlitMoved
from kiosk.core.heard import Bout, Burst, Hearing, Knock, Rejected
from kiosk.wire.knock_trace import Mark

LONGEST = 8
"""Dashes for the longest interval of a rhythm."""


def lines(news: Iterable[News], words: WatchWords, started: float, now: float) -> Iterator[str]:
    """A line each, with its second since the start: a bout's is when it was known, or it would be out of order."""
    for one in news:
        at = now if isinstance(one, PinFault | PinBack | Bout) else one.at
        yield f"{at - started:9.3f}  {said(one, words)}"


def said(news: News, words: WatchWords) -> str:
    """What happened, in words."""
    match news:
        case Burst(lasted_s=lasted_s, edges=edges):
            return words.burst.format(edges=edges, ms=lasted_s * 1000)
        case Knock():
            return words.knock
        case Rejected(why=why):
            return words.rejected.format(why=words.noise[why])
        case Bout():
            return _bout(news, words)
        case Hearing(deaf=deaf):
            return words.deaf[deaf] if deaf else words.hears_again
        case SlitMoved():
            return words.slit_moved_open if news.open else words.slit_moved_shut
        case Mark(text=text):
            return words.mark.format(text=text)
        case PinFault(line=line, why=why):
            return words.fault.format(line=line, why=why)
        case PinBack(line=line):
            return words.back.format(line=line)


def beats(rhythm: tuple[float, ...]) -> str:
    """A rhythm to look at: a letter for each knock, dashes for the time between them."""
    dashes = (max(1, round(min(1.0, max(0.0, part)) * LONGEST)) for part in rhythm)
    return "o" + "".join("-" * count + "o" for count in dashes)


def _bout(bout: Bout, words: WatchWords) -> str:
    rhythm = f"  {beats(bout.rhythm)}" if bout.rhythm else ""
    if bout.doubt:
        return words.doubted.format(count=bout.count, rhythm=rhythm, why=words.doubt[bout.doubt])
    told = words.secret if bout.secret else words.named if bout.name else words.bout
    return told.format(count=bout.count, rhythm=rhythm, name=bout.name)
