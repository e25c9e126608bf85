"""The command line of `kiosk rehearse`; loads nothing that a first picture would wait for."""

import argparse
import re

NIGHTS = ("saturday", "weekday")
HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
MOST_HATCHES = 200


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Let the command line know it."""
    rehearse = commands.add_parser(
        "rehearse",
        help="a night in minutes: scripted guests and bartenders on real programs, everything checked",
    )
    option = rehearse.add_argument
    option("--night", choices=NIGHTS, default=NIGHTS[0], help="which kind of night (saturday)")
    option("--seed", type=int, default=43, metavar="S", help="the same seed, the same guests (43)")
    option("--speed", type=_speed, metavar="N", help="so many times as fast as it happens")
    option(
        "--hatches",
        type=_hatches,
        default=1,
        metavar="N",
        help="so many on one broker; and what it costs to grow",
    )
    option("--from", dest="begins", type=_hour, metavar="HH:MM", help="only this part of the night")
    option("--minutes", type=_minutes, metavar="M", help="and so long guests come")
    option(
        "--troubles",
        action="store_true",
        help="a bad night: the broker, displays and hatches fail and come back",
    )
    option("--json", action="store_true", help="tell it for machines")
    return rehearse


def _speed(text: str) -> float:
    return _number(text, 1.0, 1000.0)


def _minutes(text: str) -> float:
    return _number(text, 1.0, 24 * 60.0)


def _number(text: str, least: float, most: float) -> float:
    number = float(text)
    if not least <= number <= most:
        raise argparse.ArgumentTypeError(f"{text} is not {least:g} to {most:g}")
    return number


def _hatches(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_HATCHES:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MOST_HATCHES}")
    return int(text)


def _hour(text: str) -> str:
    if not HOUR.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no hour such as 22:30")
    return text
