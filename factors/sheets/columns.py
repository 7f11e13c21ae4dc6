"""The columns of the sheets: what each holds, and the words that explain it."""

from dataclasses import dataclass

from factors.records import SOURCE_TYPES
from factors.sheets import cells
from factors.sheets.cells import Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it fills, and what to write there, with an example.

    ``to`` names the tables of which a link names a record; ``count`` is how many numbered columns
    stand side by side.
    """

    heading: str
    field: str
    kind: Kind
    help: str
    example: str = ""
    to: tuple[str, ...] = ()
    count: int = 0


SLUG = Column(
    "Slug",
    "slug",
    cells.SLUG,
    "A short name of its own in small letters. Leave it empty and one is made.",
    "act-of-1536",
)
DATE_HELP = "As exactly as it is known."


def text(heading: str, field: str, says: str, example: str = "") -> Column:
    return Column(heading, field, cells.TEXT, says, example)


def date(says: str = DATE_HELP, example: str = "3 Apr 1922") -> Column:
    return Column("Date", "date", cells.DATE, says, example)


def year(heading: str, field: str, says: str, example: str) -> Column:
    return Column(heading, field, cells.YEAR, says, example)


def link(heading: str, field: str, to: str, says: str, example: str) -> Column:
    return Column(heading, field, cells.LINK, says, example, (to,))


def links(heading: str, field: str, to: str, says: str, example: str) -> Column:
    return Column(heading, field, cells.LINKS, says, example, (to,))


def people(heading: str, field: str, says: str) -> Column:
    return Column(heading, field, cells.PEOPLE, says, "Knowles, David; {Parliament of England}")


def parent(heading: str, *to: str) -> Column:
    says = "What this row belongs to: its slug, or its name exactly."
    return Column(heading, "_parent", cells.LINK, says, to=to)


SOURCE = link(
    "Source", "source", "sources", "Where it is found: a source’s slug or title.", "suppression-act"
)
LOCATOR = text("Where in the source", "locator", "The page or section.", "p. 12")
ALSO = Column(
    "Also", "also", cells.LIST, "Other names and spellings, with “;” between them.", "Koba; Soso"
)
OLD_STYLE = Column(
    "Old style",
    "old_style",
    cells.FLAG,
    "“yes” where the date is by the Julian calendar; otherwise leave it empty.",
    "yes",
)
ON_STAGE = links(
    "People", "people", "people", "Who took part: slugs, with commas between them.", "lenin, stalin"
)
BEARINGS = (
    Column("Supports", "supports", cells.BEARINGS, "How it helps this factor, in a sentence."),
    Column(
        "Turns against",
        "turns_against",
        cells.BEARINGS,
        "How a student can argue from it against this factor.",
    ),
)

SOURCE_COLUMNS = (
    SLUG,
    Column("Type", "type", cells.TYPE, f"One of: {'; '.join(SOURCE_TYPES.values())}.", "Book"),
    text("Title", "title", "Its title.", "The Religious Orders in England"),
    people("Authors", "authors", "Family name, given name; a body’s name in braces."),
    people("Editors", "editors", "As for authors."),
    people("Translators", "translators", "As for authors."),
    text("Title of the whole", "container_title", "The book or journal that it is part of."),
    text("Publisher", "publisher", "Who published it."),
    text("Place", "place", "Where it was published.", "Cambridge"),
    text("Edition", "edition", "Which edition, if not the first.", "2nd edn"),
    text("Volume", "volume", "The volume’s number.", "3"),
    text("Issue", "issue", "The issue’s number.", "2"),
    text("Pages", "pages", "Its pages in the whole.", "12–34"),
    year("Year", "issued", "The year of the edition that you use.", "1959"),
    year("First published", "original", "The first year, where it differs.", "1949"),
    date("The whole date, where the kind of source has one."),
    text("Event", "event", "Where a speech was made.", "Twelfth Party Congress"),
    text("Archive", "archive", "The archive that keeps it."),
    text("Archive location", "archive_location", "Its number in the archive."),
    text("Address", "url", "Its address on the web.", "https://example.org/act"),
    Column("Seen on", "accessed", cells.DATE, "When you saw the page.", "3 Apr 2024"),
)

EVIDENCE_COLUMNS = (
    SLUG,
    date(),
    OLD_STYLE,
    text("Title", "title", "A few words: up to 60 letters.", "The Act of 1536"),
    text("Text", "text", "The fact in your own words."),
    SOURCE,
    LOCATOR,
    ON_STAGE,
    *BEARINGS,
)

QUOTATIONS_COLUMNS = (
    SLUG,
    link("Historian", "historian", "historians", "Who wrote it.", "knowles"),
    text("Text", "text", "The words exactly as printed, without quotation marks."),
    text("Short form", "short", "The words with cuts marked “ … ”."),
    text("Argues", "argues", "What the historian argues, in your own words."),
    SOURCE,
    text("Page", "page", "The page.", "291"),
    text("Checked", "checked", "Who compared it with the printed page, and when."),
    text("Wording", "wording", "What is known of the wording."),
    links("Tested by", "tested_by", "evidence", "Evidence that tests it.", "act-of-1536"),
    *BEARINGS,
)

QUESTIONS_COLUMNS = (
    SLUG,
    text("Question", "text", "As an exam asks it.", "Why did the monasteries fall?"),
    year("Starts", "starts", "The first year that it asks about.", "1536"),
    year("Ends", "ends", "The last year that it asks about.", "1540"),
    links("Factors", "factors", "factors", "The factors that it needs.", "money, faith"),
    link("Named factor", "named_factor", "factors", "The factor that it names.", "money"),
)

PEOPLE_COLUMNS = (
    SLUG,
    text("Name", "name", "As students know them.", "Thomas Cromwell"),
    ALSO,
    text("Lived", "lived", "The years of birth and death.", "c. 1485–1540"),
    text("Summary", "summary", "Who they were."),
    text("Fate", "fate", "What became of them."),
    SOURCE,
)

EVENTS_COLUMNS = (
    SLUG,
    date(),
    OLD_STYLE,
    text("Title", "title", "What happened.", "Henry VIII marries Anne Boleyn"),
    ON_STAGE,
    SOURCE,
    LOCATOR,
)

PASSAGES_COLUMNS = (
    parent("Document", "documents"),
    link("About", "about", "people", "Whom it is about.", "stalin"),
    link("Translation", "translation", "sources", "The source that has it.", "letter"),
    text("Text", "text", "The words exactly as printed."),
    text("Wording", "wording", "What is known of the wording."),
)
