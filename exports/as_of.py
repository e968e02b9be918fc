"""The room as it was at the end of a session, whatever has happened in the network since."""

from datetime import datetime

from sessions.actions import STATUS_AFTER, ActionItem
from sessions.room import Room


def as_of(room: Room, end: datetime) -> Room:
    """The room with the connections and actions that there were at `end`."""
    network = room.network
    return room.in_network(
        connections=tuple(one for one in network.connections if one.at <= end),
        actions=tuple(
            action_as_of(one, end)
            for one in network.actions
            if not one.history or one.history[0].at <= end
        ),
    )


def action_as_of(action: ActionItem, end: datetime) -> ActionItem:
    """The action as it read and stood at `end`; owners and day are kept only as they are now."""
    then = tuple(one for one in action.history if one.at <= end)
    since = action.history[len(then) :]
    if not then or not since:
        return action
    text = next((one.before for one in since if one.before), action.text)
    return action.but(text=text, status=STATUS_AFTER[then[-1].change], history=then)
