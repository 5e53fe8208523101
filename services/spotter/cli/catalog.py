"""Commands reach the catalog: that of the running gym, or of the data folder."""

from collections.abc import Iterator
from contextlib import contextmanager

from spotter.catalog_client.channel import CatalogChannel
from spotter.catalog_client.settings import CatalogClientSettings
from spotter.local_stack.data_folder import DataFolder


@contextmanager
def catalog(_data: DataFolder) -> Iterator[CatalogChannel]:
    """The catalog at $SPOTTER_CATALOG_ADDRESS. Raises RefusedError without one."""
    with CatalogChannel.of(CatalogClientSettings()) as channel:
        yield channel
