"""What happens in the room, and what is kept of it."""
