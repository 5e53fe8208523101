"""A Redis user who may not do everything: real refusals, at the moment a test wants them."""

from collections.abc import Iterator
from contextlib import contextmanager

import redis


@contextmanager
def limited_client(
    admin: redis.Redis, url: str, *, without: list[str]
) -> Iterator[tuple[redis.Redis, "LimitedUser"]]:
    """A client to whom these commands are forbidden, until its user is allowed everything."""
    user = LimitedUser(admin)
    user.forbid(without)
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

    def forbid(self, commands: list[str]) -> None:
        """Allow everything but these commands."""
        self._admin.acl_setuser(
            self.name,
            enabled=True,
            nopass=True,
            keys=["*"],
            channels=["*"],
            categories=["+@all"],
            commands=[f"-{command}" for command in commands],
        )

    def allow_everything(self) -> None:
        """Forbid nothing any more."""
        self.forbid([])
