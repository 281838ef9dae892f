"""Settings: `base` for all; `demo`, `test` and `production` are thin variants."""
