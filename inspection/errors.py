"""What the user did wrong, said once and clearly."""


class UserError(Exception):
    """One Chinese sentence that names the place and the cure; the command ends with exit status 2."""


class IncompleteError(Exception):
    """Work was done and kept, but not all of it; the Chinese message says what is missing; exit status 1."""
