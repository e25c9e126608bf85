"""The laws of import, by import-linter; and nothing in the repository that belongs to one desk."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXTS = {
    ".cfg",
    ".conf",
    ".css",
    ".ini",
    ".json",
    ".md",
    ".py",
    ".service",
    ".sh",
    ".svg",
    ".toml",
    ".txt",
    ".yml",
    "",
}
DESK = re.compile(r"/(?:home|Users|root|work|workspace)/[\w.-]{2,}|[A-Z]:\\\\Users")
"""Paths of somebody's machine. A kiosk's own are /etc/kiosk and /var/lib/kiosk."""
SKIPPED = {
    ".git",
    ".venv",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".import_linter_cache",
}
PRIVATE = {"build", "dist", "__pycache__", "pictures", "failed"}


def test_imports_go_one_way() -> None:
    """Every contract in pyproject.toml is kept."""
    linter = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", linter], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_the_repository_names_no_path_of_a_desk() -> None:
    """What works here works anywhere."""
    files = [
        file
        for file in ROOT.rglob("*")
        if file.is_file()
        and file.suffix in TEXTS
        and not (SKIPPED | PRIVATE) & set(file.relative_to(ROOT).parts)
    ]
    assert len(files) > 100
    found = [
        f"{file.relative_to(ROOT)}:{number} {line.strip()[:80]}"
        for file in files
        if file != Path(__file__)
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), start=1)
        if DESK.search(line)
    ]
    assert found == []
