"""Relative links from one page to the places of all others."""

from __future__ import annotations

from dataclasses import dataclass

from guidance.model import Address, Term
from guidance.pages import Pages
from guidance.register.model import Obligation, Task


@dataclass(frozen=True, kw_only=True, slots=True)
class Links:
    """What a page writes into its links; every link is empty where no page shows the thing."""

    pages: Pages
    base: str
    """Relative path from the page to its language's root: empty or ending in a slash."""

    def to(self, view: str, **keys: str) -> str:
        """Return the link to the page of a view."""
        return self._based(self.pages.address(view, **keys))

    def segment(self, address: Address) -> str:
        """Return the link to a segment of a text."""
        return self._based(self.pages.segment(address))

    def emendation(self, edition: str, id_: str) -> str:
        """Return the link to an entry of a text's apparatus."""
        return self._on("apparatus", id_, edition=edition)

    def term(self, term: Term) -> str:
        """Return the link to an entry of the glossary."""
        return self._based(self.pages.term(term))

    def document(self, id_: str) -> str:
        """Return the link to a document that a text names."""
        return self._on("documents", id_)

    def text(self, id_: str) -> str:
        """Return the link to the page of a text."""
        return self.to("edition", edition=id_)

    def question(self, id_: str) -> str:
        """Return the link to a question and its answer."""
        return self._on("questions", id_)

    def item(self, item: Obligation) -> str:
        """Return the link to an item's permanent address."""
        return self._based(self.pages.item(item))

    def listed(self, item: Obligation, unit: str) -> str:
        """Return the link to an item on a unit's list."""
        return self._based(self.pages.listed(item, unit))

    def task(self, task: Task, point: Obligation) -> str:
        """Return the link to a task's permanent address; ``point`` is one of its points."""
        return self._based(self.pages.task(task, point))

    def listed_task(self, task: Task, point: Obligation, unit: str) -> str:
        """Return the link to a task on a unit's list; ``point`` is one of its points there."""
        return self._based(self.pages.listed_task(task, point, unit))

    def _on(self, view: str, id_: str, **keys: str) -> str:
        found = self.to(view, **keys)
        return f"{found}#{id_}" if found else ""

    def _based(self, address: str) -> str:
        return f"{self.base}{address}" if address else ""
