"""New connections: everybody walks up to somebody they have not spoken to yet."""

from typing import Literal

from sessions.blocks.base import BlockBase


class NewConnections(BlockBase):
    """A partner is proposed for everybody, and what took place is recorded, by the session."""

    kind: Literal["new_connections"] = "new_connections"
