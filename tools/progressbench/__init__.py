"""Measures what many units' progress files cost, in the scripts of pages and on the command line."""
