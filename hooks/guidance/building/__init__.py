"""How ``site/`` and ``dist/`` come about: one build at a time, whole or not at all."""
