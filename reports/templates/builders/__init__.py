"""One shipped Word template a file: `make(folder)` writes it and returns the paths."""
