"""Backups: the whole database and every stored file of one instant, in one encrypted archive; and the way back."""
