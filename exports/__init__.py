"""A session or a network as a document for people who were not there."""
