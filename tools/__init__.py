"""Scripts that get this machine ready for the tests; no part of the site."""
