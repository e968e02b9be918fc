"""Markdown: a document as CommonMark with tables.

What a person typed shows as typed: escaped so that it is no markup in CommonMark, nor in what
readers add to it (GitHub's tables, strikethrough, links without brackets, footnotes and tasks;
formulas, highlights, attributes, emoji by name).
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from exports.document import (
    Bullets,
    Columns,
    Document,
    Facts,
    Heading,
    Item,
    Paragraph,
    Part,
    Quote,
    Remark,
    Table,
)
from exports.inert import lines_of

_ANYWHERE = re.compile(
    r"""
      [\\`*_\[\]<|~${}^]
    | &(?=\#|\w)                         # a character by its name or number
    | =(?==)                             # ==highlighted==
    | (?<=\S)@(?=\S)                     # an address for mail
    | (?<=\w)\.(?=[^\W\d_]{2})|(?<=www)\.  # www.example.org
    | :(?=//|[\w+-]+:)                   # https://, :smile:
    | (?<=mailto):|(?<=xmpp):
    | (?<![^\s\#])\#                     # a heading, its end, the number of an issue
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AT_START = re.compile(r"[-+=>:]|(?<=\d)[.)]")
_NUMBER = re.compile(r"\d+")


def markdown(document: Document) -> str:
    """`document` as Markdown, ending in a line end."""
    blocks = [
        f"# {_inline(document.title)}",
        _emphasised(document.subtitle),
        *(_part(part) for part in document.parts),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(line: str) -> str:
    """One line of text so that Markdown shows it as it is, inside a line."""
    return _with_spaces(_ANYWHERE.sub(lambda found: f"\\{found[0]}", line))


def _starting(line: str) -> str:
    """One line of text so that Markdown shows it as it is, at the start of a line."""
    text = escaped(line)
    number = _NUMBER.match(text)
    start = _AT_START.match(text, number.end() if number else 0)
    if start and (not number or start[0] in ".)"):
        return f"{text[: start.start()]}\\{text[start.start() :]}"
    return text


def _with_spaces(text: str) -> str:
    """White space at either end as character references: Markdown would take it away."""
    inner = text.strip()
    if inner == text:
        return text
    if not inner:
        return _references(text)
    start = text.index(inner)
    return _references(text[:start]) + inner + _references(text[start + len(inner) :])


def _references(space: str) -> str:
    return "".join(f"&#{ord(character)};" for character in space)


def _inline(text: str) -> str:
    """Text in one line of Markdown, its own line ends as character references."""
    return "&#10;".join(escaped(line) for line in lines_of(text))


def _block(text: str) -> str:
    """Text in as many lines of Markdown as it has, each ending in a hard break but the last."""
    return "\\\n".join(_starting(line) for line in lines_of(text))


def _part(part: Part) -> str:
    return _WRITERS[type(part)](part)


def _heading(part: Heading) -> str:
    return f"{'#' * (part.level + 1)} {_inline(part.text)}"


def _paragraph(part: Paragraph) -> str:
    return _block(part.text)


def _quote(part: Quote) -> str:
    return _prefixed("> ", "> ", _block(part.text))


def _remark(part: Remark) -> str:
    return _emphasised(part.text)


def _list(part: Bullets) -> str:
    return _bullets(part.items)


def _columns(part: Columns) -> str:
    blocks = ((_bold(one.title), _bullets(one.items) or "–") for one in part.columns)
    return "\n\n".join(block for column in blocks for block in column if block)


def _facts(part: Facts) -> str:
    facts = (f"{_bold(fact.label)}: {_block(fact.text)}" for fact in part.facts)
    return "\n".join(_prefixed("- ", "  ", fact) for fact in facts)


def _table(table: Table) -> str:
    rule = ("---",) * len(table.titles)
    titles, *rows = ([_inline(cell) for cell in row] for row in (table.titles, *table.rows))
    return "\n".join(f"| {' | '.join(row)} |" for row in (titles, rule, *rows))


def _bullets(items: Iterable[Item]) -> str:
    return "\n".join(_prefixed("- ", "  ", _item(item)) for item in items)


def _item(item: Item) -> str:
    lead, by, note = _bold(item.lead), _emphasised(item.by), _inline(item.note)
    return "".join(
        (
            f"{lead}: " if lead else "",
            _block(item.text),
            f" – {by}" if by else "",
            f" ({note})" if note else "",
        )
    )


def _emphasised(text: str) -> str:
    inline = _inline(text)
    return f"*{inline}*" if inline else ""


def _bold(text: str) -> str:
    inline = _inline(text)
    return f"**{inline}**" if inline else ""


def _prefixed(first: str, rest: str, text: str) -> str:
    return first + text.replace("\n", f"\n{rest}")


_WRITERS: dict[type, Callable[[Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Quote: _quote,
    Remark: _remark,
    Bullets: _list,
    Columns: _columns,
    Facts: _facts,
    Table: _table,
}
