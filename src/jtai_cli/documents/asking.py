"""What the markers of a page ask for, one below another, and of which inspection."""

from collections.abc import Mapping

from jtai_cli.dated import DatedMilestone, Timeline
from jtai_cli.documents import blocks, settings, subject
from jtai_cli.documents.forms import Form, native
from jtai_cli.documents.language import Language
from jtai_cli.documents.markers import Marker, Verb
from jtai_cli.documents.reference import Reference
from jtai_cli.documents.settings import Settings
from jtai_cli.documents.subject import Subject
from jtai_cli.documents.told import Told
from jtai_cli.errors import UnknownNameError, UsageError, printable

_EDGE = "edge"
_AMBIGUOUS = {Form.HASH, Form.SEMICOLON, Form.SLASHES}
"""Comments that do not tell which language a page is written in."""


class Asking:
    """Answers the markers of one page, from top to bottom: `use` speaks for those below it."""

    def __init__(self, reference: Reference, text: str, language: Language | None) -> None:
        self._reference, self._language = reference, language
        self._is_html = text[:500].lstrip().lower().startswith(("<!doctype html", "<html"))
        self._used: Subject | None = None
        self._is_used_known = True
        self._timelines: dict[Subject, Timeline] = {}

    def timelines(self) -> tuple[Timeline, ...]:
        """Return what the page speaks of; where nothing is named, the only inspection there is.

        Raises:
            FileError: the bank holidays are in a file that cannot be read, or is faulty.
            UsageError: nothing is named, and the plan has more than one inspection.
            JtaiError: the only one cannot be dated.
        """
        names = self._reference.names
        if not self._timelines and self._is_used_known and names:
            if len(names) > 1:
                use = native(self._language)[0].of(f"{Verb.USE} inspection=NAME")
                raise UsageError(f"the plan has {len(names)} inspections", f"{use} at its top")
            self._told(self._reference.only())
        return tuple(self._timelines.values())

    def use(self, marker: Marker) -> None:
        """Take what a marker names for those below it.

        Raises:
            JtaiError: it names nothing, or cannot be read or dated.
        """
        self._used, self._is_used_known = None, False
        if marker.fault is not None:
            return  # it is told elsewhere
        read = settings.read(marker.rest)
        settings.refuse_unknown(read, subject.KEYS, what=Verb.USE)
        settings.refuse_words(read.words, what=Verb.USE)
        used = subject.told(read.values)
        self._told(used)
        self._used, self._is_used_known = used, True

    def block(self, marker: Marker) -> tuple[str, str | None]:
        """Return what a block is called, and what is to stand in it.

        That is None where what it is of is told by a marker that cannot be read.

        Raises:
            JtaiError: it cannot be read or written.
        """
        read = settings.read(marker.rest)
        name, argument = _named(read)
        settings.refuse_unknown(read, (*blocks.KEYS[name], *subject.KEYS), what=name)
        own = read.only(blocks.KEYS[name])
        title = f"{name} {argument}" if argument else name
        needed = blocks.needs_timeline(name, argument)
        of = self._subject(read.values) if needed or subject.is_named(read.values) else None
        if needed and of is None:
            return title, None
        asked = blocks.Asked(
            name=name,
            argument=argument,
            settings=own,
            told=None if of is None else self._told(of),
            rules=self._reference.rules,
            language=self._language_of(marker),
        )
        key = (name, argument, tuple(sorted(own.items())), of, asked.language)
        lines = self._reference.written(key, lambda: blocks.written(asked))
        return title + (of.of if of else ""), lines

    def date(self, marker: Marker) -> tuple[str, DatedMilestone | None, str | None]:
        """Return what an inline date is called, its milestone, and the edge that is asked for.

        The milestone is None where what it is of is told by a marker that cannot be read.

        Raises:
            JtaiError: it cannot be read, or there is no such milestone.
        """
        read = settings.read(marker.rest)
        if not read.words:
            raise UsageError(f"{Verb.DATE} names no milestone", f"{Verb.DATE} comments-due")
        settings.refuse_words(read.words[1:], what=Verb.DATE)
        settings.refuse_unknown(read, (_EDGE, *subject.KEYS), what=Verb.DATE)
        of = self._subject(read.values)
        if of is None:
            return "", None, None
        timeline = self._told(of).timeline
        key = printable(read.words[0])
        timeline.timetable.milestone(key)
        return key + of.of, timeline.dated(key), read.values.get(_EDGE)

    def _subject(self, values: Mapping[str, str]) -> Subject | None:
        """Return what a marker speaks of; None where that is not known, which is told elsewhere."""
        if subject.is_named(values):
            return subject.told(values)
        if not self._is_used_known:
            return None
        return subject.with_told(self._used or self._reference.only(), values)

    def _told(self, of: Subject) -> Told:
        told = self._reference.told(of)
        self._timelines[of] = told.timeline
        return told

    def _language_of(self, marker: Marker) -> Language:
        """Return what a block is to be written in.

        Raises:
            UsageError: neither the page nor the comment tells.
        """
        if self._language is not None:
            return self._language
        if marker.form in _AMBIGUOUS:
            option = f"--language {marker.form.language.name.lower()}"
            raise UsageError(
                "the page's language is not known, and such a comment is of several",
                f"{option}, or a file whose ending tells it",
            )
        is_html = self._is_html and marker.form is Form.HTML
        return Language.HTML if is_html else marker.form.language


def _named(read: Settings) -> tuple[str, str | None]:
    """Return the name of a block, and its argument, if it takes one and has it."""
    if not read.words:
        raise UsageError(f"{Verb.BEGIN} names no block", f"one of: {', '.join(blocks.NAMES)}")
    name, *more = read.words
    if name not in blocks.NAMES:
        raise UnknownNameError.among(
            "block", printable(name), blocks.NAMES, command=str(Verb.BEGIN)
        )
    takes_one = blocks.ARGUMENT[name] is not None
    settings.refuse_words(more[takes_one:], what=name)
    return name, more[0] if takes_one and more else None
