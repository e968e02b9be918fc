"""Data as a later version of Kring may write it, made of that of this one."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sessions.store import jsontext, snapshot

FORMAT = snapshot.FORMAT + 1


def make_later(root: Path, *, inside: bool = True) -> None:
    """Have all the data be of the next format; `inside`, each snapshot, with news in it."""
    (root / "format.json").write_text(json.dumps({"format": FORMAT}))
    for path in root.glob("networks/**/*.json*") if inside else ():
        if not path.name.startswith("journal."):
            path.write_bytes(_of_later(json.loads(path.read_bytes())))


def _of_later(said: dict[str, Any]) -> bytes:
    about = said["_kring"]["about"]
    for document in _documents(said):
        document["mood"] = "new"
    for block in list(said.get("blocks", {}).values())[:1]:
        said["blocks"]["walk"] = {**block, "id": "walk", "kind": "walk_around"}
        about["marks"]["blocks"]["walk"] = "ffffffffffff:1"
    about["format"] = FORMAT
    about.pop("sha256")
    about["sha256"] = snapshot._sum(said)
    return jsontext.indented(said).encode()


def _documents(said: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for table, documents in said.items():
        if table != "_kring":
            yield from documents.values()
