"""Papers and files about the work of units: reports over many, calendars, sheets to sign, tables."""
