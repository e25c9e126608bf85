"""Configuration: read, laid over the defaults, and every mistake in it found."""
