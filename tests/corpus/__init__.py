"""What a knock line gives when people knock on it, and when anything else shakes it: seeded, labelled, the same every time.

The parameters are those of the reference (domain 7.1b to 7.4), named where they stand; what the reference leaves open
(how often a thing happens in an hour, how a module answers a soft shake) is decided here and says so. A real shutter
will differ: `kiosk knock record` makes recordings of one, and they are read like these.
"""
