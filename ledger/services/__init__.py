"""The only writers: one transaction, lock, re-check the rule, write, one audit event, tasks on commit."""
