"""What is known not to hold yet, by family (`*`: all) and fault, with the reason. Whoever cures one takes it out."""

KNOWN: dict[tuple[str, str], str] = {}
KNOWN_CLEAN: dict[str, str] = {}
