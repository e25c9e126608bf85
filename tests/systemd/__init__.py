"""The units and the installer, as far as a machine without a Pi can tell."""
