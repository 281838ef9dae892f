"""The only writers of runs and certificates: one transaction, lock, re-check, write, one audit event."""
