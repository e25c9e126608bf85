"""What befalls a bad night: the broker goes away, a display or a hatch loses its power; and all must come right again."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from itertools import cycle
from random import Random

from kiosk.commands.rehearsal.model import TroubleModel
from kiosk.commands.rehearsal.pace import Pace
from kiosk.commands.rehearsal.stand import Stand
from kiosk.shell.broker import PrivateBroker

LOOK_S = 30.0
AWAY_AT_LEAST_S = 0.5
"""Of the machine's: the network keeps its own pace, and at any speed the broker shall be missed."""


class Troubles:
    """The troubles of one rehearsal, one after the other, all kinds by turns; where they strike is drawn from its seed."""

    def __init__(
        self, stands: Sequence[Stand], broker: PrivateBroker, model: TroubleModel, pace: Pace, seed: int
    ) -> None:
        self._stands, self._broker, self._model, self._pace = stands, broker, model, pace
        self._chance = Random(f"{seed}/troubles")  # noqa: S311 - a night, no secret
        self._kinds: Mapping[str, Callable[[Stand], None]] = {
            "broker": self._broker_goes,
            "bar": self._bar_goes,
            "hatch": self._hatch_goes,
        }
        self.befell = dict.fromkeys(self._kinds, 0)

    def befall(self, begins_at: float) -> None:
        """From a second of the night on (monotonic), until the last street is empty. Raises Stopped and Astray."""
        at = begins_at
        for kind, goes in cycle(self._kinds.items()):
            at += self._chance.uniform(0.5, 1.5) * self._model.every_s
            while self._pace.now < at:
                self._pace.rest(min(LOOK_S, max(0.0, at - self._pace.now)))
                if all(stand.ledger.street_over for stand in self._stands):
                    return
            goes(self._chance.choice(self._stands))
            self.befell[kind] += 1

    def _broker_goes(self, _: Stand) -> None:
        """Everybody goes on meanwhile as far as they can; only nobody compares before all have found each other again."""
        with ExitStack() as held:
            for stand in self._stands:
                held.enter_context(stand.calm)
            self._broker.stop()
            self._pace.rest(max(self._model.away_s, AWAY_AT_LEAST_S * self._pace.clock.speed))
            self._broker.start()
            for stand in self._stands:
                stand.linked()

    def _bar_goes(self, stand: Stand) -> None:
        """The display is dark for a while; guests order meanwhile."""
        with stand.calm, stand.hands:
            stand.bar.kill()
            self._pace.rest(self._model.dark_s)
            stand.start_bar()
            stand.linked()

    def _hatch_goes(self, stand: Stand) -> None:
        """The hatch loses its power, with nobody before it; it comes back with its books."""
        with stand.screen, stand.calm, stand.hands, stand.acts:
            stand.hatch.kill()
            stand.start_hatch()
            stand.linked()
