"""The works that the tests cite, one of each kind, and what they share."""

from factors.citations import Name, Runs, Work

CARR = Name("Carr", "E. H.")
HELLER = Name("Heller", "Mikhail")
NEKRICH = Name("Nekrich", "Aleksandr M.")
KERSHAW = Name("Kershaw", "Ian")
LEWIN = Name("Lewin", "Moshe")
STALIN = Name("Stalin", "J. V.")
ASH, BIRCH, CEDAR, DOGWOOD = (
    Name("Ash", "Ann"),
    Name("Birch", "Ben Jay"),
    Name("Cedar", "Cy"),
    Name("Dogwood", "Di"),
)

BOOK = Work(
    type="book",
    title="Socialism in One Country, 1924–1926",
    authors=(CARR,),
    publisher="Macmillan",
    place="London",
    volume="1",
    issued=1958,
)
TWO_AUTHORS = Work(
    type="book",
    title="Utopia in Power: The History of the Soviet Union",
    authors=(HELLER, NEKRICH),
    publisher="Summit Books",
    place="New York",
    issued=1986,
)
THREE_AUTHORS = Work(
    type="book",
    title="Three Hands",
    authors=(ASH, BIRCH, CEDAR),
    publisher="Oxford University Press",
    place="Oxford",
    issued=2001,
)
FOUR_AUTHORS = Work(
    type="book",
    title="Many Hands",
    authors=(ASH, BIRCH, CEDAR, DOGWOOD),
    publisher="Press",
    place="Leeds",
    issued=2001,
)
EDITORS_ONLY = Work(
    type="book",
    title="Stalinism and Nazism: Dictatorships in Comparison",
    editors=(KERSHAW, LEWIN),
    publisher="Cambridge University Press",
    place="Cambridge",
    issued=1997,
)
ONE_EDITOR = Work(
    type="book",
    title="Stalinism: Essays in Historical Interpretation",
    editors=(Name("Tucker", "Robert C."),),
    publisher="W. W. Norton & Company",
    place="New York",
    issued=1977,
)
TRANSLATED = Work(
    type="book",
    title="Stalin: Triumph and Tragedy",
    authors=(Name("Volkogonov", "Dmitri"),),
    translators=(Name("Shukman", "Harold"),),
    publisher="Weidenfeld & Nicolson",
    place="London",
    edition="2",
    issued=1995,
)
REPRINT = Work(
    type="book",
    title="Stalin: A Political Biography",
    authors=(Name("Deutscher", "Isaac"),),
    publisher="Penguin",
    place="London",
    edition="Paperback reprint",
    issued=1990,
    original=1949,
)
NEW_EDITION = Work(
    type="book",
    title="The Great Terror: A Reassessment",
    authors=(Name("Conquest", "Robert"),),
    publisher="Oxford University Press",
    place="New York",
    edition="Revised edition",
    issued=1990,
    original=1968,
)
CHAPTER = Work(
    type="chapter",
    title="Stalin and his Stalinism",
    authors=(Name("Suny", "Ronald Grigor"),),
    editors=(KERSHAW, LEWIN),
    container_title="Stalinism and Nazism: Dictatorships in Comparison",
    publisher="Cambridge University Press",
    place="Cambridge",
    pages="126-152",
    issued=1997,
)
JOURNAL_ARTICLE = Work(
    type="article-journal",
    title="The Bolshevik Party Transformed: Stalin's Rise to Power",
    authors=(Name("Harris", "James"),),
    container_title="Quaestio Rossica",
    volume="5",
    issue="2",
    pages="326–338",
    issued=2017,
)
NEWSPAPER_ARTICLE = Work(
    type="article-newspaper",
    title="Russia After Lenin",
    authors=(Name("Ransome", "Arthur"),),
    container_title="The Manchester Guardian",
    pages="7",
    issued=1924,
    date="1924-01-23",
)
UNSIGNED_NEWS = Work(
    type="article-newspaper",
    title="Death of Lenin",
    container_title="The Times",
    pages="12",
    issued=1924,
    date="1924-01-23",
)
ENTRY = Work(
    type="entry-encyclopedia",
    title="General Secretary",
    authors=(Name("Rigby", "T. H."),),
    editors=(Name("Millar", "James R."),),
    container_title="Encyclopedia of Russian History",
    publisher="Macmillan",
    place="New York",
    volume="2",
    pages="554-555",
    issued=2004,
)
UNSIGNED_ENTRY = Work(
    type="entry-encyclopedia",
    title="General Secretary",
    editors=(Name("Millar", "James R."),),
    container_title="Encyclopedia of Russian History",
    publisher="Macmillan",
    place="New York",
    issued=2004,
)
WEB_PAGE = Work(
    type="webpage",
    title="The Lenin Succession",
    authors=(Name("Siegelbaum", "Lewis H."),),
    container_title="Seventeen Moments in Soviet History",
    issued=2015,
    date="2015-06-17",
    url="https://soviethistory.example/1924-2/",
    accessed="2024-05-03",
)
UNDATED_PAGE = Work(
    type="webpage",
    title="Lenin's Testament",
    authors=(Name(literal="British Library"),),
    url="https://library.example/testament",
    accessed="2024-05-03",
)
SPEECH = Work(
    type="speech",
    title="Political Report of the Central Committee",
    authors=(STALIN,),
    event="Sixteenth Party Congress",
    place="Moscow",
    issued=1930,
    date="1930-06-27",
)
PRINTED_SPEECH = Work(
    type="speech",
    title="First Results of the Procurement Campaign",
    authors=(STALIN,),
    container_title="Works",
    event="Central Committee plenum",
    publisher="Foreign Languages Publishing House",
    place="Moscow",
    volume="11",
    pages="12–22",
    issued=1954,
    date="1928-02-13",
)
DOCUMENT = Work(
    type="document",
    title="On Party Unity",
    authors=(Name(literal="Russian Communist Party (Bolsheviks)"),),
    publisher="Progress Publishers",
    place="Moscow",
    issued=1921,
)
ANONYMOUS = Work(type="document", title="Declaration of the Forty-Six", issued=1923)
PRINTED_DOCUMENT = Work(
    type="document",
    title="Letter to the Congress",
    authors=(Name("Lenin", "V. I."),),
    container_title="Collected Works",
    publisher="Progress Publishers",
    place="Moscow",
    volume="36",
    pages="593–611",
    issued=1966,
    original=1922,
)
ARCHIVAL = Work(
    type="manuscript",
    title="Letter to Molotov",
    authors=(STALIN,),
    issued=1925,
    date="1925-09-12",
    archive="RGASPI",
    archive_location="f. 558, op. 11, d. 1",
    place="Moscow",
)
BARE = Work(type="book", title="Notes")
NO_DATE = Work(type="book", title="Notes", authors=(ASH,), publisher="Macmillan", place="London")
QUESTION = Work(
    type="article-journal",
    title="Was 'Socialism in One Country' New?",
    authors=(CARR,),
    container_title="Soviet Studies",
    volume="3",
    date="1951-21",
)


def shown(runs: Runs | None) -> str:
    """Show runs as one string, what is in italics between asterisks."""
    return "".join(f"*{text}*" if italic else text for text, italic in runs or [])
