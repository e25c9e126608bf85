"""Changes a TOML text where it must be changed, and leaves every other letter of it as somebody wrote it."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

Value = str | float | bool | Sequence[str | float]
HEADER = re.compile(r"(\[\[?)\s*([A-Za-z0-9_-]+)\s*\]\]?")
KEY = re.compile(r'[ \t]*(?:([A-Za-z0-9_-]+)|"([^"\\\n]*)"|\'([^\'\n]*)\')[ \t]*=[ \t]*')
CLOSERS = {"[": "]", "{": "}"}


class EditFault(Exception):
    """A text is written so that it cannot be changed safely; the message says what to write by hand."""


class _Pair(Struct, frozen=True):
    """A key and its value: where the value begins and ends."""

    key: str
    start: int
    end: int


class _Table(Struct, frozen=True):
    """A table: its name, whether it is one of a list, and where its pairs are."""

    name: str
    listed: bool
    pairs: tuple[_Pair, ...]
    end: int
    """After its last pair, or its header, with the rest of that line."""


def with_values(text: str, table: str, values: Mapping[str, Value]) -> str:
    """The text with these keys of `[table]` set. Raises EditFault."""
    wanted = _read(text)
    held = wanted.setdefault(table, {})
    if not isinstance(held, dict):
        raise _by_hand(f"[{table}]", values)
    held.update(_plain(values))
    found = [one for one in _tables(text) if one.name == table and not one.listed]
    changed = _changed(text, found[0], values) if found else _added(text, f"[{table}]", values)
    return _proven(changed, wanted, f"[{table}]", values)


def with_item(text: str, table: str, name: str, values: Mapping[str, Value]) -> str:
    """The text with one `[[table]]` called `name` that has these values: changed if it is there, else added."""
    values = {"name": name, **values}
    wanted = _read(text)
    items = wanted.setdefault(table, [])
    if not isinstance(items, list):
        raise _by_hand(f"[[{table}]]", values)
    places = [at for at, item in enumerate(items) if isinstance(item, dict) and item.get("name") == name]
    found = [one for one in _tables(text) if one.name == table and one.listed]
    if places and places[0] < len(found):
        items[places[0]].update(_plain(values))
        changed = _changed(text, found[places[0]], values)
    else:
        changed = _added(_without_empty(text, table) if not items else text, f"[[{table}]]", values)
        items.append(_plain(values))
    return _proven(changed, wanted, f"[[{table}]]", values)


def _plain(values: Mapping[str, Value]) -> dict[str, Any]:
    """The values as a TOML reader gives them back."""
    return {
        key: list(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
        for key, value in values.items()
    }


def _without_empty(text: str, name: str) -> str:
    """The text without a `name = []` before its tables, which would forbid the list that is to come."""
    for pair in next(iter(_tables(text))).pairs:
        if pair.key == name:
            start, end = text.rfind("\n", 0, pair.start) + 1, text.find("\n", pair.end) + 1 or len(text)
            return text[:start] + text[end:]
    return text


def spelled(value: Value) -> str:
    """A value as TOML writes it."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case int() | float():
            return repr(value)
        case _:
            return f"[{', '.join(spelled(one) for one in value)}]"


def _tables(text: str) -> Iterator[_Table]:
    """The tables of a text that is TOML, the nameless one at its beginning first."""
    name, listed, end, at = "", False, 0, 0
    pairs: list[_Pair] = []
    while at < len(text):
        line_end = text.find("\n", at) + 1 or len(text)
        header, key = HEADER.match(text, _ink(text, at)), KEY.match(text, at)
        if header is not None:
            yield _Table(name, listed, tuple(pairs), end)
            name, listed, pairs, end = header[2], header[1] == "[[", [], line_end
        elif key is not None:
            value_end = _value_end(text, key.end())
            line_end = text.find("\n", value_end) + 1 or len(text)
            pairs.append(_Pair(key[1] or key[2] or key[3] or "", key.end(), value_end))
            end = line_end
        at = line_end
    yield _Table(name, listed, tuple(pairs), end)


def _ink(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at


def _value_end(text: str, at: int) -> int:
    """Where a value ends that begins here: a string, a list or a table over any number of lines, or a bare word."""
    if text[at : at + 1] in ('"', "'"):
        return _string_end(text, at)
    if text[at : at + 1] in CLOSERS:
        return _nest_end(text, at)
    end = at
    while end < len(text) and text[end] not in "\n#":
        end += 1
    return at + len(text[at:end].rstrip())


def _nest_end(text: str, at: int) -> int:
    depth = 0
    while at < len(text):
        letter = text[at]
        if letter in "\"'":
            at = _string_end(text, at)
            continue
        if letter == "#":
            at = text.find("\n", at) if "\n" in text[at:] else len(text)
            continue
        depth += (letter in "[{") - (letter in "]}")
        at += 1
        if depth == 0:
            break
    return at


def _string_end(text: str, at: int) -> int:
    quote = text[at]
    mark = quote * 3 if text.startswith(quote * 3, at) else quote
    at += len(mark)
    while at < len(text) and not text.startswith(mark, at):
        at += 2 if quote == '"' and text[at] == "\\" else 1
    at += len(mark)
    while len(mark) > 1 and text[at : at + 1] == quote:  # up to two quotes may stand before the closing three
        at += 1
    return at


def _changed(text: str, table: _Table, values: Mapping[str, Value]) -> str:
    """Values that stand there are replaced, the last first, so that places stay right; others come after the last."""
    held = {pair.key: pair for pair in table.pairs}
    new = "".join(f"{key} = {spelled(value)}\n" for key, value in values.items() if key not in held)
    changed = _lines_end(text[: table.end]) + new + text[table.end :] if new else text
    for pair in sorted(table.pairs, key=lambda pair: -pair.start):
        if pair.key in values:
            changed = changed[: pair.start] + spelled(values[pair.key]) + changed[pair.end :]
    return changed


def _added(text: str, header: str, values: Mapping[str, Value]) -> str:
    body = "".join(f"{key} = {spelled(value)}\n" for key, value in values.items())
    return f"{_lines_end(text)}{chr(10) if text.strip() else ''}{header}\n{body}"


def _lines_end(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


def _read(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


def _proven(changed: str, wanted: dict[str, Any], header: str, values: Mapping[str, Value]) -> str:
    """The changed text, once it is read and holds what it should and nothing else."""
    try:
        if _read(changed) == wanted:
            return changed
    except tomllib.TOMLDecodeError:
        pass
    raise _by_hand(header, values)


def _by_hand(header: str, values: Mapping[str, Value]) -> EditFault:
    lines = "; ".join(f"{key} = {spelled(value)}" for key, value in values.items())
    return EditFault(
        f"is written so that it cannot be changed by a program. Write this yourself, under {header}: {lines}"
    )
