"""The only place with non-trivial reads; they never write."""
