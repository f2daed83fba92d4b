"""The garden of the pages about talk, here for what its members attend to."""

from ..gathering.conftest import Garden, garden

__all__ = ["Garden", "garden"]
