"""Reads the files of questions and of words; whether the values fit together is another module's matter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from guidance.asking.model import Answer, Asker, Asking, Question, Word, Wordings
from guidance.readers.text import Report
from guidance.readers.yaml import Fields, Node
from guidance.register.entries import EntryReader, flag, optional, places_of, words
from guidance.register.model import Audience, Citation, Reach
from guidance.register.reader import audience

_ANSWERS = {str(one): one for one in Answer}
_QUESTION_KEYS = (
    "id",
    "title",
    "also",
    "asker",
    "units",
    "often",
    "answer",
    "cites",
    "note",
    "documents",
    "tasks",
    "procedures",
    "terms",
)


def read_files(
    folder: Path, root: Path, texts: Collection[str], languages: Sequence[str], report: Report
) -> tuple[Asking, frozenset[str]]:
    """Return what the files say, and the stems of those that could not be read.

    Args:
        folder: the register's folder; a file that is not there has nothing to say.
        root: folder that reported paths are relative to.
        texts: ids of the texts that answers may quote.
        languages: tags of the languages that every text is written in, the original first.
        report: takes the defects of YAML and fields.
    """
    reader = _Reader(folder, root, texts, languages, report)
    return reader.read(), frozenset(reader.missing)


class _Reader(EntryReader):
    """Reads the three files."""

    def read(self) -> Asking:
        askers = self.entries("askers", self._asker, required=False)
        reach = {one.id: one.units for one in askers}
        return Asking(
            askers=askers,
            questions=self.entries("questions", lambda node: self._question(node, reach), required=False),
            words=self.entries("vocabulary", self._word, required=False),
        )

    def _asker(self, node: Node) -> Asker:
        fields = self.fields(node, "id", "title", "units")
        return Asker(
            id=fields.text("id"),
            title=fields.texts("title", self.languages),
            place=node.place,
            places=places_of(node),
            units=audience(fields, self.fields),
        )

    def _question(self, node: Node, reach: Mapping[str, Audience]) -> Question:
        fields = self.fields(node, *_QUESTION_KEYS)
        asker = fields.text("asker")
        own = fields.node("units", required=False) is not None
        cites = fields.node("cites")
        if cites and not cites.value:
            fields.text("cites")
        return Question(
            id=fields.text("id"),
            title=fields.texts("title", self.languages),
            place=node.place,
            places=places_of(node),
            also=self._wordings(fields, "also", required=False),
            asker=asker,
            units=audience(fields, self.fields) if own else reach.get(asker, Audience(reach=Reach.ALL)),
            often=flag(fields, "often"),
            answer=_ANSWERS.get(fields.choice("answer", tuple(_ANSWERS)), Answer.SAID),
            cites=tuple(map(self._said, self.listed(fields, "cites"))) if cites and cites.value else (),
            note=fields.texts("note", self.languages, required=False),
            documents=words(fields, "documents"),
            tasks=words(fields, "tasks"),
            procedures=words(fields, "procedures"),
            terms=words(fields, "terms"),
        )

    def _said(self, node: Node) -> Citation:
        fields = self.fields(node, "at", "quote", *self.languages[1:])
        return self.citation(node, fields, translated=True)

    def _word(self, node: Node) -> Word:
        fields = self.fields(node, "id", "says", "term", "words", "filler", "note")
        return Word(
            id=fields.text("id"),
            place=node.place,
            places=places_of(node),
            says=self._wordings(fields, "says", required=True),
            term=optional(fields, "term"),
            words=fields.texts("words", self.languages, required=False),
            filler=flag(fields, "filler"),
            note=fields.texts("note", self.languages, required=False),
        )

    def _wordings(self, fields: Fields, key: str, *, required: bool) -> Wordings:
        """Return wordings in every language; where there are any, none may be missing."""
        node = fields.node(key, required=required)
        if node is None:
            return {}
        inner = self.fields(node, *self.languages)
        found: dict[str, tuple[str, ...]] = {}
        for language in self.languages:
            given = inner.node(language)
            found[language] = words(inner, language) if given else ()
        return found
