"""What every step of an inspection shares: its values, its store, its settings. Imports none of the steps."""
