"""What rules must find, planted in any family's site, each beside a look-alike that they must not find."""
