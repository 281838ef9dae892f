"""Forms: they parse what people type; the services decide."""
