"""A plan of groups: a table that is known to be exact, else annealing for as long as it helps."""

from random import Random

from sessions.meetings.annealing import HOT, WARM, Annealing, prices
from sessions.meetings.bounds import least
from sessions.meetings.budget import Budget
from sessions.meetings.designs import designed
from sessions.meetings.problem import Draft, Problem
from sessions.meetings.reckoning import Score, score

_STEPS, _STEPS_MOST = 800, 3200  # for each person, in a run of annealing: at first, and at last
_DESIGNED = 0.25  # the part of the steps in which a table by construction is looked for
_BEGUN, _FILLED = 0.4, 0.15  # steps for each two people: to begin a run, and to fill a round


def _sitting_out(problem: Problem, random: Random) -> list[set[int]]:
    """For each round those who sat out least often, by lot."""
    turns = list(problem.turns)
    rounds = []
    for _ in range(problem.rounds):
        order = random.sample(range(problem.n), problem.n)
        out = sorted(order, key=turns.__getitem__)[: problem.shape.out]
        for one in out:
            turns[one] += 1
        rounds.append(set(out))
    return rounds


def filled(problem: Problem, random: Random) -> Draft:
    """A draft in which each group takes whoever costs it least, of those who are left."""
    price, rise = prices(problem)
    draft: Draft = []
    for out in _sitting_out(problem, random):
        left = [one for one in random.sample(range(problem.n), problem.n) if one not in out]
        groups = []
        for size in problem.shape.sizes:
            group = [left.pop()]
            while len(group) < size:
                cost = [sum(price[one][other] for other in group) for one in left]
                group.append(left.pop(cost.index(min(cost))))
            groups.append(tuple(group))
            for one in group:
                for other in group:
                    price[one][other] += rise[one][other]
        draft.append(groups)
    return draft


def _without_apart(problem: Problem, group: tuple[int, ...]) -> tuple[int, ...]:
    """Those of the group who can stay, when nobody stays with whom they are kept apart from."""
    stay = list(group)
    while True:
        against = {one: sum(problem.apart[one][other] for other in stay) for one in stay}
        worst = max(stay, key=lambda one: (against[one], one), default=None)
        if worst is None or not against[worst]:
            return tuple(sorted(stay)) if len(stay) > 1 else ()
        stay.remove(worst)


def _kept_apart(problem: Problem, draft: Draft) -> Draft:
    rounds = [[_without_apart(problem, group) for group in groups] for groups in draft]
    return [[group for group in groups if group] for groups in rounds]


def _cost(problem: Problem, draft: Draft) -> Score:
    return score(problem, _kept_apart(problem, draft))


def _first(problem: Problem, random: Random, aim: Score, budget: Budget) -> Draft:
    """A table by construction where nothing is better, else that or one filled by cost."""
    table = designed(problem, random, budget.share(_DESIGNED))
    if table and _cost(problem, table) <= aim:
        return table
    drafts = [filled(problem, random), *([table] if table else [])]
    return min(drafts, key=lambda draft: _cost(problem, draft))


def groups(problem: Problem, random: Random, budget: Budget) -> tuple[Draft, bool]:
    """The best draft of groups found, and whether nothing is better.

    What a run of annealing made better is heated a little and cooled again; where that helps no
    more, a new draft is begun.
    """
    aim, steps, hot = least(problem), _STEPS * problem.n, WARM
    start = best = _first(problem, random, aim, budget)
    reached = _cost(problem, best)
    budget.spend(_FILLED * problem.n**2 * problem.rounds)
    while reached > aim and not budget.spent():
        budget.spend(_BEGUN * problem.n**2)
        cooled = Annealing(problem, start, random).cool(hot, budget.run(steps))
        if (found := _cost(problem, cooled)) < reached:
            start, hot, best, reached = cooled, WARM, cooled, found
            continue
        budget.spend(_FILLED * problem.n**2 * problem.rounds)
        start, hot = filled(problem, random), HOT
        steps = min(2 * steps, _STEPS_MOST * problem.n)
    return _kept_apart(problem, best), reached <= aim
