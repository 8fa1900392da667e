"""Readers: files in, frozen values and problems out."""
