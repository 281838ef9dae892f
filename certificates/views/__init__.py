"""The pages of the certificates: runs with their progress, certificates with their pictures."""
