"""A broker in memory: carries real bytes on real topics, and can die, forget, stutter and shuffle."""

from collections.abc import Callable

from kiosk.core import events

Letter = tuple[str, bytes, bool]
"""Topic, payload, and whether the broker had kept it."""


class End:
    """One side's connection."""

    def __init__(
        self, wire: "Wire", listens: tuple[str, ...], wills: dict[str, bytes], put: Callable[[object], None]
    ):
        self.wire, self.listens, self.wills, self.put = wire, listens, wills, put
        self.connected = False
        self.told = 0
        """Messages that came to this side."""

    def publish(self, topic: str, payload: bytes, *, retain: bool) -> None:
        """Say something; without a connection it is dropped, like the real one's."""
        if self.connected:
            self.wire.take(self, topic, payload, retain=retain)

    def hears(self, topic: str) -> bool:
        """Whether this side subscribed to a topic."""
        return any(
            topic == each or (each.endswith("/+") and topic.startswith(each[:-1])) for each in self.listens
        )


class Wire:
    """The broker, and all that is under way in it."""

    def __init__(self) -> None:
        self.up = True
        self.twice = False
        """Every message is delivered twice, as QoS 1 may."""
        self.backwards = False
        """What is under way at the same time arrives in the opposite order."""
        self.kept: dict[str, bytes] = {}
        self.ends: list[End] = []
        self._under_way: list[tuple[End, Letter]] = []

    def join(self, end: End) -> None:
        """A side comes, and is connected if the broker is there."""
        self.ends.append(end)
        if self.up:
            self._connect(end)

    def drop(self, end: End) -> None:
        """A side is gone without a word: the broker says its last will."""
        self.ends.remove(end)
        end.connected = False
        for topic, payload in end.wills.items():
            self.take(end, topic, payload, retain=True)

    def away(self, *, forgetting: bool = False) -> None:
        """The broker dies; what was under way in it is lost, and its memory too if it forgets."""
        self.up = False
        self._under_way.clear()
        if forgetting:
            self.kept.clear()
        for end in self.ends:
            end.connected = False
            end.put(events.LinkChanged(up=False, why="the test took the broker away"))

    def back(self) -> None:
        """The broker lives again, and each side finds it."""
        self.up = True
        for end in self.ends:
            self._connect(end)

    def take(self, sender: End, topic: str, payload: bytes, *, retain: bool) -> None:
        """A message comes in: kept if it is to be, and on its way to whoever listens."""
        if retain:
            self.kept[topic] = payload
        listening = [end for end in self.ends if end.connected and end.hears(topic)]
        if not listening and topic.endswith("/board"):
            sender.put(events.NobodyListens())
        self._under_way += [(end, (topic, payload, False)) for end in listening]

    def carry(self) -> bool:
        """Deliver what is under way; whether there was anything."""
        batch, self._under_way = self._under_way, []
        for end, letter in reversed(batch) if self.backwards else batch:
            for _ in range(2 if self.twice else 1):
                end.told += 1
                end.put(letter)
        return bool(batch)

    def _connect(self, end: End) -> None:
        end.connected = True
        end.put(events.LinkChanged(up=True))
        self._under_way += [
            (end, (topic, kept, True)) for topic, kept in self.kept.items() if end.hears(topic)
        ]
