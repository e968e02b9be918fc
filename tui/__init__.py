"""What the room sees and what the facilitator presses."""
