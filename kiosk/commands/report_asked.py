"""What `kiosk report` may be asked, on the command line."""

import argparse
from datetime import date


def report_parser(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> argparse.ArgumentParser:
    """Add `report` to the commands; what is chosen is `night` and `form`."""
    report = commands.add_parser("report", help="a night in figures: orders, drinks, takings, waits")
    report.add_argument(
        "--night",
        type=_night,
        metavar="DATE",
        help="the date on which it began, as 2026-11-20; without one it is the last that there is",
    )
    form = report.add_mutually_exclusive_group()
    for name, what in (("csv", "for a spreadsheet"), ("json", "for machines")):
        form.add_argument(f"--{name}", dest="form", action="store_const", const=name, help=what)
    report.set_defaults(form="text")
    return report


def _night(text: str) -> str:
    """A night's date, as the books spell it."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-11-20") from error
