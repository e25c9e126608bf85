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

if "pkg_resources" not in sys.modules:
    # pygame would load it, where there is one, to find files that lie beside its own: 50 ms and 8 MB (measured).
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    importlib.import_module("pygame")
    del sys.modules["pkg_resources"]
