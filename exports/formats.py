"""The formats that a document can be written in, each loaded when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exports.document import Document

MARKDOWN = "markdown"
FORMATS = (MARKDOWN,)


def written(document: Document, format_: str) -> bytes:
    """`document` in `format_`, one of FORMATS, as it goes into a file."""
    return _WRITERS[format_](document)


def _markdown(document: Document) -> bytes:
    from exports.markdown import markdown

    return markdown(document).encode()


_WRITERS = {MARKDOWN: _markdown}
