"""Signing in by an identity provider (OpenID Connect): code with PKCE."""
