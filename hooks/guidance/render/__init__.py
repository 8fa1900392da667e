"""Renderers: frozen values in, HTML out. The templates hold the markup, the modules the order."""
