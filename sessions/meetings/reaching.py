"""What a plan came to, told by names, beside the bounds nobody can beat."""

from dataclasses import dataclass

from sessions.meetings.bounds import least_colleagues, least_meetings
from sessions.meetings.model import Least, Reached, Round, Wishes
from sessions.meetings.problem import Before, Draft, Problem, meetings
from sessions.meetings.reckoning import Score, score
from sessions.meetings.seating import Seating


@dataclass(frozen=True)
class Told:
    """A plan and all it was made of."""

    problem: Problem
    wishes: Wishes
    before: Before
    spots: tuple[str, ...]
    aside: tuple[str, ...]  # people kept apart from everybody else
    rounds: tuple[Round, ...]


def _least(problem: Problem, cost: Score, seating: Seating) -> Least:
    """The bounds that hold for plans with as few repeats; none where somebody is left out."""
    if cost.left_out:
        return Least()
    meetings = least_meetings(problem)
    return Least(
        repeats=meetings.repeats,
        past=max(0, meetings.known - cost.repeats),
        same_organisation=least_colleagues(problem),
        walking=0 if cost.repeats else seating.least_walking,
    )


def reckoned(told: Told, draft: Draft, seating: Seating, *, settled: bool) -> Reached:
    """The reckoning of `draft`, which `seating` has seated."""
    problem = told.problem
    cost = score(problem, draft)
    held = meetings(told.before.held, told.before.missed)
    met = {two for two, _ in (*held, *meetings(told.rounds))}
    here = {*problem.people, *told.aside}
    return Reached(
        repeats=cost.repeats,
        past=cost.past,
        same_organisation=cost.same_organisation,
        trios=sum(len(group) > problem.size for groups in draft for group in groups),
        sit_outs=sum(len(done.out) for done in told.rounds),
        walking=seating.walking,
        unmet=tuple(sorted((t for t in told.wishes.must_meet - met if t <= here), key=sorted)),
        moved=tuple(problem.people[one] for one in sorted(seating.moved)),
        least=_least(problem, cost, seating),
        settled=settled,
    )
