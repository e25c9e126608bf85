"""`kiosk rehearse`: a whole night in minutes, played by scripted guests and bartenders on real programs, and checked.

The law of this folder: `night` draws the night from a seed and `checks` judges what is compared; both are pure over what
they are given, and so are `figures`. Whatever acts does so as a person would, by the stagehands' touches and knocks, in
threads of `street` and `bartender`; `watch` listens to the broker as a stranger. Numbers and sentences stand in
config/rehearsal.toml. Time is the rehearsal's own clock (`shell.clock.Clock`), which the programs share:
promises, warnings, ages, hours and rests all pass so many times as fast, and so do knocks on the mock pins. What does not
is painting, the disk, the network (its keep-alives and retries too) and the processor: a touch of 5 ms is 0.3 s of the
night at sixty times. Each rehearsal tells what that comes to; where it is much, patience and promises suffer from it and
nothing else does, for every check is about order and not about time.
"""
