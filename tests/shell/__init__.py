"""Tests of the room that does things. A package, because two conftest.py need two names."""
