"""`kiosk doctor`: one look at everything a night needs, each finding with its mend; by words, by JSON, or for a letter.

The law of this folder: one file a subject. Its `gather` reads the machine and never raises; its `checks` is pure over
what was read. What a finding says stands in config/doctor.toml. `round` goes through them all.
"""
