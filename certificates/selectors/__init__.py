"""The only place with non-trivial reads of runs and certificates; they never write."""
