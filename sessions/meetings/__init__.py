"""Meetings: who meets whom, in which round and where; and who has not spoken yet."""

from sessions.meetings.model import (
    Group,
    Least,
    Odd,
    Pair,
    Person,
    Plan,
    PlanWarning,
    Reached,
    Round,
    WarningKind,
    Wishes,
    pair,
)
from sessions.meetings.planner import plan
from sessions.meetings.proposing import Proposal, Reason, propose

__all__ = [
    "Group",
    "Least",
    "Odd",
    "Pair",
    "Person",
    "Plan",
    "PlanWarning",
    "Proposal",
    "Reached",
    "Reason",
    "Round",
    "WarningKind",
    "Wishes",
    "pair",
    "plan",
    "propose",
]
