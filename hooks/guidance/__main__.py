"""Lets ``python -m guidance`` run the command line."""

from guidance.cli import main

raise SystemExit(main())
