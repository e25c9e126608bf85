"""What a rehearsal tells, in the words of config/rehearsal.toml: as it passes, at its end, and of how cost grows."""

import sys
from collections.abc import Sequence

import msgspec

from kiosk.commands.rehearsal.figures import Report, Spread
from kiosk.commands.rehearsal.ledger import Fault
from kiosk.commands.rehearsal.model import Model, RehearsalWords

MINUTE_S = 60.0
BEARABLE_S = 5.0
"""A touch that takes longer, of the night, is no longer a hatch that answers at once."""
SHOWN_AT_MOST = 40
"""Faults; one cause may make a thousand."""


class Teller:
    """Says it line by line to people; for machines only the reports count."""

    def __init__(self, model: Model, *, json: bool) -> None:
        self.words, self._faults, self._json = model.words, model.faults, json

    def say(self, line: str) -> None:
        """A line of what passes, for whoever watches."""
        if not self._json:
            print(line, flush=True)

    def report(self, report: Report) -> None:
        """Everything that one rehearsal came to."""
        for line in (*counts(report, self.words), *times(report, self.words), *self._judged(report.faults)):
            self.say(line)

    def grown(self, reports: Sequence[Report]) -> None:
        """How cost grows with the hatches; a line each."""
        self.say(self.words.grows)
        for report in reports:
            self.say(row(report, self.words))

    def end(self, reports: Sequence[Report]) -> None:
        """For machines: one document, an object for each rehearsal."""
        if self._json:
            sys.stdout.write(msgspec.json.format(msgspec.json.encode(reports)).decode() + "\n")

    def _judged(self, faults: Sequence[Fault]) -> list[str]:
        if not faults:
            return [self.words.all_well]
        told = [self.words.faults.format(count=len(faults))]
        return told + [self.fault(fault) for fault in faults[:SHOWN_AT_MOST]]

    def fault(self, fault: Fault) -> str:
        """One fault in a sentence: what, which order, where."""
        return "  " + self._faults[fault.key].format(**msgspec.structs.asdict(fault))


def counts(report: Report, words: RehearsalWords) -> list[str]:
    """Who came, what they got, and who went without."""
    turned, heard = report.turned, report.heard
    reasons = {
        key: turned.get(key, 0)
        for key in ("full", "patience", "line", "sold_out", "closed", "paused", "lost")
    }
    how = {key: heard.get(key, 0) for key in ("woke", "again", "touched")}
    troubles = [words.troubles.format(**report.troubles)] if report.troubles else []
    lost = [f"  {why}" for why in report.lost]
    return [
        *troubles,
        words.orders.format(**msgspec.structs.asdict(report.orders)),
        words.turned.format(groups=sum(turned.values()), wanted=report.groups, **reasons),
        *lost,
        words.knocks.format(groups=sum(heard.values()), **how),
        words.quiet.format(points=report.quiet_points, compared=report.quiet_orders),
    ]


def times(report: Report, words: RehearsalWords) -> list[str]:
    """Promises, waits, latencies and costs."""
    kept, ready, hand = report.promises, report.waits_s["ready"], report.waits_s["collected"]
    return [
        words.promises.format(
            kept=kept.kept,
            count=kept.count,
            told_min=kept.told_s / MINUTE_S,
            waited_min=kept.waited_s / MINUTE_S,
            error_min=kept.error_s / MINUTE_S,
            absolute_min=kept.absolute_s / MINUTE_S,
        ),
        words.waits.format(
            ready_median=ready.median / MINUTE_S,
            ready_tail=ready.p90 / MINUTE_S,
            hand_median=hand.median / MINUTE_S,
            hand_tail=hand.p90 / MINUTE_S,
        ),
        *(latency(name, samples, words) for name, samples in report.latencies_ms.items()),
        *_speed(report, words),
        # Of programs that were killed nobody knows what they used.
        *(() if report.troubles else (words.cost.format(**msgspec.structs.asdict(report.costs)),)),
    ]


def latency(name: str, samples: Spread, words: RehearsalWords) -> str:
    """One latency: median and tails."""
    return words.latency.format(name=getattr(words, name), **msgspec.structs.asdict(samples))


def _speed(report: Report, words: RehearsalWords) -> list[str]:
    """What the speed makes of the time that pictures take, which keep their own pace."""
    touch = report.latencies_ms["touched_painted"]
    night_s, tail_s = (one * report.speed / 1000 for one in (touch.median, touch.p95))
    told = [words.speed.format(speed=report.speed, night_s=night_s, tail_s=tail_s)]
    return told if tail_s <= BEARABLE_S else [*told, words.too_fast]


def row(report: Report, words: RehearsalWords) -> str:
    """One rehearsal as a line of the table of growth."""
    seen, answer = report.latencies_ms["confirmed_seen"], report.latencies_ms["asked_answered"]
    return words.grown.format(
        hatches=report.hatches,
        placed=report.orders.placed,
        drinks=report.orders.drinks,
        hatch_cpu=report.costs.hatch_cpu,
        bar_cpu=report.costs.bar_cpu,
        broker_cpu=report.costs.broker_cpu,
        machine_cpu=report.costs.machine_cpu,
        memory_mb=report.costs.all_mb,
        seen_median=seen.median,
        seen_p95=seen.p95,
        answer_median=answer.median,
        answer_p95=answer.p95,
        faults=len(report.faults),
    )
