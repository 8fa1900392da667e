"""Builds that are cut off, that find no room, and that meet."""
