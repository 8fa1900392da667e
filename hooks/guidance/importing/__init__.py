"""Brings a raw text in: from a file to an edition that can be translated, emended and cited."""
