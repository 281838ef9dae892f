"""The pages of mail and vault: stops, returned mail, lost holders, cancelled certificates and their destruction."""
