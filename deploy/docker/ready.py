# ruff: noqa: INP001 - a standalone script, in no package
"""Exits with status 0 if the process at the given port of this container is ready."""

import socket
import sys

with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=3) as connection:
    connection.sendall(b"GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n")
    answer = connection.makefile("rb").read()

# Docker records the output of a health check.
sys.stdout.write(answer.partition(b"\r\n\r\n")[2].decode())
sys.exit(0 if answer.split(b" ", 2)[1] == b"200" else 1)
