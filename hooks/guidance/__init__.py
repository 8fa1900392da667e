"""Turns an edited source text and a register of obligations into a checked knowledge base.

The package is a core that knows neither MkDocs nor any particular text: every word, id and
unit type comes from the documents it reads. One module, ``guidance.adapter``, knows MkDocs.
"""
