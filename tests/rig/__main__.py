"""Plays a night on a booted Debian, from nothing: install, order, upgrade, failed upgrade, rollback, and what goes wrong.

    python -m tests.rig RIG [--suite trixie|bookworm] [--arch amd64|arm64] [--wheels DIR] [--pictures DIR] [--name NAME]
                        [CHAPTER...]

RIG is the rig's folder (its scripts boot the machine; its README says how its image is made, with RIG_PACKAGES="cage labwc
grim libpam-systemd openssl espeak-ng"; bookworm has no labwc, and its cage wants xwayland and
polkitd). It takes half an hour and more, and is not part of CI. Chapters go
on where the machine's disk was left, so that one may be played alone again.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.rig import programme
from tests.rig.machine import Machine, tell
from tests.rig.night import Night

HERE = Path(__file__).parents[2]


def main() -> int:
    """Play the chapters that are asked for, or all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rig", type=Path)
    parser.add_argument("--suite", default="trixie", choices=("trixie", "bookworm"))
    parser.add_argument("--arch", default="amd64", choices=("amd64", "arm64"))
    parser.add_argument("--wheels", type=Path, help="the wheelhouse of that Debian (systemd/wheelhouse)")
    parser.add_argument("--pictures", type=Path, default=Path("pictures/rig"))
    parser.add_argument("--name", default="kiosk-night")
    parser.add_argument("chapters", nargs="*", metavar="CHAPTER")
    chosen = parser.parse_intermixed_args()
    machine = Machine(chosen.rig, chosen.name, chosen.suite, chosen.arch, chosen.pictures)
    with tempfile.TemporaryDirectory() as folder:
        night = Night(machine, HERE, chosen.wheels, Path(folder))
        for name in chosen.chapters or programme.ON[chosen.suite]:
            began = time.monotonic()
            tell(f"--- {name}")
            programme.ALL[name](night)
            tell(f"--- {name}: as promised, {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
