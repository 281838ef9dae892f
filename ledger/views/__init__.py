"""The pages of the ledger: each parses, calls one selector or service, and shows the answer."""
