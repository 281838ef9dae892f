"""The printed documents beside the certificate itself, each from a versioned template under templates/pdf."""
