"""The forms of the certificates' pages."""
