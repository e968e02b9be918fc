"""Arithmetic of finite fields, as far as tables of groups need it.

An element of GF(p^e) is a number below p^e whose digits in base p are the coefficients of a
polynomial. Products go by powers of x modulo a polynomial for which those run through the whole
field (a primitive one), which is found by trying.
"""

from dataclasses import dataclass
from functools import cache
from itertools import product


@cache
def prime_powers(number: int) -> tuple[tuple[int, int], ...]:
    """The primes of `number` with their exponents: 12 is 2 twice and 3 once."""
    found, prime = [], 2
    while number > 1:
        exponent = 0
        while not number % prime:
            number //= prime
            exponent += 1
        if exponent:
            found.append((prime, exponent))
        prime += 1
    return tuple(found)


@dataclass(frozen=True)
class Field:
    """GF(p^e): sums digit by digit, products by logarithms."""

    prime: int
    exponent: int
    powers: tuple[int, ...]  # of a generator, from its power 0

    @property
    def order(self) -> int:
        """How many elements."""
        return len(self.powers) + 1

    def add(self, a: int, b: int) -> int:
        """A + b."""
        total, place = 0, 1
        for _ in range(self.exponent):
            total += (a + b) % self.prime * place
            a, b, place = a // self.prime, b // self.prime, place * self.prime
        return total

    def multiply(self, a: int, b: int) -> int:
        """A * b."""
        if not (a and b):
            return 0
        return self.powers[(self.powers.index(a) + self.powers.index(b)) % len(self.powers)]


def _powers(prime: int, leading: tuple[int, ...]) -> list[int]:
    """The powers of x, where x^e is the polynomial with the coefficients `leading`."""
    now = (1, *(0,) * (len(leading) - 1))
    found: list[int] = []
    while not found or now != (1, *(0,) * (len(leading) - 1)):
        found.append(sum(digit * prime**place for place, digit in enumerate(now)))
        carried = now[-1]
        moved = (0, *now[:-1])
        now = tuple((a + carried * b) % prime for a, b in zip(moved, leading, strict=True))
        if not any(now) or len(found) >= prime ** len(leading):
            return []
    return found


@cache
def field(prime: int, exponent: int) -> Field:
    """GF(prime^exponent)."""
    for leading in product(range(prime), repeat=exponent):
        powers = _powers(prime, leading)
        if len(powers) == prime**exponent - 1:
            return Field(prime, exponent, tuple(powers))
    raise ValueError(f"{prime} is no prime")
