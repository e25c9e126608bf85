"""A night in figures for machines: one JSON document, or the rows of a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from kiosk.commands.report_text import drink_name, told_of
from kiosk.core.figures import Figures, Sold, by_drink, by_half_hour, figures
from kiosk.core.order import Status
from kiosk.settings import Settings
from kiosk.shell.store_report import Night

COLUMNS = (
    "night", "by", "what", "name", "status", "orders", "drinks", "cents", "currency", "called", "wait_s", "longest_s",
)  # fmt: skip
"""Of a CSV's rows. `by` is half_hour or drink; the waits are sums over the `called` orders, in seconds."""
Json = dict[str, Any]
Row = tuple[str | int, ...]


def as_json(night: Night, settings: Settings) -> str:
    """The document, indented: money in cents, waits in seconds, times with their offset from UTC by the house's clock."""
    sums = figures(night.halves)
    document = {
        "night": night.night,
        "receipt": False,
        "currency": told_of(night, settings).currency,
        "forgotten_orders": night.forgotten,
        **_sums(sums),
        "busiest": None if sums.busiest_at is None else {
            "from": _local(sums.busiest_at, settings),
            "orders": sums.busiest_orders,
            "drinks": sums.busiest_drinks,
        },
        "by_drink": [_drink(night, settings, sold) for sold in by_drink(night.sold)],
        "by_half_hour": [
            {"from": _local(at, settings), **_sums(part)} for at, part in by_half_hour(night.halves)
        ],
    }  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode()


def as_csv(night: Night, settings: Settings) -> str:
    """One row for each half hour and for each drink, by how its orders stand: what adds up to every figure there is."""
    page = io.StringIO()
    rows = csv.writer(page, lineterminator="\n")
    rows.writerows((COLUMNS, *_half_rows(night, settings), *_drink_rows(night, settings)))
    return page.getvalue()


def _half_rows(night: Night, settings: Settings) -> Iterator[Row]:
    currency = told_of(night, settings).currency
    for half in night.halves:
        head = night.night, "half_hour", _local(half.at, settings), "", half.status.value
        waits = half.waits.called, half.waits.sum_s, half.waits.longest_s
        yield *head, half.orders, half.drinks, half.cents, currency, *waits


def _drink_rows(night: Night, settings: Settings) -> Iterator[Row]:
    currency = told_of(night, settings).currency
    for sold in by_drink(night.sold):
        name = drink_name(settings, night.night, sold)
        for one in sold:
            head = night.night, "drink", one.drink, name, one.status.value
            yield *head, "", one.quantity, one.cents, currency, "", "", ""


def _sums(sums: Figures) -> Json:
    return {name: value for name, value in msgspec.structs.asdict(sums).items() if "busiest" not in name}


def _drink(night: Night, settings: Settings, sold: tuple[Sold, ...]) -> Json:
    stands = {one.status: one for one in sold}
    quantities = {status.value: stands[status].quantity if status in stands else 0 for status in Status}
    takings = stands[Status.COLLECTED].cents if Status.COLLECTED in stands else 0
    name = drink_name(settings, night.night, sold)
    return {"drink": sold[0].drink, "name": name, **quantities, "takings_cents": takings}


def _local(at: datetime, settings: Settings) -> str:
    return at.astimezone(settings.zone).isoformat()
