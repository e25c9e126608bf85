"""The command line: which command, with which configuration; and a clear word when it cannot be done."""

import argparse
import os
import sys
from pathlib import Path

from kiosk import __version__
from kiosk.commands.fault import ours
from kiosk.commands.rehearsal import options as rehearsal_options
from kiosk.commands.report_asked import report_parser

USAGE_FAULT = 2
"""What the program was given cannot work: the message says what to mend."""
LEAST_S, LISTEN_S, MOST_S = 0.1, 3.0, 3600.0
"""How long the sensors' lines may be read."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit status: 0 done, 1 failed, 2 to be mended by whoever called it."""
    chosen = _parser().parse_args(arguments)
    try:
        return _run(chosen)
    except KeyboardInterrupt:
        return 130
    except (
        Exception
    ) as fault:  # the last door: our own words go out plainly, a fault of ours keeps its traceback
        if not ours(fault):
            raise
        print(f"kiosk {chosen.command}: {fault}", file=sys.stderr)
        _tell_systemd(str(fault))
        return USAGE_FAULT


def _tell_systemd(why: str) -> None:
    """A service that cannot open says why where `systemctl status` shows it."""
    if "NOTIFY_SOCKET" in os.environ:
        from kiosk.commands.service import complain

        complain(why)


def _run(chosen: argparse.Namespace) -> int:
    # Each command imports what it needs and no more: the first picture must not wait for the broker's library.
    match chosen.command:
        case "hatch" | "bar":
            return _side(chosen)
        case "demo":
            from kiosk.commands import demo

            return demo.run(chosen.pictures, chosen.broker, headless=chosen.headless)
        case "rehearse":
            return _rehearse(chosen)
        case "knock":
            return _knock(chosen)
        case "contract":
            from kiosk.commands import contract

            return contract.run()
        case "doctor":
            from kiosk.commands.doctor import round as doctor

            return doctor.run(chosen.config, chosen.role, chosen.support, json=chosen.json)
        case "backup" | "restore" | "purge" | "report":
            return _with_books(chosen)
        case _:
            from kiosk.commands import check

            return check.run(chosen.config, pins=chosen.pins)


def _side(chosen: argparse.Namespace) -> int:
    if chosen.command == "hatch":
        from kiosk.commands import hatch

        return hatch.run(chosen.config, simulate=chosen.simulate, asked=chosen.clock)
    from kiosk.commands import bar

    return bar.run(chosen.config, chosen.display, simulate=chosen.simulate, asked=chosen.clock)


def _rehearse(chosen: argparse.Namespace) -> int:
    from kiosk.commands.rehearsal import run as rehearsal

    return rehearsal.run(rehearsal.options(chosen))


def _knock(chosen: argparse.Namespace) -> int:
    from kiosk.commands import knock

    if chosen.knock == "calibrate":
        from kiosk.commands import knock_calibrate

        asked = knock_calibrate.Asked(
            chosen.config, chosen.simulate, chosen.recording, chosen.save, chosen.write
        )
        return knock.run(lambda: knock_calibrate.run(asked))
    if chosen.knock == "record":
        from kiosk.commands import knock_record

        taught = knock_record.Taught(chosen.config, chosen.name, chosen.simulate, chosen.secret)
        return knock.run(lambda: knock_record.run(taught))
    from kiosk.commands import knock_watch

    wanted = knock_watch.Wanted(
        chosen.config, chosen.simulate, chosen.recording, chosen.save, chosen.through_hatch
    )
    return knock.run(lambda: knock_watch.run(wanted))


def _with_books(chosen: argparse.Namespace) -> int:
    from kiosk.commands import books, report

    match chosen.command:
        case "backup":
            return books.run_backup(chosen.config, chosen.to, chosen.keep)
        case "restore":
            return books.run_restore(chosen.config, chosen.copy)
        case "report":
            return report.run(chosen.config, chosen.night or "", chosen.form)
        case _:
            return books.run_purge(chosen.config)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kiosk",
        description="The take-away window of a very small bar: a knock, an order, a pick-up word, a hand-over.",
        epilog="Configuration is looked up in /etc/kiosk over the packaged defaults. See config/README.md.",
    )
    parser.add_argument("--version", action="version", version=f"kiosk {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    hatch = commands.add_parser("hatch", help="the street side: sensors, menu, orders")
    bar = commands.add_parser("bar", help="the bartender's display")
    demo = commands.add_parser(
        "demo", help="a broker, the hatch and the bar on one desk; or a scripted night"
    )
    check = commands.add_parser("check", help="read all configuration and assets, and report every mistake")
    doctor = commands.add_parser("doctor", help="look at everything that a night needs, each with its mend")
    commands.add_parser("contract", help="print the MQTT contract as an AsyncAPI document")
    backup = commands.add_parser("backup", help="copy the orders to a file, while the hatch runs or not")
    restore = commands.add_parser("restore", help="put such a copy back, while the hatch is stopped")
    purge = commands.add_parser(
        "purge", help="count and forget the single orders of nights that are over long enough"
    )
    report = report_parser(commands)
    rehearse = rehearsal_options.add(commands)
    knocks = _knock_parsers(commands)
    check.add_argument(
        "--pins",
        nargs="?",
        type=_seconds,
        const=LISTEN_S,
        metavar="SECONDS",
        help="also read the sensors' lines, on the Pi, while the hatch is stopped (3 seconds, or so many)",
    )
    for command in (hatch, bar, check, doctor, backup, restore, purge, report, rehearse, *knocks):
        command.add_argument(
            "--config",
            type=Path,
            metavar="DIR",
            help="read this folder instead of /etc/kiosk over the defaults",
        )
    for command in (hatch, bar, *knocks):
        command.add_argument(
            "--simulate",
            action="store_true",
            help="mock pins, and commands from standard input (see the README)",
        )
    for command in (hatch, bar):
        command.add_argument(
            "--clock",
            metavar="SPEED@HOUR",
            help="with --simulate: an hour of its own that passes so many times as fast (60@2026-11-21T19:30+01:00)",
        )
    bar.add_argument(
        "--display", metavar="NAME", help="this display's name, when it is not the configuration's"
    )
    demo.add_argument(
        "--headless", action="store_true", help="play the scripted night even where there is a screen"
    )
    demo.add_argument(
        "--broker", choices=("mosquitto", "amqtt"), help="which private broker, when both are installed"
    )
    doctor.add_argument("--json", action="store_true", help="say it for machines")
    doctor.add_argument(
        "--support", type=Path, metavar="FILE", help="write all of it to a file, no secret in it"
    )
    doctor.add_argument(
        "--role", choices=("hatch", "bar"), help="look as this side only, not as what is installed"
    )
    backup.add_argument(
        "to", type=Path, metavar="FILE", help="the copy; or a folder, for a name that says when"
    )
    backup.add_argument(
        "--keep", type=_count, metavar="N", help="in a folder: throw away all but the N newest copies"
    )
    restore.add_argument("copy", type=Path, metavar="FILE", help="what `kiosk backup` has written")
    demo.add_argument("--pictures", type=Path, metavar="DIR", help="where the scripted night's pictures go")
    return parser


def _seconds(text: str) -> float:
    """A time that somebody would wait. Raises what argparse tells as a fault of usage."""
    seconds = float(text)
    if not LEAST_S <= seconds <= MOST_S:
        raise argparse.ArgumentTypeError(f"{text} is not {LEAST_S:g} to {MOST_S:g} seconds")
    return seconds


def _knock_parsers(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> list[argparse.ArgumentParser]:
    """`kiosk knock ...`: for whoever sets the ear up."""
    knock = commands.add_parser("knock", help="set the ear up: watch the wood, calibrate, teach it a rhythm")
    what = knock.add_subparsers(dest="knock", required=True, metavar="WHAT")
    watch = what.add_parser("watch", help="what the wood says, and what the ear makes of it, as it happens")
    calibrate = what.add_parser(
        "calibrate", help="quiet, knocks, and what is none: proposes the numbers that hear them best"
    )
    for command in (watch, calibrate):
        command.add_argument("--from", dest="recording", type=Path, metavar="FILE", help="play a recording")
        command.add_argument(
            "--save", type=Path, metavar="FILE", help="record all that happens, as plain text"
        )
    calibrate.add_argument(
        "--write", action="store_true", help="write what is proposed to the house's configuration, unasked"
    )
    watch.add_argument(
        "--through-hatch", action="store_true", help="listen through the running hatch, by the broker"
    )
    record = what.add_parser("record", help="teach the ear a rhythm by knocking it")
    record.add_argument("name", metavar="NAME", help="what the rhythm is called")
    record.add_argument("--secret", action="store_true", help="whoever knocks it is shown the hidden line")
    return [watch, record, calibrate]


def _count(text: str) -> int:
    """A number of things to keep: at least one."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
