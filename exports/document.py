"""A document as a tree of parts: what there is to read, in no format yet.

Every text is plain, as it was typed; it is for the writer of a format to make it inert there.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is a chapter of the document, 2 a part of that."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of our own."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What stood on the screen for the room to read."""

    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader must know about what stands here, or why nothing does."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was said or done.

    `lead` says whom or what it is about and stands before the text; `by` said it; `note` is what
    else there is to know. `ref` is the id of the answer it shows.
    """

    text: str
    lead: str = ""
    by: str = ""
    note: str = ""
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """Items below one another."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A titled list of items; the title is empty where a sheet has one column."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Lists that stood side by side."""

    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts below one another."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are titles."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Heading | Paragraph | Quote | Remark | Bullets | Columns | Facts | Table
"""What a document is made of."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document in `language` (a language tag): a title, a line below it, and its parts."""

    title: str
    subtitle: str
    language: str
    parts: tuple[Part, ...]
