"""The command line: versions, help, and what it says to a wrong word."""

import re

import pytest

from kiosk import __version__
from tests.real.house import kiosk

COMMANDS = ("hatch", "bar", "demo", "check", "doctor", "contract", "backup", "restore", "purge")

OPTIONLESS = ("contract",)


def test_version_is_the_packages_own() -> None:
    """`--version` says name and version on standard output."""
    ran = kiosk("--version")
    assert (ran.returncode, ran.stdout) == (0, f"kiosk {__version__}\n")


def test_help_names_every_command() -> None:
    """`--help` lists all commands, each with what it is for."""
    ran = kiosk("--help")
    assert ran.returncode == 0
    for command in COMMANDS:
        assert re.search(rf"^\s+{command}\s+\w+", ran.stdout, re.MULTILINE), command


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    """`COMMAND --help` names its options with a sentence each, and starts nothing."""
    ran = kiosk(command, "--help")
    assert ran.returncode == 0
    assert f"usage: kiosk {command}" in ran.stdout
    options = [line.strip() for line in ran.stdout.splitlines() if line.strip().startswith("--")]
    assert options or command in OPTIONLESS
    assert ran.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("serve",),
        (),
        ("hatch", "--colour"),
        ("hatch", "--display", "two"),
        ("hatch", "--config"),
        ("bar", "x"),
    ],
)
def test_a_wrong_word_is_told_with_the_usage(arguments: tuple[str, ...]) -> None:
    """What the command line does not know ends with status 2, the usage and one line on what is wrong."""
    ran = kiosk(*arguments)
    assert ran.returncode == 2
    assert ran.stderr.startswith("usage: kiosk")
    assert "error:" in ran.stderr.splitlines()[-1]
    assert "Traceback" not in ran.stderr
    assert ran.stdout == ""


def test_the_default_configuration_has_nothing_to_mend() -> None:
    """`check` reads everything that is packaged, sums it up and ends well."""
    ran = kiosk("check")
    assert ran.returncode == 0, ran.stderr
    assert "Nothing to mend." in ran.stdout
    assert ran.stderr == ""
