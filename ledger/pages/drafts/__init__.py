"""The pages on which a plan is set up: drafts, what is wrong in them, what they leave unsaid, and their proposal."""
