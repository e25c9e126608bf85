"""What is wrong with a table that should have a struct's shape: all of it, where msgspec tells the first thing only."""

import re
from collections.abc import Iterator, Mapping, Sequence
from sys import float_info
from typing import Any

from msgspec import Struct, inspect

Place = tuple[str | int, ...]
"""The way to a value: keys of tables, and places in lists from 0."""

MENDS: Mapping[str, str] = {
    "password": "Put it in a file that only the kiosk can read, and name that in password_file",
    "price_cents": "Write whole cents without quotes: 7 euro is 700",
}
"""What to do about these keys, whatever is wrong with them."""


class Fault(Struct, frozen=True):
    """One thing that is wrong, and what to do about it."""

    place: Place
    what: str
    mend: str


def faults(kind: inspect.Type, value: object, place: Place = ()) -> Iterator[Fault]:
    """Everything that keeps a TOML value from being of this kind."""
    match kind:
        case inspect.Metadata(type=inner, extra_json_schema=schema):
            advice = (schema or {}).get("description")
            for fault in faults(inner, value, place):
                yield (
                    Fault(fault.place, fault.what, str(advice)) if advice and fault.place == place else fault
                )
        case inspect.StructType():
            yield from _struct_faults(kind, value, place)
        case inspect.DictType(value_type=item):
            if not isinstance(value, dict):
                yield _misfit(value, "a table", place)
                return
            for key, one in value.items():
                yield from faults(item, one, (*place, key))
        case inspect.UnionType(types=kinds):
            if all(any(True for _ in faults(one, value, place)) for one in kinds):
                yield Fault(
                    place,
                    f"is {shown(value)}, not {_either(kinds)}",
                    "Choose one of these, with or without quotes as they stand here",
                )
        case inspect.VarTupleType(item_type=item):
            yield from _list_faults(item, value, place, kind.min_length or 0, kind.max_length)
        case _:
            what = _leaf_fault(kind, value)
            if what is not None:
                yield Fault(place, what, _mend(kind, place))


def _struct_faults(kind: inspect.StructType, value: object, place: Place) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield _misfit(value, "a table", place)
        return
    fields = {field.encode_name: field for field in kind.fields}
    for key, one in value.items():
        if key in fields:
            yield from faults(fields[key].type, one, (*place, key))
        else:
            yield Fault((*place, key), "is not a key that is known here", unknown(key, fields))
    for key, field in fields.items():
        if field.required and key not in value:
            yield Fault((*place, key), "is missing", "Write it, as the packaged configuration does")


def unknown(key: str, known: Mapping[str, object] | Sequence[str]) -> str:
    """What to do about a name that is none of the known."""
    from difflib import get_close_matches  # only a mistake needs it

    near = get_close_matches(key, list(known), n=1)
    return MENDS.get(key) or (f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(known)}")


def _list_faults(
    item: inspect.Type, value: object, place: Place, fewest: int, most: int | None
) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield _misfit(value, "a list", place)
        return
    if len(value) < fewest:
        yield Fault(place, "is empty", f"Write {fewest} at least")
    if most is not None and len(value) > most:
        yield Fault(place, f"holds {len(value)}", f"Write {most} at most")
    for at, one in enumerate(value):
        yield from faults(item, one, (*place, at))


def _leaf_fault(kind: inspect.Type, value: object) -> str | None:
    match kind:
        case inspect.BoolType():
            return None if isinstance(value, bool) else f"is {shown(value)}, not true or false"
        case inspect.StrType():
            return _text_fault(kind, value)
        case inspect.IntType():
            whole = isinstance(value, int) and not isinstance(value, bool)
            return _range_fault(kind, value) if whole else f"is {shown(value)}, not a whole number"
        case inspect.FloatType():
            return _range_fault(kind, value) if _is_number(value) else f"is {shown(value)}, not a number"
        case inspect.LiteralType(values=values):
            return None if value in values else f"is {shown(value)}, not one of {_listed(values)}"
        case inspect.EnumType(cls=choices):
            values = tuple(choice.value for choice in choices)
            return None if value in values else f"is {shown(value)}, not one of {_listed(values)}"
        case _:
            return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= float_info.max


def _text_fault(kind: inspect.StrType, value: object) -> str | None:
    if not isinstance(value, str):
        return f"is {shown(value)}, not text in quotes"
    if len(value) < (kind.min_length or 0):
        return "is empty"
    if kind.pattern is not None and re.search(kind.pattern, value) is None:
        return f"is {shown(value)}, which cannot be used here"
    return None


def _range_fault(kind: inspect.IntType | inspect.FloatType, value: Any) -> str | None:
    limits = (
        ("at least", kind.ge, kind.ge is None or value >= kind.ge),
        ("more than", kind.gt, kind.gt is None or value > kind.gt),
        ("at most", kind.le, kind.le is None or value <= kind.le),
        ("less than", kind.lt, kind.lt is None or value < kind.lt),
    )
    broken = [f"{name} {limit:g}" for name, limit, kept in limits if limit is not None and not kept]
    return f"is {shown(value)}; it must be {' and '.join(broken)}" if broken else None


def _mend(kind: inspect.Type, place: Place) -> str:
    key = next((str(step) for step in reversed(place) if isinstance(step, str)), "")
    if key in MENDS:
        return MENDS[key]
    match kind:
        case inspect.StrType():
            return "Write text between double quotes"
        case inspect.BoolType():
            return "Write true or false, without quotes"
        case inspect.IntType() | inspect.FloatType():
            return "Write a number within its limits, without quotes"
        case _:
            return "Choose one of these, in quotes"


def _either(kinds: Sequence[inspect.Type]) -> str:
    """What a value of one kind or another may be, the quoted ones last."""
    plain = ["true or false" for kind in kinds if isinstance(kind, inspect.BoolType)]
    plain += [_number(kind) for kind in kinds if isinstance(kind, inspect.FloatType)]
    quoted = [_listed(kind.values) for kind in kinds if isinstance(kind, inspect.LiteralType)]
    return " or ".join([*plain, *quoted])


def _number(kind: inspect.FloatType) -> str:
    limits = (("more than", kind.gt), ("at least", kind.ge), ("less than", kind.lt), ("at most", kind.le))
    told = " and ".join(f"{name} {limit:g}" for name, limit in limits if limit is not None)
    return f"a number of {told}" if told else "a number"


def _misfit(value: object, wanted: str, place: Place) -> Fault:
    example = "as key = value lines" if wanted == "a table" else "in square brackets"
    return Fault(place, f"is {shown(value)}, not {wanted}", f"Write {wanted} {example}")


def shown(value: object) -> str:
    """A value as it would stand in the file, cut short."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            text = f'"{value}"'
        case dict():
            return "a table"
        case list():
            return "a list"
        case int() if value.bit_length() > 64:  # noqa: PLR2004 - what a machine counts with
            return "a number without measure"
        case _:
            text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 - a line stays a line


def _listed(values: Sequence[object]) -> str:
    return ", ".join(shown(value) for value in values)
