"""Keep the words of both languages complete: `python scripts/words.py [--check]`.

It finds every message in the programs' sources, brings exports/locale/*/LC_MESSAGES/kring.po up to
date and compiles the .mo files beside them; a message that is new is left for somebody to
translate. With `--check` it writes nothing, and fails when a message is untranslated, fuzzy or has
other placeholders than the original, or when a file is not what this script would make of it.
"""

import argparse
import ast
import os
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("exports", "tui")
CATALOGUES = ROOT / "exports" / "locale"
DOMAIN = "kring"
LANGUAGES = {"en": "English", "nl": "Nederlands"}
ORIGINAL = "en"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
WIDTH = 100
_HEADERS = {
    "Language",
    "Plural-Forms",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
}


class Undated(Catalog):
    """A catalogue that says nothing of when and with what it was made."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The headers that are the same on every day and machine."""
        headers: list[tuple[str, str]] = super().mime_headers
        return [header for header in headers if header[0] in _HEADERS]


def found(root: Path = ROOT) -> Catalog:
    """Every message in the sources, with the files it is in."""
    catalogue = Catalog()
    for folder in SOURCES:
        for path in _sources(root, folder):
            where = path.relative_to(root).as_posix()
            for _line, message, _comments, _context in extract_from_file(
                "python", str(path), keywords=KEYWORDS
            ):
                catalogue.add(message, locations=[(where, 1)])
    return catalogue


def _sources(root: Path, folder: str) -> list[Path]:
    return sorted((root / folder).rglob("*.py"))


def unseen(root: Path = ROOT) -> Iterator[str]:
    """Messages inside an f-string, where Babel finds them from Python 3.12 on only."""
    for folder in SOURCES:
        for path in _sources(root, folder):
            for text in ast.walk(ast.parse(path.read_bytes())):
                if isinstance(text, ast.JoinedStr) and any(map(_translates, ast.walk(text))):
                    where = path.relative_to(root).as_posix()
                    yield f"in an f-string: {where}, line {text.lineno}"


def _translates(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Name) and called.id in KEYWORDS


def updated(language: str, messages: Catalog, kept: Path) -> Catalog:
    """The catalogue of `language` with exactly `messages`, translated as in the file `kept`."""
    before = Catalog(locale=language)
    if kept.exists():
        with kept.open("rb") as file:
            before = read_po(file, locale=language, domain=DOMAIN)
    after = Undated(locale=language, domain=DOMAIN, fuzzy=False)
    after.header_comment = f"# Kring in {LANGUAGES[language]}."
    for message in _texts(messages):
        string, flags = message.id, set[str]()
        if language != ORIGINAL:
            string, flags = _kept(before, message)
        after.add(message.id, string, locations=_files(message), flags=flags)
    return after


def _kept(catalogue: Catalog, message: Message) -> tuple[Any, set[str]]:
    """What `catalogue` has for a message, and whether that is fuzzy."""
    known = catalogue.get(message.id)
    if known is None or known.pluralizable != message.pluralizable:
        return None, set()
    return known.string, known.flags & {"fuzzy"}


def as_po(catalogue: Catalog) -> bytes:
    """The catalogue as text, in an order of its own, without line numbers."""
    file = BytesIO()
    write_po(file, catalogue, width=WIDTH, sort_output=True, include_lineno=False)
    return file.getvalue().rstrip() + b"\n"


def as_mo(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def faults(catalogue: Catalog) -> Iterator[str]:
    """What is wrong with the translations, a line each."""
    for message in _texts(catalogue):
        originals, strings = _each(message.id), _each(message.string)
        if message.fuzzy:
            yield f"fuzzy: {originals[0]!r}"
        elif not all(strings):
            yield f"untranslated: {originals[0]!r}"
        elif any(_placeholders(one) != _placeholders(originals[-1]) for one in strings):
            yield f"other placeholders: {originals[0]!r}"


def files(
    root: Path = ROOT, catalogues: Path = CATALOGUES
) -> Iterator[tuple[Path, bytes, Catalog]]:
    """Every file of words as it should be, with the catalogue it is made from."""
    messages = found(root)
    for language in LANGUAGES:
        path = catalogues / language / "LC_MESSAGES" / f"{DOMAIN}.po"
        catalogue = updated(language, messages, path)
        yield path, as_po(catalogue), catalogue
        yield path.with_suffix(".mo"), as_mo(catalogue), catalogue


def check(root: Path = ROOT, catalogues: Path = CATALOGUES) -> list[str]:
    """What is wrong with the words, a line each; empty when all is well."""
    wrong = list(unseen(root))
    for path, data, catalogue in files(root, catalogues):
        if path.suffix == ".po":
            wrong += [f"{path.parent.parent.name}: {fault}" for fault in faults(catalogue)]
        if not path.exists() or path.read_bytes() != data:
            wrong.append(f"out of date: {path.relative_to(catalogues).as_posix()}")
    return wrong


def write(path: Path, data: bytes) -> None:
    """`data` at `path`, at once: whoever reads it meanwhile gets the old words or the new."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.write_bytes(data)
    new.replace(path)


def main(arguments: list[str]) -> int:
    """Update the files of words, or check them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail on any fault")
    if not parser.parse_args(arguments).check:
        for path, data, _catalogue in files():
            write(path, data)
    wrong = check()
    print("\n".join(wrong) or "all words are there", file=sys.stderr if wrong else sys.stdout)
    return 1 if wrong else 0


def _texts(catalogue: Iterable[Message]) -> list[Message]:
    """The messages but the header."""
    return [message for message in catalogue if message.id]


def _files(message: Message) -> list[tuple[str, int]]:
    return [(name, 1) for name in sorted({name for name, _line in message.locations})]


def _each(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text or ""] if isinstance(text, str | None) else list(text)


def _placeholders(text: str) -> set[str]:
    try:
        return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}
    except ValueError:
        return {f"not a format: {text}"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
