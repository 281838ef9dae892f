"""What becomes of a plan: facts, acts and findings folded in the order of their instants, each by its own law."""
