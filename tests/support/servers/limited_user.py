"""A Redis user with limited rights: real refusals whenever a test wants them."""

from collections.abc import Iterator
from contextlib import contextmanager

import redis


@contextmanager
def limited_client(admin: redis.Redis, url: str) -> Iterator[tuple[redis.Redis, "LimitedUser"]]:
    """A client and its user, who may do everything until a test forbids something."""
    user = LimitedUser(admin)
    user.forbid()
    with redis.Redis.from_url(url, username=user.name, password="any") as client:  # noqa: S106
        try:
            yield client, user
        finally:
            admin.acl_deluser(user.name)


class LimitedUser:
    """The user of a :func:`limited_client`."""

    name = "limited"

    def __init__(self, admin: redis.Redis) -> None:
        self._admin = admin

    def forbid(self, *commands: str) -> None:
        """From now on allow everything except these commands."""
        self._admin.acl_setuser(
            self.name,
            enabled=True,
            nopass=True,
            keys=["*"],
            channels=["*"],
            categories=["+@all"],
            commands=[f"-{command}" for command in commands],
        )
