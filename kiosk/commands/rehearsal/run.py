"""`kiosk rehearse`: one night at one hatch; or part of one at ever more of them, and what that costs."""

import signal
import tempfile
import time
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime, tzinfo
from pathlib import Path

from msgspec import Struct

from kiosk import paths
from kiosk.commands.rehearsal.figures import Report
from kiosk.commands.rehearsal.model import Model, NightModel, before_menu, rehearsal_model
from kiosk.commands.rehearsal.night import HALF_HOUR_S
from kiosk.commands.rehearsal.play import Asked, Rehearsal
from kiosk.commands.rehearsal.telling import Teller
from kiosk.settings import Settings, load
from kiosk.shell.broker import PrivateBroker
from kiosk.shell.clock import Clock
from kiosk.shell.journal import journal

FAULTY, INTERRUPTED = 1, 130
DAY_S, HOUR_S, MINUTE_S = 86_400.0, 3600.0, 60.0
UP_S, UP_EACH_S = 2.0, 1.2
"""Of the machine's, before the first guest: for the programs to come up, and for each hatch and bar more."""
LOOK_S = 0.25
TOLD_EVERY_S = HALF_HOUR_S


class NoSuchHour(Exception):
    """A part of the night was asked for that is none of it."""


class Options(Struct, frozen=True):
    """What the command line asks for; None for what is left to config/rehearsal.toml."""

    night: str
    seed: int
    hatches: int
    speed: float | None
    begins: str | None
    """`HH:MM`, by the house's clock: only from then on."""
    minutes: float | None
    troubles: bool
    json: bool
    config: Path | None
    """The folder of a house whose menu, words, hours and rules are played; None: the packaged ones."""


def options(chosen: Namespace) -> Options:
    """What the command line says."""
    return Options(**{name: getattr(chosen, name) for name in Options.__struct_fields__})


def run(options: Options) -> int:
    """Rehearse: 0 when every check holds, 1 when one does not, 130 when it was interrupted before it could tell."""
    model = rehearsal_model()
    # As the stands, which know nothing of this machine's own house unless they are told.
    settings = load(options.config or paths.packaged_config(), month=model.nights[options.night].date)
    model = before_menu(model, settings.menu)
    teller, reports = Teller(model, json=options.json), list[Report]()
    for sign in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, signal.default_int_handler)
    for asked in _asked(options, model):
        reports.append(_rehearsed(asked, model, settings, teller))
        teller.report(reports[-1])
        if reports[-1].interrupted:
            break
    if len(reports) > 1:
        teller.grown(reports)
    teller.end(reports)
    return _status(reports)


def _status(reports: Sequence[Report]) -> int:
    if any(report.faults for report in reports):
        return FAULTY
    return INTERRUPTED if any(report.interrupted for report in reports) else 0


def _asked(options: Options, model: Model) -> list[Asked]:
    """One rehearsal; or with many hatches one for each step on the way to so many."""
    playing, night = model.playing, model.nights[options.night]
    many = options.hatches > 1
    begins = options.begins or (playing.many_from if many else night.begins)
    from_s, whole_s = _since(night, begins), len(night.percents) * HALF_HOUR_S
    if from_s >= whole_s:
        hours = f"begins at {night.begins}, and guests come for {whole_s / HOUR_S:g} hours"
        raise NoSuchHour(f"--from {begins}: a {options.night} night {hours}. Choose an hour of them")
    minutes = options.minutes or (playing.many_minutes if many else whole_s / MINUTE_S)
    speed = options.speed or (playing.speed_of_many if many else playing.speed)
    steps = [*(step for step in playing.hatches_grown if many and step < options.hatches), options.hatches]
    until_s = min(whole_s, from_s + minutes * MINUTE_S)
    troubles = options.troubles
    return [
        Asked(options.night, options.seed, step, speed, from_s, until_s, troubles, options.config)
        for step in steps
    ]


def _since(night: NightModel, hour: str) -> float:
    """Seconds from the night's beginning to an hour of it."""
    begins, then = (datetime.fromisoformat(f"{night.date}T{one}") for one in (night.begins, hour))
    return (then - begins).total_seconds() % DAY_S


def _rehearsed(asked: Asked, model: Model, settings: Settings, teller: Teller) -> Report:
    with (
        tempfile.TemporaryDirectory(prefix="kiosk-rehearsal-") as folder,
        PrivateBroker(Path(folder), alone=True) as broker,
    ):
        clock, begins_at = clock_for(asked, model, settings.zone)
        rehearsal = Rehearsal(asked, model, broker, Path(folder), journal("kiosk-rehearsal"), clock)
        started = time.monotonic()
        with rehearsal:
            _tell_begin(rehearsal, broker, teller)
            teller.say(teller.words.up.format(seconds=time.monotonic() - started))
            if (late_s := clock().mono - begins_at - asked.from_s) > 0:
                begins_at += late_s
                teller.say(teller.words.late.format(minutes=late_s / MINUTE_S))
            try:
                rehearsal.begin(begins_at)
                _wait(rehearsal, begins_at + asked.from_s, settings, teller)
            except KeyboardInterrupt:
                rehearsal.interrupt()
                teller.say(teller.words.interrupted)
            return rehearsal.report()


def clock_for(asked: Asked, model: Model, zone: tzinfo) -> tuple[Clock, float]:
    """The night's clock, begun so early that all is up in time; and the monotonic second at which the night begins."""
    night, now = model.nights[asked.night], time.monotonic()
    begins = datetime.fromisoformat(f"{night.date}T{night.begins}").replace(tzinfo=zone)
    programs = asked.hatches + (model.playing.displays - 1) / 2
    lead_s = asked.speed * (UP_S + UP_EACH_S * programs)
    # Seconds are counted in UTC: by the wall a night with a change of hours would be an hour off.
    hour = datetime.fromtimestamp(begins.timestamp() + asked.from_s - lead_s, tz=zone)
    return Clock(asked.speed, hour, now), now + lead_s - asked.from_s


def _tell_begin(rehearsal: Rehearsal, broker: PrivateBroker, teller: Teller) -> None:
    asked, words = rehearsal.asked, teller.words
    guests = [guest for number in range(asked.hatches) for guest in rehearsal.guests(number)]
    teller.say(
        words.begins.format(
            night=asked.night,
            seed=asked.seed,
            hatches=asked.hatches,
            speed=asked.speed,
            groups=len(guests),
            drinks=sum(len(guest.drinks) for guest in guests),
            kind=broker.kind,
            host=broker.host,
            port=broker.port,
        )
    )


def _wait(rehearsal: Rehearsal, told_at: float, settings: Settings, teller: Teller) -> None:
    """Until everybody has gone home; each half hour of the night is told, from a monotonic second on."""
    while not rehearsal.over:
        time.sleep(LOOK_S)
        now = rehearsal.pace.clock()
        if now.mono >= told_at + TOLD_EVERY_S:
            told_at += TOLD_EVERY_S
            teller.say(_passing(rehearsal, now.wall.astimezone(settings.zone), teller))


def _passing(rehearsal: Rehearsal, hour: datetime, teller: Teller) -> str:
    ledgers = [stand.ledger for stand in rehearsal.stands]
    tabs = [tab for ledger in ledgers for tab in list(ledger.tabs.values())]
    still_open = sum(len(ledger.open_tabs) for ledger in ledgers)
    return teller.words.passing.format(
        clock=f"{hour:%H:%M}",
        placed=len(tabs),
        open=still_open,
        collected=sum(tab.status == "collected" for tab in tabs),
        turned=sum(sum(ledger.turned.values()) for ledger in ledgers),
        quiet=rehearsal.quiet_points,
    )
