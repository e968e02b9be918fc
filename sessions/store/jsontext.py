"""JSON as the store writes and reads it: what goes in comes back equal, or it is refused."""

import json
from math import isfinite
from typing import Any, NoReturn

DEEPEST = 100
"""Levels of lists and mappings in a file: documents have three or four."""

_BYTE_ORDER_MARK = "\ufeff"
_TOO_DEEP = "nested too deep"
_ALL_BUT_BRACKETS = bytes(set(range(256)) - set(b"{}[]"))
_PLAIN = frozenset({str, int, float, bool, type(None)})
_NAMES = frozenset({str})


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not a number")


def _finite(said: str) -> float:
    number = float(said)
    return number if isfinite(number) else _refuse(said)


_encoder = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")
)
_indenter = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=2)
_decoder = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)


def encoded(value: Any) -> str:
    """`value`, such as `as_read` or `decoded` gives, as JSON on one line.

    Raises:
        ValueError: it has a number that JSON has no way to write.
    """
    return _encoder.encode(value)


def indented(value: Any) -> str:
    """`value` as JSON that a person can read; errors as with `encoded`."""
    return _indenter.encode(value)


def decoded(data: bytes, *, deepest: int = DEEPEST) -> Any:
    """What `data` says, `deepest` levels deep at most; a byte order mark is fine.

    Raises:
        ValueError: it is not JSON, not UTF-8, nested too deep, or has numbers beyond reason.
    """
    try:
        value = _decoder.decode(data.decode().removeprefix(_BYTE_ORDER_MARK))
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error
    if _may_be_deep(data, deepest) and _depth(value) > deepest:
        raise ValueError(_TOO_DEEP)
    if b"\\" in data and b"\\u" in data:  # a single byte is found ten times as fast
        encoded(value).encode()  # lone surrogates can't be written, so they are not read either
    return value


def _may_be_deep(data: bytes, deepest: int) -> bool:
    """A quick look at the brackets alone: most JSON is gone after a few levels."""
    if data.count(b"{") + data.count(b"[") <= deepest:
        return False
    brackets = data.translate(None, _ALL_BUT_BRACKETS)
    for _ in range(deepest):
        if not brackets:
            return False
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
    return bool(brackets)


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level := [v for v in level if isinstance(v, dict | list)]:
        depth += 1
        level = [v for node in level for v in (node.values() if isinstance(node, dict) else node)]
    return depth


def as_read(value: Any, *, deepest: int = DEEPEST) -> Any:
    """What reading the JSON of `value` gives: a copy that shares nothing with it.

    Raises:
        ValueError: that would be something else than `value`, or nested deeper than `deepest`.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    if deepest < 1:
        raise ValueError(_TOO_DEEP)
    if kind is dict and _NAMES.issuperset(map(type, value)):
        if _PLAIN.issuperset(map(type, value.values())):
            return value.copy()
        return {key: as_read(item, deepest=deepest - 1) for key, item in value.items()}
    if kind is list:
        return [as_read(item, deepest=deepest - 1) for item in value]
    raise ValueError(f"{kind.__name__} would come back from disk as something else")


def cloned(value: Any) -> Any:
    """A copy of a JSON value that shares nothing with it."""
    if isinstance(value, dict):
        return {key: cloned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [cloned(item) for item in value]
    return value
