"""A house that writes configuration files and is told what is wrong with them."""

from pathlib import Path

from kiosk import paths
from kiosk.settings import Mistake, Settings, load, survey

DRINKS = (
    "negroni", "americano", "whiskey-sour", "boulevardier", "aviation", "old-fashioned", "gin-fizz", "whisky-cola",
)  # fmt: skip
MENU = "menus/2026-11.toml"

BESIDE = ("lemonade", "bitter-soda", "milano-torino")
"""What stands beside the eight in the packaged list."""


class AHouse:
    """A configuration folder, and the mistakes in it."""

    def __init__(self, folder: Path) -> None:
        self.config = folder / "config"
        self.config.mkdir()
        self.assets = folder / "assets"
        (self.assets / "drawings").mkdir(parents=True)
        for drink in (*DRINKS, *BESIDE):
            (self.assets / "drawings" / f"{drink}.svg").touch()

    def write(self, name: str, text: str) -> Path:
        """Write one of the house's own files."""
        file = self.config / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def edit(self, name: str, old: str, new: str) -> Path:
        """Write a packaged file as the house's own with one thing changed, where it stands first."""
        text = (paths.packaged_config() / name).read_text(encoding="utf-8")
        assert old in text
        return self.write(name, text.replace(old, new, 1))

    def load(self, month: str | None = None) -> Settings:
        """What the house's programs would be given."""
        return load(self.config, month=month)

    def mistakes(self) -> tuple[Mistake, ...]:
        """Everything that is wrong."""
        return survey(self.config).mistakes

    def only_mistake(self) -> Mistake:
        """The one thing that is wrong; it fails when there are more, or none."""
        (mistake,) = self.mistakes()
        return mistake
