"""JSON as the store writes and reads it: what goes in comes back equal, or it is refused."""

import json
from typing import Any, NoReturn

_BYTE_ORDER_MARK = "\ufeff"


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")


_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_indenter = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=2)
_decoder = json.JSONDecoder(parse_constant=_refuse)


def encoded(value: Any) -> str:
    """`value` as JSON on one line.

    Raises:
        ValueError: JSON has no way to write it, or it is nested too deep.
    """
    return _written(_encoder, value)


def indented(value: Any) -> str:
    """`value` as JSON that a person can read; errors as with `encoded`."""
    return _written(_indenter, value)


def _written(encoder: json.JSONEncoder, value: Any) -> str:
    try:
        return encoder.encode(value)
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def decoded(data: bytes) -> Any:
    """What `data` says; a byte order mark and any line ends are fine.

    Raises:
        ValueError: it is not JSON, not UTF-8, nested too deep, or has numbers beyond reason.
    """
    try:
        return _decoder.decode(data.decode().removeprefix(_BYTE_ORDER_MARK))
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def cloned(value: Any) -> Any:
    """A copy of a JSON value that shares nothing with it."""
    if isinstance(value, dict):
        return {key: cloned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [cloned(item) for item in value]
    return value
