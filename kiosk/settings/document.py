"""One configuration file: its layers laid over one another, and the mistakes found in it so far."""

import tomllib
from itertools import takewhile
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from kiosk.settings.mistakes import Mistake
from kiosk.settings.shape import Fault, Place, faults

T = TypeVar("T")
Table = dict[str, Any]


class Layer(Struct, frozen=True):
    """One file as it was read."""

    file: Path
    table: Table


class Document:
    """A file's layers, the lowest first, as one table: key by key, and a list replaces a list."""

    def __init__(self, *files: Path) -> None:
        self.mistakes: list[Mistake] = []
        self.layers = tuple(layer for layer in map(self._read, files) if layer is not None)
        self.table: Table = {}
        for layer in self.layers:
            self.table = _laid_over(self.table, layer.table)
        self.file = self.layers[-1].file if self.layers else files[-1]
        self._bad: set[Place] = set()
        if not self.layers:
            self._found_nothing()

    def _found_nothing(self) -> None:
        if self.mistakes:
            self._bad.add(())
        else:
            self.blame((), "is missing", "Put it back from the release, or reinstall")

    def _read(self, file: Path) -> Layer | None:
        try:
            return Layer(file, tomllib.loads(file.read_bytes().decode("utf-8-sig"), parse_float=_finite))
        except FileNotFoundError:
            return None
        except OSError as error:
            self.mistakes.append(
                Mistake(file, "", f"cannot be read ({error.strerror})", "Let the kiosk's user read it")
            )
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self.mistakes.append(Mistake(file, f"line {line}", "is not UTF-8 text", "Save the file as UTF-8"))
        except (ValueError, RecursionError) as error:
            what, place = _located(str(error))
            mend = "Mend that line: text stands in quotes, a key stands once, lists and tables are closed"
            self.mistakes.append(Mistake(file, place, f"is not TOML ({what})", mend))
        return None

    def read_as(self, kind: type[T]) -> T | None:
        """The whole as a struct; or None, and every reason why not is noted."""
        if not self.layers:
            return None
        try:
            return msgspec.convert(self.table, kind)
        except msgspec.ValidationError as error:
            found = tuple(faults(msgspec.inspect.type_info(kind), self.table))
            for fault in found or (
                Fault((), f"cannot be used ({error})", "Compare it with the packaged file"),
            ):
                self.blame(fault.place, fault.what, fault.mend)
            return None

    def value(self, *place: str | int) -> Any:
        """What stands at a place; None if nothing does, or if it (or what holds it) has been blamed already."""
        if any(place[:length] in self._bad for length in range(len(place) + 1)):
            return None
        return _at(self.table, place)

    def blame(self, place: Place, what: str, mend: str) -> None:
        """Note a mistake, in the topmost layer that holds this place or comes nearest to it."""
        self._bad.add(place)
        self.mistakes.append(Mistake(self.holder(place), self.spelled(place), what, mend))

    def holder(self, place: Place) -> Path:
        """The topmost file that holds this place or comes nearest to it."""
        return self._layer(place).file

    def written(self, one: Place, other: Place) -> Place:
        """Of two places, the one that the topmost layer wrote: between two keys, the mistake is the house's."""
        return max(one, other, key=lambda place: self.layers.index(self._layer(place)))

    def _layer(self, place: Place) -> Layer:
        # A list replaces a list, so what is in one belongs to the layer that wrote it last, present or missing.
        keys = tuple(takewhile(lambda step: isinstance(step, str), place))
        for length in range(len(keys), 0, -1):
            for layer in reversed(self.layers):
                if _at(layer.table, keys[:length]) is not None:
                    return layer
        return self.layers[-1] if self.layers else Layer(self.file, {})

    def spelled(self, place: Place) -> str:
        """As a reader finds it: list items by their number from 1, and by name where they have one."""
        spelled = ""
        for at, step in enumerate(place):
            if isinstance(step, str):
                spelled += f".{step}" if spelled else step
            else:
                item = _at(self.table, place[: at + 1])
                name = next(
                    (item[key] for key in ("slug", "word", "name") if isinstance(item, dict) and key in item),
                    None,
                )
                spelled += f"[{step + 1}]" if name is None else f"[{step + 1} {name}]"
        return spelled


def _laid_over(below: Table, above: Table) -> Table:
    merged = dict(below)
    for key, value in above.items():
        lower = merged.get(key)
        merged[key] = (
            _laid_over(lower, value) if isinstance(value, dict) and isinstance(lower, dict) else value
        )
    return merged


def _at(table: Any, place: Place) -> Any:
    for step in place:
        if isinstance(table, dict):
            table = table.get(step)
        elif isinstance(table, list) and isinstance(step, int) and step < len(table):
            table = table[step]
        else:
            return None
    return table


def _finite(text: str) -> float | str:
    """TOML has inf and nan, and a kiosk has no use for them: left as text they are found to be no number."""
    number = float(text)
    return number if abs(number) < float("inf") else text


def _located(message: str) -> tuple[str, str]:
    """A TOML complaint and its place: `... (at line 3, column 5)`."""
    what, _, place = message.rstrip(")").rpartition(" (at ")
    return (what, place) if what else (message, "")
