"""Batches, each with its pair where it was corrected, and the correction by reversal."""
