"""The cores, tested by value: no clock, no thread, no file that matters."""
