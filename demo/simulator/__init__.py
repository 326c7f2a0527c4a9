"""A portal simulator: any family, any size, from a seed, with faults that can be switched on."""
