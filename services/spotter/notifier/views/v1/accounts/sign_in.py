"""Signing in."""

from typing import Annotated

from pydantic import Field

from spotter.notifier.views.models import View
from spotter.notifier.views.v1.fields import Given

_MOST = 1000
Password = Annotated[str, Field(min_length=1, max_length=_MOST)]
Secret = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_-]+$")]


class SignInGiven(Given):
    """What somebody types."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["ida@gym.example"])]
    password: Password


class InvitationAccepted(Given):
    """A chosen password."""

    secret: Annotated[Secret, Field(description="from the invitation")]
    password: Annotated[Password, Field(description="10 to 1000 characters")]


class WaysToSignIn(View):
    """How people sign in here."""

    by_password: bool
    provider: Annotated[
        str | None, Field(description="the identity provider's name; null: there is none")
    ]
    is_open: Annotated[bool, Field(description="nobody signs in on this machine")]
    problem: Annotated[str, Field(description="why nobody can sign in this way; empty: they can")]
