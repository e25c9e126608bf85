"""What is done: one file to one outside library, and the loop that joins them.

The law of this room: nothing here decides. What happens goes into the mailbox as an event, what is asked for comes
out of the core as an effect; a failure here becomes an event, or a sentence that says what, where and how to mend it.
"""
