"""A plan of pairs: rounds matched one by one, then two or three ripped up and matched together.

A round that was the best when it was matched may leave the later ones nothing; taken out with one
or two others and matched anew in another order, with ties broken otherwise, they often come out
better. What is not better is put back, what is as good is kept, so the search wanders.
"""

from random import Random

from sessions.meetings.bounds import least
from sessions.meetings.budget import Budget
from sessions.meetings.circle import round_robin
from sessions.meetings.pairing import Pairing
from sessions.meetings.problem import Draft, Problem
from sessions.meetings.reckoning import Score, score

_STALE = 240  # trials without a better draft, after which there hardly is one
_STALE_REPEATS = 480  # the same while two meet twice today
_PATIENCE = 4  # times the budget, for the first draft
_OUT_OF_TURN = 0.5  # share of trials in which anybody is in the trio


class Rematching:
    """A draft of pairs and what it costs, made better trial by trial."""

    def __init__(self, problem: Problem, random: Random) -> None:
        self._problem, self._random = problem, random
        self._aim = least(problem)
        self._pairing = Pairing(problem, random)
        self._stale = 0
        self._now = Score()

    @property
    def draft(self) -> Draft:
        """The rounds as they are now."""
        return self._pairing.draft

    def begin(self, budget: Budget) -> None:
        """A first draft: the circle where many rounds are asked, else every round matched.

        Where matching repeats, or takes too long, the circle is taken if it is better.
        """
        problem = self._problem
        many = 2 * problem.rounds > problem.n
        circle = round_robin(problem, self._random)
        if many and circle and score(problem, circle) <= self._aim:
            self._fill(circle)
            return
        budget = budget if many else budget.share(_PATIENCE)
        matched = Pairing(problem, self._random)
        for at in range(problem.rounds):
            if circle and not problem.must and budget.spent():
                break
            matched.put_in(at, matched.match(budget))
        drafts = [matched.draft, *([circle] if circle else [])]
        self._fill(min(drafts, key=lambda draft: score(problem, draft)))

    def _fill(self, draft: Draft) -> None:
        for at, groups in enumerate(draft):
            self._pairing.put_in(at, groups)
        self._now = score(self._problem, draft)

    def settled(self) -> bool:
        """Whether there is nothing better, or hardly."""
        repeats = self._now.repeats > self._aim.repeats
        return self._now <= self._aim or self._stale >= (_STALE_REPEATS if repeats else _STALE)

    def trial(self, budget: Budget) -> None:
        """Rip up two or three rounds and match them anew; put them back if that is worse."""
        rounds = range(self._problem.rounds)
        ripped = self._random.sample(rounds, min(len(rounds), self._random.choice((2, 2, 3))))
        before = [self.draft[at] for at in ripped]
        in_turn = self._random.random() >= _OUT_OF_TURN
        for at in ripped:
            self._pairing.take_out(at)
        for at in ripped:
            self._pairing.put_in(at, self._pairing.match(budget, in_turn=in_turn))
        after = score(self._problem, self.draft)
        self._stale = 0 if after < self._now else self._stale + 1
        if after <= self._now:
            self._now = after
            return
        for at, groups in zip(ripped, before, strict=True):
            self._pairing.take_out(at)
            self._pairing.put_in(at, groups)


def pairs(problem: Problem, random: Random, budget: Budget) -> tuple[Draft, bool]:
    """The best draft of pairs found, and whether the search ended before its budget."""
    search = Rematching(problem, random)
    search.begin(budget)
    while not search.settled():
        if budget.spent():
            return search.draft, False
        search.trial(budget)
    return search.draft, True
