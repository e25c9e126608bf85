"""What the installer asks of each Debian, where nothing is there yet."""

import subprocess
from pathlib import Path

import pytest

SYSTEMD = Path(__file__).parents[2] / "systemd"
ASKED = """
set -euo pipefail
DESTDIR='' PYTHON=python3
. steps/words.sh; . steps/machine.sh
ROLE=hatch SCREEN=cage BROKER_HERE=yes
eval "debian() { echo $1; }"
known() { false; }
is_there() { [ "$1" = espeak-ng ]; }
from_debian() { echo "$@"; }
packages
"""
ALWAYS = {"python3-venv", "cage", "libpam-systemd", "libgl1-mesa-dri", "mosquitto"}
BOOKWORM = {"polkitd", "xwayland"}
"""Its compositor gets no seat without the first, and does not start without the second: seen on a booted Debian 12."""


@pytest.mark.parametrize(("debian", "wants", "leaves"), [("12", BOOKWORM, set()), ("13", set(), BOOKWORM)])
def test_each_debian_is_asked_for_what_its_compositor_needs(
    debian: str, wants: set[str], leaves: set[str]
) -> None:
    """A seat and a screen on both, and no more than that."""
    command = ["bash", "-c", ASKED, "packages", debian]
    said = subprocess.run(command, cwd=SYSTEMD, check=True, capture_output=True, text=True, timeout=20)
    asked = set(said.stdout.split())
    assert asked >= ALWAYS | wants
    assert not asked & leaves
