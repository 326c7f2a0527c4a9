"""How people work with it: the command line."""
