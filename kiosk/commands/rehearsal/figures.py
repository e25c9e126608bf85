"""What a night came to, as figures: counts, promises, waits and latencies; pure over what was gathered."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from msgspec import Struct

from kiosk.commands.rehearsal.checks import Kept
from kiosk.commands.rehearsal.ledger import Fault, Ledger
from kiosk.core.order import Order, Status


class Spread(Struct, frozen=True):
    """How samples are spread; in the unit of the samples."""

    count: int = 0
    median: float = 0.0
    p90: float = 0.0
    p95: float = 0.0
    p99: float = 0.0
    most: float = 0.0


class Promises(Struct, frozen=True):
    """How the promises that guests were told at placing were kept; seconds of the night."""

    count: int = 0
    kept: float = 0.0
    """The part of them."""
    told_s: float = 0.0
    waited_s: float = 0.0
    error_s: float = 0.0
    """By how much a promise exceeded the wait, on average; below zero where it fell short."""
    absolute_s: float = 0.0


class Orders(Struct, frozen=True):
    """The orders on the books, and how they ended."""

    placed: int
    drinks: int
    collected: int
    served: int
    """Drinks of those."""
    refused: int
    cancelled: int
    uncollected: int
    open: int


class Costs(Struct, frozen=True):
    """What the processes used: parts of one core over the night, and MB of their own (their share of common pages)."""

    lasted_s: float
    hatch_cpu: float
    """Of one hatch, on average; so are the bar's."""
    bar_cpu: float
    broker_cpu: float
    player_cpu: float
    """Of the rehearsal itself: all guests and bartenders."""
    machine_cpu: float
    """Of all cores, whoever used them."""
    hatch_mb: float
    bar_mb: float
    broker_mb: float
    all_mb: float


class Report(Struct, frozen=True):
    """All that a rehearsal has to tell, as `--json` tells it."""

    night: str
    seed: int
    hatches: int
    speed: float
    broker: str
    interrupted: bool
    groups: int
    """That came; of those whom the night's plan sent."""
    turned: Mapping[str, int]
    heard: Mapping[str, int]
    lost: tuple[str, ...]
    """What the screen was at when a group gave up on it."""
    touched_in_vain: int
    orders: Orders
    promises: Promises
    waits_s: Mapping[str, Spread]
    latencies_ms: Mapping[str, Spread]
    troubles: Mapping[str, int]
    """How often what went away; nothing on a good night."""
    quiet_points: int
    quiet_orders: int
    costs: Costs
    faults: tuple[Fault, ...]


def spread(samples: Iterable[float]) -> Spread:
    """Median and tails, by the nearest rank."""
    ordered = sorted(samples)
    if not ordered:
        return Spread()
    ranks = (_rank(ordered, part) for part in (0.5, 0.9, 0.95, 0.99, 1.0))
    return Spread(len(ordered), *ranks)


def orders(kept: Iterable[Kept]) -> Orders:
    """How they ended, by the books."""
    every = [one.order for one in kept]
    ended = [order.status for order in every]
    return Orders(
        placed=len(every),
        drinks=_cups(every),
        collected=ended.count(Status.COLLECTED),
        served=_cups(order for order in every if order.status is Status.COLLECTED),
        refused=ended.count(Status.REFUSED),
        cancelled=ended.count(Status.CANCELLED),
        uncollected=ended.count(Status.UNCOLLECTED),
        open=sum(order.is_open for order in every),
    )


def promises(kept: Iterable[Kept]) -> Promises:
    """Of every order that was called ready: the wait it was promised, and the one it had."""
    pairs = [
        (float(one.order.promised_s), waited_s)
        for one in kept
        if one.order.promised_s is not None and (waited_s := since_placed_s(one, Status.READY)) is not None
    ]
    if not pairs:
        return Promises()
    errors = [told - waited for told, waited in pairs]
    return Promises(
        count=len(pairs),
        kept=fmean(error >= 0 for error in errors),
        told_s=fmean(told for told, _ in pairs),
        waited_s=fmean(waited for _, waited in pairs),
        error_s=fmean(errors),
        absolute_s=fmean(map(abs, errors)),
    )


def waits_s(kept: Sequence[Kept]) -> dict[str, Spread]:
    """From placing to ready, and to the hand-over."""
    found = {}
    for status in (Status.READY, Status.COLLECTED):
        times = (since_placed_s(one, status) for one in kept)
        found[str(status)] = spread(at for at in times if at is not None)
    return found


def since_placed_s(one: Kept, status: Status) -> float | None:
    """From placing to the last time the order came to a status, by the books' own times; None if it never did."""
    times = [change.at for change in one.changes if change.status is status]
    return (times[-1] - one.order.placed).total_seconds() if times else None


def counted(ledgers: Iterable[Ledger], what: str) -> dict[str, int]:
    """A count of every hatch's ledger (`turned` or `heard`), added up."""
    total: dict[str, int] = {}
    for ledger in ledgers:
        counts: Mapping[str, int] = getattr(ledger, what)
        for key, count in counts.items():
            total[key] = total.get(key, 0) + count
    return total


def _cups(orders: Iterable[Order]) -> int:
    return sum(line.quantity for order in orders for line in order.lines)


def _rank(ordered: Sequence[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, max(0, round(part * len(ordered)) - 1))] if part < 1 else ordered[-1]
