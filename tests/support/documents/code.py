"""Extracts the code in a Markdown page: spans in backticks and command lines in blocks."""

import re
import shlex
from collections.abc import Iterator

_BLOCK = re.compile(r"^[ ]*```[^\n]*\n(.*?)^[ ]*```", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"^ {4}(.*)$", re.MULTILINE)
_SPAN = re.compile(r"`([^`]+)`")
_ASSIGNMENT = re.compile(r"[A-Z_]+=")


def spans(page: str) -> list[str]:
    """The spans in backticks outside of blocks, each on one line."""
    return [" ".join(span.split()) for span in _SPAN.findall(_BLOCK.sub("", page))]


def command_lines(page: str) -> Iterator[list[str]]:
    """The words of each line of code, without prompt, variables before it and comment.

    Lines that are not shell (output, YAML) are split as far as possible.
    """
    indented = "".join(f"{line}\n" for line in _INDENTED.findall(_BLOCK.sub("", page)))
    for block in (*_BLOCK.findall(page), indented):
        for line in block.replace("\\\n", " ").splitlines():
            yield _words(line)
    for span in spans(page):
        yield _words(span)


def _words(line: str) -> list[str]:
    try:
        words = shlex.split(line.strip().removeprefix("$ "), comments=True)
    except ValueError:  # a lone quote: prose
        return []
    while words and _ASSIGNMENT.match(words[0]):
        words.pop(0)
    return words
