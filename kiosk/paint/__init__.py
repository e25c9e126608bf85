"""What puts scenes on a screen and takes touches from it: pygame lives here and nowhere else.

The law of this room: it draws what a scene says and decides nothing. It paints only what differs, it draws the same
pixels whether it paints a part or the whole, and it never starts more of pygame than pictures and letters
(no `pygame.init()`: sound alone costs 100 ms).
"""

import os

# pygame greets on standard output when it is imported; the stagehand's answers stand there.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
