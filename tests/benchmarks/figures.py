"""What was measured, beside its floor and its aim."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Figure:
    """A figure of Kring beside that of the floor; the aim is in times the floor, or in `unit`."""

    what: str
    floor: float
    ours: float
    unit: str
    most_times: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.ours / self.floor if self.floor else float("inf")

    @property
    def met(self) -> bool | None:
        """Whether it is what we aim at; None where there is no aim."""
        if self.most_times is not None:
            return self.ratio <= self.most_times
        return self.ours <= self.most if self.most is not None else None

    def cells(self) -> tuple[str, ...]:
        """The figure as a row of the table."""
        aim = f"{self.most_times:g} x" if self.most_times is not None else ""
        aim = f"{self.most:g} {self.unit}" if self.most is not None else aim
        met = {True: "met", False: "NOT MET", None: ""}[self.met]
        return (
            self.what,
            f"{self.floor:.3g} {self.unit}",
            f"{self.ours:.3g} {self.unit}",
            f"{self.ratio:.2f} x",
            aim,
            met,
        )


def table(figures: Sequence[Figure]) -> str:
    """All figures, in columns."""
    rows = [("", "floor", "Kring", "ratio", "aim", ""), *(figure.cells() for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "   ".join((first, *others)).rstrip()


def p50(sample: Sequence[float]) -> float:
    """The median."""
    return quantiles(sample, n=100, method="inclusive")[49]


def p99(sample: Sequence[float]) -> float:
    """What ninety-nine in a hundred stay under."""
    return quantiles(sample, n=100, method="inclusive")[98]


def p95(sample: Sequence[float]) -> float:
    """What nineteen in twenty stay under."""
    return quantiles(sample, n=100, method="inclusive")[94]
