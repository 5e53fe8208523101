"""Commands reach the catalog: that of the running gym, or of the data folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from spotter.catalog_client.channel import CatalogChannel
from spotter.local_stack.catalog import CatalogAddress, catalog_of
from spotter.local_stack.data_folder import DataFolder
from spotter.runtime.grpc.security import GrpcSecurity
from spotter.runtime.grpc.settings import GrpcSettings


def channel_to(address: CatalogAddress) -> CatalogChannel:
    """A connection to a catalog, with the files of TLS that the environment names."""
    security = replace(GrpcSecurity.of(GrpcSettings()), token=address.token)
    return CatalogChannel(address.address, security)


@contextmanager
def catalog(data: DataFolder, *, takes_demo: bool = True) -> Iterator[CatalogChannel]:
    """The catalog at $SPOTTER_CATALOG_ADDRESS, of the gym that runs in ``data``, or of ``data``.

    Unless it ``takes_demo``, a demo gym that runs is left alone. Raises LocalStackError when it
    must be started and does not start.
    """
    asked = catalog_of(data, os.environ, takes_demo=takes_demo)
    with asked as address, channel_to(address) as channel:
        yield channel
