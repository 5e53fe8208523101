"""TLS: a certificate that is given, or one of a local authority."""
