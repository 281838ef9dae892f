"""Who comes in: the one sign-in door, how often one may knock, when a session ends, each person's own account."""
