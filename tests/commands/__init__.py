"""Commands, played from their doors."""
