"""`kiosk rehearse`: a whole night in minutes, played by scripted guests and bartenders on real programs, and checked.

The law of this folder: `night` draws the night from a seed and `checks` judges what is compared; both are pure over what
they are given, and so are `figures`. Whatever acts does so as a person would, by the stagehands' touches and knocks, in
threads of `street` and `bartender`; `watch` listens to the broker as a stranger. Numbers and sentences stand in
config/rehearsal.toml. Time is the rehearsal's own clock (`shell.clock.Clock`), which the programs share.
"""
