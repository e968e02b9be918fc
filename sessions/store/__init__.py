"""What is kept, and how it stays kept."""
