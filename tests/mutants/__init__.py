"""Defects of every class over all inputs, made by a seed, and harmless changes beside them."""
