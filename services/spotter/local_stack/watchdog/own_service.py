"""Asks our own services over HTTP, through no proxy."""

import json
import ssl
from contextlib import closing
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

_OK = 200


def ask(url: str, path: str, *, timeout_s: float) -> tuple[bool, Any]:
    """Whether the service at ``url`` says that all is well at ``path``, and its JSON.

    Raises :class:`OSError` without an answer.
    """
    address = urlsplit(url)
    connection = _connection(address.scheme, address.hostname or "", address.port, timeout_s)
    with closing(connection):
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status == _OK, json.loads(answer.read())
        except (HTTPException, ValueError) as error:
            raise OSError(f"expected an answer from {url}{path}; found {error}") from error


def _connection(scheme: str, host: str, port: int | None, timeout_s: float) -> HTTPConnection:
    if scheme != "https":
        return HTTPConnection(host, port, timeout=timeout_s)
    # It is on this machine, is told no secret, and its certificate is for the names of the page.
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return HTTPSConnection(host, port, timeout=timeout_s, context=context)


def problems_in_words(said: Any) -> str:  # noqa: ANN401 - JSON
    """The problems that a service names at /healthz or /readyz."""
    try:
        return "; ".join(f"{name}: {problem}" for name, problem in said["problems"].items())
    except (KeyError, AttributeError, TypeError):
        return "something is wrong"
