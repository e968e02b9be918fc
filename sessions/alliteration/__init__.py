"""A trait that begins like the name it stands before: Handige Henk, Charmante Sharon."""

from sessions.alliteration.compare import Alliteration, compare, trait_of
from sessions.alliteration.offer import offer

__all__ = ["Alliteration", "compare", "offer", "trait_of"]
