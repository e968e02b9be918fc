"""The shape of all that is kept: `python -m tests.sessions.shape` writes it, for a test to compare.

A field that is new, gone, or of another kind makes another format: a Kring of before reads no field
that it does not know, so it must hear that a later version wrote it. Raise `snapshot.FORMAT`, give
`snapshot.STEPS` what makes the new shape of the old one, keep a folder of the old format as a
fixture, and then write the shape anew.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from sessions.facilitation import Step
from sessions.network import Network
from sessions.session import Session

WRITTEN = Path(__file__).with_name("format_1.txt")
WORDS_ONLY = {"title", "description", "default", "discriminator"}
"""What a schema says of a field beside what it may hold."""


def shape() -> str:
    """A line for each field of each model: `Member.name: minLength=1 type=string, required`."""
    models = [(model, "validation") for model in (Session, Network, Step)]
    _, schema = models_json_schema(models)  # type: ignore[arg-type]  # of three kinds
    return "".join(sorted(f"{line}\n" for line in _lines(schema["$defs"])))


def _lines(models: dict[str, Any]) -> Iterator[str]:
    for name, model in models.items():
        needed = model.get("required", ())
        for field, said in model.get("properties", {}).items():
            yield f"{name}.{field}: {_said(said)}{', required' if field in needed else ''}"
        if "enum" in model:
            yield f"{name}: {_said(model['enum'])}"


def _said(value: Any) -> str:
    match value:
        case dict():
            kept = sorted(value.items())
            return " ".join(f"{k}={_said(v)}" for k, v in kept if k not in WORDS_ONLY)
        case list():
            return "[" + ", ".join(map(_said, value)) + "]"
    return str(value).removeprefix("#/$defs/")


if __name__ == "__main__":
    WRITTEN.write_text(shape(), encoding="utf-8")
