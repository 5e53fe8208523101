"""The rights that routes need."""

from spotter.notifier.web.access.rights.rights import FOR_ANYBODY, MEANINGS, Right
from spotter.notifier.web.access.rights.roles import MEANINGS as ROLE_MEANINGS
from spotter.notifier.web.access.rights.roles import RIGHTS, may_manage, rights_of
from spotter.wire.catalog.people.accounts import Role
from support.access.whole_page import described_api


def test_every_route_names_a_right() -> None:
    named = {
        route["x-right"]
        for routes in described_api()["paths"].values()
        for route in routes.values()
    }

    assert named <= {right.value for right in Right}


def test_what_changes_something_never_needs_a_right_to_read() -> None:
    changing = {
        (method, path, route["x-right"])
        for path, routes in described_api()["paths"].items()
        for method, route in routes.items()
        if method != "get"
    }
    assert [one for one in changing if str(one[2]).endswith(":read")] == []


def test_every_right_and_every_role_has_a_meaning() -> None:
    assert set(MEANINGS) == set(Right)
    assert set(ROLE_MEANINGS) == set(RIGHTS) == set(Role)


def test_an_owner_may_do_everything_and_nobody_less_than_sign_in() -> None:
    assert RIGHTS[Role.OWNER] == set(Right)
    assert all(rights >= FOR_ANYBODY for rights in RIGHTS.values())


def test_a_trainer_of_some_teaches_no_exercise_to_everybody() -> None:
    everybodys = rights_of(Role.TRAINER, sees_everybody=True, at_most=frozenset())
    some = rights_of(Role.TRAINER, sees_everybody=False, at_most=frozenset())

    assert everybodys - some == {Right.EXERCISES_WRITE, Right.DEVICES_READ}


def test_a_token_has_the_rights_that_it_was_given_and_no_more_than_its_account() -> None:
    asked = frozenset({"health:read", "members:read"})

    assert rights_of(Role.OPERATOR, sees_everybody=True, at_most=asked) == {Right.HEALTH_READ}


def test_a_manager_manages_everybody_but_owners() -> None:
    assert may_manage(Role.MANAGER, Role.TRAINER, None)
    assert not may_manage(Role.MANAGER, Role.TRAINER, Role.OWNER)
    assert may_manage(Role.OWNER, Role.OWNER)
