"""Wood for a desk: mock pins behind the real sensors, and one thread that knocks on them."""

from concurrent.futures import ThreadPoolExecutor

from hardware.pretend import PretendBoard
from kiosk.shell.stagehand import Refused


class Wood:
    """What the stagehand and the keys knock on. Every poke runs in one thread, as a driver's would."""

    def __init__(self, board: PretendBoard) -> None:
        self._board = board
        self._hand = ThreadPoolExecutor(max_workers=1, thread_name_prefix="wood")
        self._open = False

    def knock(self, count: int, gap_ms: float) -> None:
        """Knock, and return when the last blow has rung out. Raises Refused for what no hand could do."""
        try:
            self._hand.submit(self._board.knock, count, gap_ms).result()
        except ValueError as error:
            raise Refused(str(error)) from error

    def slit(self, *, is_open: bool) -> None:
        """Move the slit, and return when its contact has settled."""
        self._hand.submit(self._slide, is_open).result()

    def knock_key(self) -> None:
        """One blow, without waiting for it."""
        self._hand.submit(self._board.knock)

    def slit_key(self) -> None:
        """The slit the other way, without waiting for it."""
        self._hand.submit(lambda: self._slide(not self._open))

    def close(self) -> None:
        """Knock no more."""
        self._hand.shutdown(wait=False, cancel_futures=True)

    def _slide(self, is_open: bool) -> None:  # noqa: FBT001 - handed to a thread by place
        self._open = is_open
        self._board.slit(is_open)
