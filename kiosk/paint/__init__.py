"""What puts scenes on a screen and takes touches from it: pygame lives here and nowhere else.

The law of this room: it draws what a scene says and decides nothing. It paints only what differs, it draws the same
pixels whether it paints a part or the whole, and it never starts more of pygame than pictures and letters
(no `pygame.init()`: sound alone costs 100 ms).
"""

import importlib
import os
import sys

# pygame greets on standard output when it is imported; the stagehand's answers stand there.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

NOT_NOW = ("pkg_resources", "pygame.mixer", "pygame.mixer_music")
"""What pygame would load by itself: the first, where there is one, only to find files that lie beside its own (50 ms
and 8 MB, measured); its mixer (5 MB, and a crash where a system library of it is missing) is loaded by whoever plays."""

_held = [name for name in NOT_NOW if name not in sys.modules]
sys.modules.update(dict.fromkeys(_held))  # type: ignore[arg-type]
importlib.import_module("pygame")
for _name in _held:
    del sys.modules[_name]
