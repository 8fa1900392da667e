"""Tests of the register; a package, so that its fixtures are told from those one folder up."""
