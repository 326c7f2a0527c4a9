"""Templates of what is sent out; an office may put its own beside its workspace."""
