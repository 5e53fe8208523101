"""The settings of processes that ask the catalog."""

from pydantic import Field

from spotter.runtime.grpc.settings import GrpcSettings


class CatalogClientSettings(GrpcSettings):
    """Adds where the catalog answers."""

    catalog_address: str = Field(
        default="",
        pattern=r"^(\S+:[0-9]{1,5})?$",
        description="host:port at which the catalog answers; empty: there is none",
    )
    cache_dir: str = Field(
        default=".spotter/cache",
        description="folder in which exercises are kept for when the catalog is away",
    )
