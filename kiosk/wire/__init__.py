"""What is said between the hatch and the bar: topics, and the bytes of each message.

The law of this room: pure. A payload is JSON with a version `v`; readers ignore fields they do not know, and
answer whatever they cannot read with `events.NotUnderstood`, never with an exception. Version 1 stays readable
for ever: its bytes are kept in tests/wire/v1.
"""
