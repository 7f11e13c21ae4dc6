"""Literal plans that the tests of the exports room set, from an empty one to a hostile one."""

import re
from dataclasses import replace
from itertools import count

from essayplanner.argument.outline import (
    LINK_KINDS,
    Evidence,
    Factor,
    Link,
    Name,
    Outline,
    Paragraph,
    Question,
    Quotation,
    Segment,
    SetAside,
    Source,
    View,
)

SKILL = Factor(key="skill", name="Stalin’s political skill", short_name="Skill", mark=1)
RIVALS = Factor(key="rivals", name="His rivals’ weaknesses", short_name="Rivals", mark=2)
STRUCTURE = Factor(key="structure", name="The party’s structure", short_name="Structure", mark=3)
IDEOLOGY = Factor(key="ideology", name="Ideology", short_name="Ideology", mark=4)
ECONOMY = Factor(key="economy", name="Economic crisis", short_name="Economy", mark=5)
CHANCE = Factor(key="chance", name="Chance", short_name="Chance", mark=6)

QUESTION = Question(
    text="How far was Stalin’s own political skill responsible for his rise to power, 1922–29?",
    topic="stalin-rise",
    named_factor="skill",
    starts=1922,
    ends=1929,
)

CARR = Source(
    key="carr-1958",
    type="book",
    title="Socialism in One Country",
    authors=(Name(family="Carr", given="E. H."),),
    issued=1958,
    label="Carr, 1958",
    reference=(
        Segment(text="Carr, E. H. (1958) "),
        Segment(text="Socialism in One Country, 1924–1926", italic=True),
        Segment(text=", vol. 1. London: Macmillan."),
    ),
)
KOTKIN = Source(
    key="kotkin-2014",
    type="book",
    title="Stalin, vol. 1: Paradoxes of Power",
    authors=(Name(family="Kotkin", given="Stephen"),),
    issued=2014,
    label="Kotkin, 2014",
    reference=(
        Segment(text="Kotkin, S. (2014) "),
        Segment(text="Stalin, vol. 1: Paradoxes of Power, 1878–1928", italic=True),
        Segment(text=". London: Allen Lane."),
    ),
)
TUCKER = Source(
    key="tucker-1973",
    type="book",
    title="Stalin as Revolutionary",
    authors=(Name(family="Tucker", given="Robert C."),),
    issued=1973,
    label="Tucker, 1973",
    reference=(
        Segment(text="Tucker, R. C. (1973) "),
        Segment(text="Stalin as Revolutionary, 1879–1929", italic=True),
        Segment(text=". New York: Norton."),
    ),
)
MY_LIFE = Source(
    key="trotsky-1930",
    type="book",
    title="My Life",
    authors=(Name(family="Trotsky", given="Leon"),),
    issued=1930,
    label="Trotsky, 1930",
    reference=(
        Segment(text="Trotsky, L. (1930) "),
        Segment(text="My Life", italic=True),
        Segment(text=". New York: Scribner."),
    ),
)

FULL = Outline(
    question=QUESTION,
    argument=(
        "Stalin’s skill mattered less for what it won than for what it kept: the party’s structure "
        "put the prize within reach, and only a man whom his rivals had underrated could take it."
    ),
    ranked=True,
    paragraphs=(
        Paragraph(
            factor=STRUCTURE,
            point=(
                "The General Secretary’s power to appoint decided each contest before the debate "
                "began, because the delegates who voted owed their posts to the office."
            ),
            evidence=(
                Evidence(
                    key="gensec",
                    date="1922-04-03",
                    date_text="3 Apr 1922",
                    title="General Secretary",
                    text="The only full member of Politburo, Orgburo and Secretariat at once.",
                    source=KOTKIN,
                ),
                Evidence(
                    key="congress-14",
                    date="1925-12",
                    date_text="Dec 1925",
                    title="Fourteenth Congress",
                    text="Stalin’s side wins the roll call by 559 votes to 65.",
                    source=CARR,
                ),
            ),
            quotations=(
                Quotation(
                    key="tucker-machine",
                    historian="Robert C. Tucker",
                    text=(
                        "The Secretariat’s capacity to influence the policy-makers’ agenda placed "
                        "it in a highly strategic relationship to the party’s higher deliberative "
                        "organs, and its appointive powers made it an ideal instrument of machine "
                        "politics."
                    ),
                    source=TUCKER,
                ),
            ),
            explanation=(
                "Votes followed posts. Once provincial secretaries were chosen from Moscow, a "
                "congress could only confirm what the Secretariat had arranged."
            ),
            counter_argument="Molotov held the same office in 1921 and won nothing by it.",
            reply="The office was necessary, not sufficient: it needed a holder who saw its use.",
            link="It only mattered because his rivals thought the office was clerk’s work.",
        ),
        Paragraph(
            factor=RIVALS,
            point="The others beat themselves, one at a time, before Stalin beat them.",
            evidence=(
                Evidence(
                    key="funeral",
                    date="1924-01-27",
                    date_text="27 Jan 1924",
                    title="Absent from the funeral",
                    text="Trotsky stays in the south while the others carry Lenin’s coffin.",
                    source=MY_LIFE,
                    views=(
                        View(holders="Trotsky", claim="he was told the wrong day"),
                        View(holders="Eastman", claim="he could have come had he wished"),
                    ),
                ),
                Evidence(
                    key="lessons",
                    date="1924-10",
                    date_text="Oct 1924",
                    title="Lessons of October",
                    text="Reopens 1917 and unites the Triumvirate against its author.",
                ),
            ),
            quotations=(
                Quotation(
                    key="carr-equals",
                    historian="E. H. Carr",
                    text="But he had no talent for leadership among equals.",
                    source=CARR,
                    page="166",
                    checked=True,
                ),
                Quotation(
                    key="kotkin-fortunate",
                    historian="Stephen Kotkin",
                    text=(
                        "That Stalin was fortunate in his rivals, from Trotsky on down, has long "
                        "been understood."
                    ),
                    source=KOTKIN,
                    checked=True,
                ),
            ),
            explanation=(
                "Each man fought yesterday’s enemy: Zinoviev broke Trotsky in 1924 and needed him "
                "in 1926, when it was too late to be believed."
            ),
            counter_argument="Zinoviev had built a formidable machine of his own in Leningrad.",
            reply="One city’s machine; it fell in weeks once Kirov was sent to take it over.",
            link="Their mistakes were fatal only inside a party that forbade factions.",
        ),
        Paragraph(
            factor=SKILL,
            point="Stalin was a patient tactician who changed sides without seeming to move.",
            evidence=(
                Evidence(
                    key="oath",
                    date="1924-01-26",
                    date_text="26 Jan 1924",
                    title="The oath speech",
                    text="Speaks as Lenin’s pupil to more than two thousand delegates.",
                    source=KOTKIN,
                ),
                Evidence(
                    key="siberia",
                    date="1928-01",
                    date_text="Jan 1928",
                    title="Siberia",
                    text="Forces grain deliveries, and takes over the policy of the beaten left.",
                ),
            ),
            explanation=(
                "He let others demand expulsions and spoke for moderation until the vote was safe."
            ),
            counter_argument="He twice offered to resign, and might have been taken at his word.",
            reply="He offered only when he had counted who would refuse.",
            link="Skill turned the structure’s advantage into a monopoly.",
        ),
    ),
    criteria=("what he could not have done without", "", ""),
    judgement=(
        "Without the office no skill would have sufficed, and without his rivals’ errors the "
        "office might have been taken from him; skill explains the timing and the completeness "
        "of the victory, not its possibility."
    ),
)

# All that a plan may have besides: criteria, weighings, links, an order and items of one's own.
_FULL_STRUCTURE, _FULL_RIVALS, _FULL_SKILL = FULL.paragraphs
RICH = replace(
    FULL,
    ordered=True,
    paragraphs=(
        replace(
            _FULL_SKILL,
            rank=3,
            evidence=(replace(_FULL_SKILL.evidence[0], own=True), *_FULL_SKILL.evidence[1:]),
            weighed=("His own, and nobody else’s.", "", "Late: it shows from 1925."),
        ),
        replace(_FULL_STRUCTURE, rank=1, weighed=("Shared with Molotov.", "", "There from 1921.")),
        replace(
            _FULL_RIVALS,
            rank=2,
            quotations=(replace(_FULL_RIVALS.quotations[0], own=True, checked=False),),
        ),
    ),
    links=(
        Link(
            cause="rivals",
            effect="skill",
            kind="opportunity",
            sentence="While they fought each other he could wait.",
            evidence="lessons",
        ),
        Link(cause="structure", effect="rivals", kind="limited", sentence="No blocs allowed."),
        Link(cause="skill", effect="structure", kind="accelerated", evidence="nothing-such"),
    ),
    criteria=("what set him apart", "what came first", ""),
)

# With all that RICH leaves out.
_FIRST = RICH.paragraphs[0]
RICHER = replace(
    RICH,
    author="Priya Raman",
    paragraphs=(
        replace(
            _FIRST,
            evidence=(replace(_FIRST.evidence[0], locator="ch. 12"), *_FIRST.evidence[1:]),
            quotations=(
                replace(
                    FULL.paragraphs[1].quotations[1],
                    short="Stalin was fortunate in his rivals …",
                    wording="From chapter 12, in an electronic copy.",
                    notes=("Written against Trotsky’s own account.", "Tested by Deutscher."),
                    page="412–13",
                ),
            ),
            without="The office would have stood, and another in it.",
        ),
        *RICH.paragraphs[1:],
    ),
    set_aside=(
        SetAside(rule="no_historian", place="skill-quotation", reason="Carr comes in later."),
        SetAside(rule="isolated_factor", place="links", reason=""),
    ),
)

EMPTY = Outline(
    question=QUESTION,
    paragraphs=(Paragraph(factor=SKILL), Paragraph(factor=RIVALS), Paragraph(factor=STRUCTURE)),
)

_STOCK = re.findall(
    r"\w+",
    "the delegates who came to Moscow that winter had been chosen by secretaries who owed their "
    "own posts to the office and who knew very well what was expected of them when the roll was "
    "called while the opposition could count on one city and on a handful of speakers whom few in "
    "the hall had ever liked or wished to hear again and whose record before the revolution was "
    "read aloud to them by men half their age so that every speech in favour of debate became in "
    "the hearing a speech against unity and every vote for unity a vote for the man who kept the "
    "files and who sat a little to one side smoking his pipe and saying nothing at all",
)


class _Prose:
    """Plain filler of a length to order; a number opens each piece so that no two are alike."""

    def __init__(self) -> None:
        self._numbers = count(101)

    def __call__(self, words: int) -> str:
        number = next(self._numbers)
        chosen = [_STOCK[(number * 7 + place) % len(_STOCK)] for place in range(words - 1)]
        return f"{number} {' '.join(chosen)}."


def _heavy(
    factors: tuple[Factor, ...], *, pieces: tuple[int, ...], quoted: tuple[int, ...], field: int
) -> Outline:
    """Build a plan in which every place is filled with as many words as are asked for."""
    prose = _Prose()
    return Outline(
        question=QUESTION,
        argument=prose(field),
        ranked=True,
        paragraphs=tuple(
            Paragraph(
                factor=factor,
                point=prose(field),
                evidence=tuple(
                    Evidence(
                        key=f"{factor.key}-{place}",
                        date="1925-12",
                        date_text="Dec 1925",
                        title="Fourteenth Congress",
                        text=prose(40),
                        source=KOTKIN,
                    )
                    for place in range(number)
                ),
                quotations=(
                    Quotation(
                        key=f"{factor.key}-carr",
                        historian="E. H. Carr",
                        text=prose(length),
                        source=CARR,
                    ),
                ),
                explanation=prose(field),
                counter_argument=prose(field),
                reply=prose(field),
                link=prose(field),
            )
            for factor, number, length in zip(factors, pieces, quoted, strict=True)
        ),
        criteria=(prose(12), "", ""),
        judgement=prose(field),
    )


LARGEST = _heavy((SKILL, RIVALS, STRUCTURE), pieces=(2, 4, 3), quoted=(60, 130, 90), field=55)
OVERLONG = _heavy(
    (SKILL, RIVALS, STRUCTURE, IDEOLOGY, ECONOMY, CHANCE),
    pieces=(4, 4, 4, 4, 4, 4),
    quoted=(130, 130, 130, 130, 130, 130),
    field=80,
)

INJECTIONS = (
    "<script>alert(1)</script>",
    '#read("/etc/passwd")',
    "$x$",
    "=cmd|' /C calc'!A0",
    "{{ settings.SECRET_KEY }} {% debug %}",
    "*bold* _italic_ `raw` \\ @label <label> // gone /* gone */",
)

HOSTILE = Outline(
    question=Question(text="\u202eHow far\u0000 did\ud800 \ufffe this\u0007 stand?"),
    argument=" ".join(INJECTIONS),
    ranked=True,
    paragraphs=(
        Paragraph(
            factor=Factor(key="x", name="</h2><script>\u2066Zalgo", short_name="x", mark=99),
            point="e" + "\u0301\u0327" * 1000 + " after the marks",
            evidence=(
                Evidence(
                    key="e",
                    date="",
                    date_text="$1 + 1$",
                    title='#import "x"',
                    text="The flags 🏴‍☠️🇬🇧, 斯大林, ستالين and סטלין.",
                    source=CARR,
                    views=(View(holders="", claim="]]"), View(holders="#panic()", claim="")),
                ),
                Evidence(key="blank", date="", date_text="", title="", text="\u0000"),
            ),
            quotations=(
                Quotation(
                    key="q",
                    historian="",
                    text="#quote[",
                    source=Source(key="s", type="book", title="$a$", label=""),
                ),
            ),
            explanation="W" * 10_000 + " the end of the long word",
            counter_argument="\n\n\r\n\t",
            reply="first line\nsecond line\r\nthird line",
            weighed=("#panic()", "</td><script>", "e" + "\u0301" * 999),
        ),
    ),
    links=(
        Link(cause="x", effect="x", kind="limited", sentence="</li>#panic()", evidence="e"),
        Link(cause="x", effect="gone", kind="limited"),
    ),
    criteria=("]#panic()", "\u202e", "V" * 500),
    judgement="\u2028".join(INJECTIONS),
)


_CONTROLS = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE)))
_OVERRIDES = "\u202e\u2066back\u2069\u202c \u200e\u200f\u061c\u2067front\u2069"
_UNSEEN = "\u200d" * 10_000 + "\u3164" * 500 + "\U000e0041" * 500 + "\xad" * 500 + "\ufe0f" * 500
_SCRIPTS = (
    "斯大林 🇬🇧🏴‍☠️👩‍👩‍👧👍🏽 ستالين فِي סטלין שָׁלוֹם नमस्ते क्‍ष สวัสดี 안녕 ありがとう Лёвочка 𝔖𝔱𝔞𝔩𝔦𝔫 \ue123"
)
_FILES = "../../x /etc/passwd CON NUL.txt C:\\con\\con | a/b?c*d:e"
_BREAKERS = (
    "</w:t><script>alert(1)</script> ]]> <!-- --> &amp; &#0; %00 \\n {{ x }} ${jndi:ldap://x}"
)

# The worst text there is, each piece in a place of its own: what any paper in any form must bear.
WORST = Outline(
    question=Question(text=f"How far {_FILES} {_OVERRIDES}?", topic=_BREAKERS, edition=10**12),
    author=f"{_FILES} 斯大林 {_CONTROLS}",
    argument="W" * 10_000 + " after the long word",
    ranked=True,
    paragraphs=(
        Paragraph(
            factor=Factor(key="a", name=_SCRIPTS, short_name="CON", mark=8),
            rank=1,
            point="e" + "\u0301\u0327" * 1000 + " after the marks",
            evidence=(
                Evidence(
                    key="e",
                    date="",
                    date_text=_CONTROLS + "on a day",
                    title=_BREAKERS,
                    text=f"before {_UNSEEN} after what is unseen",
                    source=Source(
                        key="s",
                        type="book",
                        title=_BREAKERS,
                        authors=(Name(family=_SCRIPTS, given='"},{'),),
                        publisher="TY  - BOOK\nER  - \n",
                        label=_FILES,
                        reference=(Segment(text=_BREAKERS), Segment(text=_SCRIPTS, italic=True)),
                    ),
                    views=(View(holders="=1+1", claim=_SCRIPTS),),
                    own=True,
                ),
            ),
            quotations=(
                Quotation(
                    key="q",
                    historian="@article{x,",
                    text=f"{_SCRIPTS} " * 40,
                    source=Source(key="t", type="book", title='}" # \\input{x} $x^2$', label="%"),
                    notes=(_BREAKERS,),
                ),
            ),
            explanation="line\n" * 2000 + "the last line",
            counter_argument=" ".join(INJECTIONS),
            reply="\n" * 5000 + "\u2028after the empty lines",
            link="".join(map(chr, range(0x4E00, 0x4E00 + 3000))) + " after the signs",
            weighed=(_BREAKERS, _OVERRIDES, "- # 1. > | `` ~~~"),
            without=_SCRIPTS,
        ),
        Paragraph(factor=Factor(key="b", name="", short_name="", mark=10**9), rank=-1),
    ),
    links=(Link(cause="a", effect="b", kind="limited", sentence=_BREAKERS, evidence="e"),),
    criteria=(_SCRIPTS, _CONTROLS, "=cmd|' /C calc'!A0"),
    judgement=f"{_CONTROLS}In the end {_OVERRIDES}",
    set_aside=(SetAside(rule=_FILES, place="a", about=_SCRIPTS, reason=f"since {_BREAKERS}"),),
)


def sentences(outline: Outline) -> list[str]:
    """Every text of a plan that a paper which claims to hold everything holds."""
    texts = [outline.question.text, outline.argument, outline.judgement, *outline.criteria]
    for paragraph in outline.paragraphs:
        texts += [paragraph.factor.name, *paragraph.texts]
        for item in paragraph.evidence:
            texts += [item.date_text, item.title, item.text]
            texts += [text for view in item.views for text in (view.holders, view.claim)]
        for quotation in paragraph.quotations:
            texts += [quotation.historian, quotation.text, *quotation.notes]
    texts += [link.sentence for link in outline.links]
    texts += [finding.reason for finding in outline.set_aside]
    return texts


def words_in_order(outline: Outline) -> list[str]:
    """Every text that the one-side sheet prints of a plan, in the order in which it is read."""
    texts = [outline.question.text, outline.argument]
    for paragraph in outline.paragraphs:
        texts += [paragraph.factor.name, paragraph.point]
        for item in paragraph.evidence:
            texts += [item.date_text, item.title, item.text]
            texts += [item.source.label] if item.source else []
            texts += [text for view in item.views for text in (view.holders, view.claim)]
        for quotation in paragraph.quotations:
            texts += [quotation.text, quotation.historian, quotation.source.label[-4:]]
        texts += [paragraph.explanation, paragraph.counter_argument, paragraph.reply]
        texts += [paragraph.link]
    rows = {row.factor.key: row for row in outline.paragraphs}
    for link in outline.links:
        cause, effect = rows[link.cause], rows[link.effect]
        texts += [cause.factor.short_name, LINK_KINDS[link.kind], effect.factor.short_name]
        texts.append(link.sentence)
        proofs = (*cause.evidence, *effect.evidence)
        texts += [item.date_text for item in proofs if item.key == link.evidence]
    texts += [outline.judgement, *filter(None, outline.criteria)]
    for paragraph in outline.paragraphs:
        if any(paragraph.weighed):
            texts += [paragraph.factor.short_name, *paragraph.weighed]
    texts += ["".join(run.text for run in source.reference) for source in outline.sources]
    return [text for text in texts if text]
