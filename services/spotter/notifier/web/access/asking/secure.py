"""Whether what is secret may travel on the way that a request took. Pure."""

_HTTPS = frozenset({"https", "wss"})


def insecure_because(scheme: str, *, is_this_machine: bool) -> str:
    """Why nobody may sign in or pair a screen this way, and what to do; empty: they may.

    ``scheme`` is that of the request, as a trusted proxy says if one passed it on. What stays on
    the machine is read by nobody on the way.
    """
    if scheme in _HTTPS or is_this_machine:
        return ""
    return (
        "expected the page to be opened with https: what is secret would be read on its way, and "
        "browsers give no camera. "
        "SPOTTER_TLS=local makes a certificate, SPOTTER_TLS=files takes yours; behind a proxy that "
        "has one, SPOTTER_TRUSTED_PROXIES names the proxy's address"
    )
