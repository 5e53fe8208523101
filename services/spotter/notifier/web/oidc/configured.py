"""The identity provider that the settings name."""

from spotter.notifier.settings import NotifierSettings
from spotter.notifier.web.oidc.groups import roles_in
from spotter.notifier.web.oidc.provider import Client, Provider


def provider_of(settings: NotifierSettings) -> Provider | None:
    """The provider; None: people sign in by passwords."""
    if not settings.oidc_issuer:
        return None
    return Provider(
        Client(
            issuer=settings.oidc_issuer,
            client_id=settings.oidc_client_id,
            secret=settings.oidc_client_secret.get_secret_value(),
            scopes=settings.oidc_scopes,
            groups_claim=settings.oidc_groups_claim,
            roles=roles_in(settings.oidc_roles),
            name=settings.oidc_name,
        )
    )
