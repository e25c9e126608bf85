#!/bin/sh
# The installed kiosk, for whoever types its name: the current release, with the books where the service keeps them.
STATE_DIRECTORY="${STATE_DIRECTORY:-/var/lib/kiosk}"
export STATE_DIRECTORY
exec /opt/kiosk/current/venv/bin/kiosk "$@"
