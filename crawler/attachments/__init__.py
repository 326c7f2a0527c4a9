"""Bytes of the files that pages carry, into text or into a state that says why there is none."""
