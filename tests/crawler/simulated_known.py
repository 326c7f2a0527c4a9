"""What is known not to hold yet, by family and fault, with the reason. Whoever cures one takes it out."""

KNOWN: dict[tuple[str, str], str] = {}
"""Cases of test_simulated_faults."""

KNOWN_CLEAN: dict[str, str] = {}
"""Families of test_simulated_families."""
