"""How fast the press is: against the plain way, its own fallback, two peers and the least it could cost."""
