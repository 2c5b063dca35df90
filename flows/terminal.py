"""Text that is safe to show, and the consoles that show it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

PIPE_WIDTH = 1_000
"""Columns of an output that is no terminal: wide enough that nothing wraps."""

_CONTROL_PICTURES = 0x2400
_VISIBLE = {code: _CONTROL_PICTURES + code for code in range(0x20) if chr(code) not in "\t\n"}
_VISIBLE_DELETE = {0x7F: 0x2421}
_ESCAPED = {code: f"\\x{code:02x}" for code in range(0x80, 0xA0)}
_ESCAPED_SURROGATES = {code: f"\\u{code:04x}" for code in range(0xD800, 0xE000)}
_PRINTABLE: dict[int, int | str] = {
    **_VISIBLE,
    **_VISIBLE_DELETE,
    **_ESCAPED,
    **_ESCAPED_SURROGATES,
}
# JSON escapes the controls below the space itself; these it leaves as they are.
_JSON_ESCAPED = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}


def printable(text: str) -> str:
    r"""Return a text whose control characters are shown instead of sent to the terminal.

    Tab and line feed stay. A lone surrogate, as Python has for bytes of file names that are not
    UTF-8, becomes ``\udc80``.
    """
    return text.translate(_PRINTABLE)


def printable_line(text: str) -> str:
    """Return a text as one line, safe to show, white space squeezed."""
    return printable(" ".join(text.split()))


def printable_json(encoded: bytes) -> str:
    """Return encoded JSON whose control characters are all escaped; the value is the same."""
    return encoded.decode("utf-8").translate(_JSON_ESCAPED)


def console_for(*, stderr: bool = False) -> Console:
    """Return a console that colours only on a terminal and wraps only there."""
    from rich.console import Console  # noqa: PLC0415 - not needed to parse a command line

    stream = sys.stderr if stderr else sys.stdout
    return Console(
        stderr=stderr,
        highlight=False,
        markup=False,
        emoji=False,
        width=None if stream.isatty() else PIPE_WIDTH,
    )
