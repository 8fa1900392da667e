"""Measures the search: how fast it answers and opens, how large its data is, and beside it the theme's own.

Run as ``python -m tools.searchbench`` (``make bench-search``) on a built site.
"""
