"""Frozen values that the steps hand each other.

Dates are `datetime.date`, moments are ISO text with the +08:00 offset, paths of columns are tuples of names from the
top. A field that was not there is None; an empty tuple means that it was looked at and nothing was found.
"""
