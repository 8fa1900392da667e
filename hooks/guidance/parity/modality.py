"""Holds the modality of each item against the force of the words that it quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidance.parity.matching import senses_in
from guidance.parity.model import Rules
from guidance.problems import Problem
from guidance.register.model import Obligation


def modalities(rules: Rules, items: Sequence[Obligation], original: str) -> Iterator[tuple[str, Problem]]:
    """Yield the name of each item whose quotes do not bear its modality, and what is wrong.

    Args:
        rules: what each modality needs and refuses.
        items: the items.
        original: tag of the language of the quotes.
    """
    for item in items:
        force = rules.force.get(item.modality)
        if force is None:
            continue
        said = {
            sense
            for cite in item.cites
            for rule in rules.rules
            for sense in senses_in(rule, original, cite.quote)
        }
        refused = sorted(said & {*force.refuses})
        message = ""
        if refused:
            message = f"words quoted say “{', '.join(refused)}”, and the item says “{item.modality}”"
        elif force.needs and not said & {*force.needs}:
            message = f"no quote has words that say “{item.modality}”"
        if message:
            problem = Problem(
                place=item.spot("modality"),
                code="parity-modality",
                message=f"{message} ({item.id})",
                fragment=str(item.modality),
            )
            yield item.id, problem
