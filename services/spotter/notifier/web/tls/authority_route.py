"""The route by which the local authority's certificate is taken along."""

from fastapi import APIRouter
from fastapi.responses import FileResponse

from spotter.notifier.web.access.rights.rights import Right, needs
from spotter.notifier.web.tls.certificates import LocalAuthority


def authority_route(authority: LocalAuthority) -> APIRouter:
    """The route; docs/access.md says how to trust it."""
    router = APIRouter(include_in_schema=False)

    @router.get("/local-authority.pem", openapi_extra=needs(Right.SIGN_IN))
    async def certificate() -> FileResponse:
        return FileResponse(
            authority.certificate_file,
            media_type="application/x-x509-ca-cert",
            filename="spotter-authority.pem",
        )

    return router
