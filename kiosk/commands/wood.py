"""Wood for a desk: mock pins behind the real sensors, and one thread that knocks on them."""

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread

from hardware.pretend import Line, PretendBoard
from kiosk.shell.stagehand import Refused


class Wood:
    """What the stagehand and the keys knock on. Every poke runs in one thread, as a driver's would."""

    def __init__(self, board: PretendBoard) -> None:
        self._board = board
        self._pokes: SimpleQueue[tuple[Callable[[], None], Future[None]]] = SimpleQueue()
        self._open = False
        self._closed = False
        # A daemon, unlike an executor's thread: a minute of knocking must not keep a program that ends from ending.
        Thread(target=self._work, name="wood", daemon=True).start()

    def knock(self, count: int, gap_ms: float) -> None:
        """Knock, and return when the last blow has rung out. Raises Refused for what no hand could do."""
        try:
            self._poke(lambda: self._board.knock(count, gap_ms)).result()
        except ValueError as error:
            raise Refused(str(error)) from error

    def slit(self, *, is_open: bool) -> None:
        """Move the slit, and return when its contact has settled."""
        self._poke(lambda: self._slide(is_open=is_open)).result()

    def edges(self, moments_ms: tuple[float, ...]) -> None:
        """Play any edges, and return when the last has come."""
        self._poke(lambda: self._board.edges(moments_ms)).result()

    def cut(self, line: str, *, off: bool) -> None:
        """Take the chip of a line away, or bring it back."""
        name: Line = "slit" if line == "slit" else "knock"
        self._poke(lambda: self._board.cut(name, off=off)).result()

    def foot(self) -> None:
        """There is no foot switch here. Raises Refused."""
        raise Refused("this program has no foot switch: foot is the bar's, where [bar.pins] names one")

    def knock_key(self) -> None:
        """One blow, without waiting for it."""
        self._poke(self._board.knock)

    def slit_key(self) -> None:
        """The slit the other way, without waiting for it."""
        self._poke(lambda: self._slide(is_open=not self._open))

    def close(self) -> None:
        """Begin nothing more; what is under way ends with the program."""
        self._closed = True

    def _poke(self, poke: Callable[[], None]) -> Future[None]:
        done: Future[None] = Future()
        self._pokes.put((poke, done))
        return done

    def _work(self) -> None:
        while True:
            poke, done = self._pokes.get()
            if self._closed:
                return
            try:
                poke()
            except ValueError as error:  # what the board says of a knock that no hand could make
                done.set_exception(error)
            else:
                done.set_result(None)

    def _slide(self, *, is_open: bool) -> None:
        self._open = is_open
        self._board.slit(is_open)
