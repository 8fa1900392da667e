"""Holds what a text says against what its translation says, by rules that are data of the documents.

The rules know no language: which words stand for a number, a month, a prohibition in each language is
written in ``register/parity.yml``. Documents without that file are not checked.
"""

from __future__ import annotations

from guidance.parity.check import parity

__all__ = ["parity"]
