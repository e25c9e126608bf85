"""A fresh root: this machine's own Debian with an empty layer over it, so that the installer may do to it what it does."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

SOURCE = Path(__file__).parents[2]
RELEASE = ("kiosk", "hardware", "assets", "config", "systemd", "pyproject.toml", "README.md", "LICENSE")
"""What a release's tarball holds."""
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


class FreshRoot:
    """Either a whole system to chroot into (root, where layers can be mounted), or a folder for DESTDIR."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.at = folder, folder / "root"
        for name in ("root", "layer"):
            (folder / name).mkdir()
        self.whole = os.geteuid() == 0 and self._mounted()

    def _mounted(self) -> bool:
        layer = self._folder / "layer"
        steps: tuple[list[str | Path], ...] = (
            ["mount", "-t", "tmpfs", "tmpfs", layer],
            ["mkdir", layer / "upper", layer / "work"],
            [
                "mount",
                "-t",
                "overlay",
                "overlay",
                "-o",
                f"lowerdir=/,upperdir={layer}/upper,workdir={layer}/work",
                self.at,
            ],
            ["mount", "--rbind", "/dev", self.at / "dev"],
            ["mount", "--make-rslave", self.at / "dev"],
            ["mount", "-t", "proc", "proc", self.at / "proc"],
            ["mount", "-t", "tmpfs", "tmpfs", self.at / "run"],
        )
        done = all(subprocess.run(step, check=False, capture_output=True).returncode == 0 for step in steps)
        if not done:
            self.close()
        return done

    def close(self) -> None:
        """Take the layers away."""
        for place in ("root", "layer"):
            subprocess.run(["umount", "-R", "-l", self._folder / place], check=False, capture_output=True)

    def path(self, name: str) -> Path:
        """Where a file of the system lies, for whoever looks from outside."""
        return self.at / name.lstrip("/")

    def release(self, name: str, changed: Mapping[str, tuple[str, str]]) -> Path:
        """Unpack a release under /root; in some files one text is exchanged for another."""
        place = self.path(f"root/{name}")
        place.mkdir(parents=True)
        for part in RELEASE:
            source = SOURCE / part
            if source.is_dir():
                shutil.copytree(source, place / part, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, place / part)
        for file, (old, new) in changed.items():
            text = (place / file).read_text(encoding="utf-8")
            assert old in text, f"{file} holds no {old!r}"
            (place / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return place

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """A command in it. Words that are paths under the root are said as the system knows them."""
        command, environment = self._inside(words)
        return subprocess.run(
            command, check=False, capture_output=True, text=True, env=environment, timeout=600
        )

    def start(self, *words: str | Path) -> subprocess.Popen[str]:
        """The same, not waited for, in a session of its own."""
        command, environment = self._inside(words)
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, env=environment, stdout=pipe, stderr=pipe, text=True, start_new_session=True
        )

    def _inside(self, words: tuple[str | Path, ...]) -> tuple[list[str], dict[str, str]]:
        environment = {"PATH": PATH, "HOME": "/root", "LANG": "C.UTF-8"}
        for name in ("PIP_INDEX_URL", "PIP_CONFIG_FILE", "PIP_CERT", "SSL_CERT_FILE"):
            if name in os.environ:
                environment[name] = os.environ[name]
        if self.whole:
            inside = [f"/{word.relative_to(self.at)}" if isinstance(word, Path) else word for word in words]
            return ["chroot", str(self.at), *inside], environment
        return [str(word) for word in words], {**environment, "DESTDIR": str(self.at)}
