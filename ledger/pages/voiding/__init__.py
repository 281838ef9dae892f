"""The pages on which Rights become void: those found, and those of transferees on counsel's word."""
