"""Measures how the build bears a register much larger than any speech's."""
