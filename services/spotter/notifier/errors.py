"""The error root of the notifier."""

from spotter.runtime.errors import AddressError, ServiceError


class NotifierError(ServiceError):
    """The notifier cannot do what was asked; the message says what was expected and found."""


class PageAddressError(NotifierError, AddressError):
    """The page cannot be served at the configured address."""


class CertificateError(NotifierError, AddressError):
    """The page cannot be served with TLS."""


class ProviderError(NotifierError):
    """The identity provider does not answer, or its word does not hold."""
