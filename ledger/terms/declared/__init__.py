"""The declarations, by the sections of a plan."""
