"""The pages of a paper: what is known of it, and the paper itself."""
