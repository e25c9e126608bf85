"""The door of a service: one that cannot open says so to systemd and on its own screen, for a while, and then tries again.

Without it systemd would start the program every few seconds behind a wall that flickers, and nobody in front of it
would know what to do.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from kiosk import paths
from kiosk.commands.fault import told
from kiosk.commands.stage import Stage
from kiosk.paint.display import NoDisplay
from kiosk.paint.ink import NoFont
from kiosk.paint.pictures import NoDrawing
from kiosk.screens.look import Look
from kiosk.screens.scene import Scene
from kiosk.settings import Settings, SettingsError, load
from kiosk.settings.house import Screen
from kiosk.shell.clock import moment
from kiosk.shell.loop import Resized, Stop

REST_S = 30.0
"""Until the next try: systemd ends this process then, for it never said that it is ready, and starts another."""
AGAIN_S = 1.0
"""The same picture is painted again so often: a compositor without a GPU may show the first one half done, and keep it so."""

CREDENTIALS = "CREDENTIALS_DIRECTORY"
"""Where systemd puts a service's passwords."""


class Door:
    """Around a program's whole night. A fault before the door stands open is shown; what comes later is none of its."""

    def __init__(
        self,
        name: str,
        config: Path | None,
        screen: Callable[[Settings], Screen],
        show: Callable[[Look, str], Scene],
    ) -> None:
        """`screen` chooses the program's own, `show` is the picture of a screen that is out of order, and why."""
        self._name, self._config, self._screen, self._show = name, config, screen, show
        self._shut = "NOTIFY_SOCKET" in os.environ

    def stands_open(self) -> None:
        """All that could be missing is there."""
        self._shut = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Where there is no screen yet, there is nobody to tell, and the compositor may be there at any moment.
        if self._shut and isinstance(fault, Exception) and not isinstance(fault, NoDisplay):
            self._rest(fault)

    def _rest(self, fault: Exception) -> None:
        """Tell systemd and whoever stands there, until it is time to try again or somebody ends it."""
        from kiosk.commands.service import complain

        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, signal.SIG_DFL)  # the stage that was told until now is closed
        why = told(fault)
        complain(why)
        print(why, file=sys.stderr, flush=True)  # a traceback follows when the process ends
        try:
            settings = self._settings()
            stage = Stage(settings, self._screen(settings), self._name, simulate=False)
        except (NoDisplay, NoDrawing, NoFont, SettingsError):
            return
        with closing(stage):
            self._stand(stage, why)

    def _settings(self) -> Settings:
        """The house's, or what the release brings where the house's are the fault."""
        os.environ.pop(CREDENTIALS, None)  # no picture wants a password, and an empty one may be the fault
        try:
            return load(self._config)
        except SettingsError:
            return load(paths.packaged_config())

    def _stand(self, stage: Stage, why: str) -> None:
        """Keep the picture up."""
        ends, look = moment().mono + REST_S, stage.look
        scene = self._show(look, why)
        stage.show_first(scene)
        while moment().mono < ends and not isinstance(stage.mailbox.take(AGAIN_S), Stop):
            stage.canvas.renew()
            for touch in stage.touches(scene):
                if isinstance(touch, Stop):
                    return
                if isinstance(touch, Resized):
                    scene = self._show(look.sized(touch.size), why)
                    stage.show_first(scene)
