"""The link by which somebody chooses a password."""

from spotter.local_stack.data_folder import DataFolder


def invitation_link(page: str, secret: str) -> str:
    """The link to ``page`` that has the secret where no server's log has it.

    >>> invitation_link("https://gym.example/", "spotter_invitation_x")
    'https://gym.example/sign-in#invitation=spotter_invitation_x'
    """
    return f"{page.rstrip('/')}/sign-in#invitation={secret}"


def link_words(page: str, data: DataFolder, secret: str) -> str:
    """What to do with the secret; ``page`` may be empty: that of the gym that runs, if one does."""
    known = page or data.page_address()
    if known:
        return f"This link works once, within three days: {invitation_link(known, secret)}"
    return (
        "Add this to the address of the gym's page; it works once, within three days: "
        f"{invitation_link('', secret)}"
    )
