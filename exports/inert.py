"""Text that acts on nothing around it, whatever format it is written in."""

from sessions.texts import clean

_POP_ISOLATE, _POP = "\u2069", "\u202c"
_OPENS_ISOLATE = frozenset("\u2066\u2067\u2068")
_OPENS_EMBEDDING = frozenset("\u202a\u202b\u202d\u202e")
_CONTROLS = _OPENS_ISOLATE | _OPENS_EMBEDDING | {_POP, _POP_ISOLATE}


def lines_of(text: str) -> list[str]:
    """The lines of a text that a person typed, without anything that acts on a terminal."""
    return [balanced(line) for line in clean(text, lines=True).split("\n")]


def balanced(line: str) -> str:
    """`line` with every direction it opens closed at its end.

    What is open at the end of a line would turn round what stands behind it. A closing mark that
    has no opening one does nothing, as it stands (Unicode Standard Annex 9, BD9 and X6a, X7).
    """
    if _CONTROLS.isdisjoint(line):
        return line
    open_: list[str] = []
    for character in line:
        if character in _OPENS_ISOLATE:
            open_.append(_POP_ISOLATE)
        elif character in _OPENS_EMBEDDING:
            open_.append(_POP)
        elif character == _POP_ISOLATE and _POP_ISOLATE in open_:
            while open_.pop() != _POP_ISOLATE:
                pass
        elif character == _POP and open_ and open_[-1] == _POP:
            open_.pop()
    return line + "".join(reversed(open_))
