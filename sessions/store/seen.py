"""Which lines of each device a state has taken in: all up to a last one, but for those missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

Range = tuple[int, int]
"""From the one number up to and including the other."""

_EVER = 1 << 62
"""A number that no line reaches."""


class Seen:
    """Numbers of lines by device. A line that was lost is not seen: another device may have it."""

    def __init__(
        self,
        last: Mapping[str, int] | None = None,
        missing: Mapping[str, Iterable[Sequence[int]]] | None = None,
    ) -> None:
        self._last = dict(last or {})
        self._missing = {
            device: [(first, until) for first, until in ranges]
            for device, ranges in (missing or {}).items()
        }

    @property
    def lasts(self) -> dict[str, int]:
        """For each device the last line of which anything is known; a copy."""
        return dict(self._last)

    @property
    def missing(self) -> dict[str, list[Range]]:
        """For each device the lines before its last that were never seen; a copy."""
        return {device: list(ranges) for device, ranges in self._missing.items()}

    def last(self, device: str) -> int:
        """The number of the last line of `device`; 0 when there is none."""
        return self._last.get(device, 0)

    def includes(self, device: str, number: int) -> bool:
        """Whether that line was seen."""
        if number > self._last.get(device, 0):
            return False
        ranges = self._missing.get(device, ())
        return not any(first <= number <= until for first, until in ranges)

    def includes_all(self, device: str, number: int) -> bool:
        """Whether every line up to that one was seen."""
        if number > self._last.get(device, 0):
            return False
        return not any(first <= number for first, _ in self._missing.get(device, ()))

    def unseen(self, device: str) -> list[Range]:
        """The lines of `device` that were never seen, the ones to come among them."""
        return [*self._missing.get(device, ()), (self.last(device) + 1, _EVER)]

    def add(self, device: str, number: int) -> None:
        """That line is seen; those between the last one and it are missing."""
        last = self._last.get(device, 0)
        if number == last + 1:
            self._last[device] = number
        elif number > last:
            self.skip_to(device, number - 1)
            self._last[device] = number
        elif device in self._missing:
            self._keep(device, _without(self._missing[device], number))

    def skip_to(self, device: str, number: int) -> None:
        """The lines after the last one, up to that number, are given up for missing."""
        last = self._last.get(device, 0)
        if number > last:
            self._last[device] = number
            self._missing.setdefault(device, []).append((last + 1, number))

    def unite(self, other: "Seen") -> None:
        """What either has seen is seen."""
        for device in self._last.keys() | other.lasts.keys():
            last = max(self.last(device), other.last(device))
            neither = _in_both(self.unseen(device), other.unseen(device))
            self._last[device] = last
            self._keep(device, [(first, until) for first, until in neither if until <= last])

    def exceeds(self, other: "Seen", *, but: str = "", after: int = 0) -> bool:
        """Whether this has seen what `other` has not, lines of device `but` after `after` aside."""
        return any(
            self.has_any_of(device, (first, min(until, after) if device == but else until))
            for device in self._last
            for first, until in other.unseen(device)
        )

    def has_any_of(self, device: str, lines: Range) -> bool:
        """Whether one of those lines was seen."""
        first, until = lines
        unseen = _in_both([lines], self.unseen(device))
        return sum(high - low + 1 for low, high in unseen) < until - first + 1

    def reaches(self, device: str, of: "Seen") -> int:
        """The line of `device` up to which this has seen all that `of` has."""
        for lines in self.unseen(device):
            if of.has_any_of(device, lines):
                return lines[0] - 1
        return self.last(device)

    def copy(self) -> "Seen":
        """The same, which no longer changes with this one."""
        return Seen(self._last, self._missing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seen) and (self._last, self._missing) == (
            other._last,
            other._missing,
        )

    __hash__ = None  # type: ignore[assignment]  # it changes

    def _keep(self, device: str, ranges: list[Range]) -> None:
        if ranges:
            self._missing[device] = ranges
        else:
            self._missing.pop(device, None)


def _in_both(some: Iterable[Range], others: Sequence[Range]) -> Iterator[Range]:
    """The numbers that are in a range of the one and in a range of the other, in order."""
    for first, until in some:
        for other_first, other_until in others:
            low, high = max(first, other_first), min(until, other_until)
            if low <= high:
                yield low, high


def _without(ranges: Iterable[Range], number: int) -> list[Range]:
    left: list[Range] = []
    for first, until in ranges:
        if first <= number <= until:
            left += [(first, number - 1)] if first < number else []
            left += [(number + 1, until)] if number < until else []
        else:
            left.append((first, until))
    return left
