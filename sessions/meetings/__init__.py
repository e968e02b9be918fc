"""Meetings: who meets whom, in which round and where; and who has not spoken yet."""

from sessions.meetings.introductions import Proposal, Reason, introduce
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
    "introduce",
    "pair",
    "plan",
]
