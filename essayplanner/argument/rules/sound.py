"""A sound plan, small and whole, in which no rule finds anything: the examples are made from it.

An example takes one thing away from it or puts one wrong thing in. It is shown to nobody whole: a
student's plan is the student's own.
"""

from dataclasses import replace
from typing import Any

from essayplanner.argument.bank import Bank
from essayplanner.argument.outline import (
    Evidence,
    Factor,
    Link,
    Name,
    Outline,
    Paragraph,
    Question,
    Quotation,
    Source,
)
from essayplanner.argument.rule import Case

SKILL = Factor(key="skill", name="Stalin’s political skill", short_name="Skill", mark=1)
RIVALS = Factor(key="rivals", name="His rivals’ weakness", short_name="Rivals", mark=2)
STRUCTURE = Factor(
    key="structure", name="The structure of the party", short_name="Structure", mark=3
)
# Of the topic, but not of the question.
LUCK = Factor(key="luck", name="Luck and circumstance", short_name="Luck", mark=4)

_QUESTION = (
    "How far was Stalin’s own political skill responsible for his rise to power in the years "
    "1922–29?"
)


def _evidence(key: str, date: str, date_text: str, title: str, text: str) -> Evidence:
    return Evidence(key=key, date=date, date_text=date_text, title=title, text=text)


OATH = _evidence(
    "oath-speech", "1924-01-26", "26 January 1924", "The oath speech",
    "At the Congress of Soviets Stalin vows to keep Lenin’s commandments.",
)  # fmt: skip
TURN = _evidence(
    "socialism-in-one-country", "1924-12", "December 1924", "Socialism in One Country",
    "Stalin claims that socialism can be built in the Soviet Union alone.",
)  # fmt: skip
POST = _evidence(
    "general-secretary-1922", "1922-04-03", "3 April 1922", "General Secretary",
    "The Central Committee makes Stalin its General Secretary.",
)  # fmt: skip
FACTIONS = _evidence(
    "fourteenth-congress-vote", "1925-12", "December 1925", "559 votes to 65",
    "The Fourteenth Congress votes Zinoviev and Kamenev down.",
)  # fmt: skip
SILENCE = _evidence(
    "trotsky-silent-on-testament", "1924-05", "May 1924", "Silent on the Testament",
    "Trotsky says nothing when Lenin’s Testament is read to the leaders.",
)  # fmt: skip
LESSONS = _evidence(
    "lessons-of-october", "1924-10", "October 1924", "Lessons of October",
    "Trotsky attacks Zinoviev and Kamenev in print for their conduct in 1917.",
)  # fmt: skip
# Outside the years that the question asks about.
CONSTITUTION = _evidence(
    "constitution-1936", "1936-12-05", "5 December 1936", "The constitution of 1936",
    "A new constitution of the Soviet Union is adopted.",
)  # fmt: skip

FIGES = Quotation(
    key="figes-party-apparatus",
    historian="Orlando Figes",
    text="The key to Stalin's growing power was his control of the party apparatus in the "
    "provinces.",
    source=Source(
        key="figes-peoples-tragedy",
        type="book",
        title="A People’s Tragedy: The Russian Revolution, 1891–1924",
        authors=(Name(family="Figes", given="Orlando"),),
        publisher="Jonathan Cape",
        place="London",
        issued=1996,
        label="Figes, 1996",
    ),
)
DEUTSCHER = Quotation(
    key="deutscher-trotsky-felt-secure",
    historian="Isaac Deutscher",
    text="Trotsky refrained from attacking Stalin because he felt secure",
    source=Source(
        key="deutscher-stalin",
        type="book",
        title="Stalin: A Political Biography",
        authors=(Name(family="Deutscher", given="Isaac"),),
        issued=1949,
        label="Deutscher, 1949",
    ),
)

BANK = Bank(
    factors=(SKILL, RIVALS, STRUCTURE, LUCK),
    asked={_QUESTION: ("skill", "rivals", "structure")},
    quotations=(FIGES, DEUTSCHER),
    supports={
        "oath-speech": {"skill": "He made himself the heir in public."},
        "figes-party-apparatus": {"structure": "The apparatus is named as the key."},
        "deutscher-trotsky-felt-secure": {"rivals": "Trotsky missed his chance."},
    },
    against={
        "general-secretary-1922": {"rivals": "The post was given by a vote, not by a mistake."},
        "socialism-in-one-country": {"structure": "A policy won votes that no post could command."},
    },
    people=(
        ("Joseph Stalin", "Iosif Dzhugashvili"),
        ("Leon Trotsky", "Trotskii"),
        ("Grigory Zinoviev", "Zinoviev"),
        ("Lev Kamenev", "Kamenev"),
        ("Nikolai Bukharin", "Bukharin"),
    ),
)

_OUTLINE = Outline(
    question=Question(
        text=_QUESTION,
        topic="Stalin’s rise to power",
        topic_slug="stalin-rise",
        named_factor="skill",
        starts=1922,
        ends=1929,
    ),
    argument="Stalin’s skill mattered to a great extent, but only inside a party whose structure "
    "rewarded it: the structure of the party explains most, because it alone lasted.",
    ranked=True,
    ordered=True,
    paragraphs=(
        Paragraph(
            factor=SKILL,
            rank=2,
            point="Stalin’s political skill turned each post and each quarrel into support.",
            evidence=(OATH, TURN),
            explanation="The oath of January 1924 made him look like Lenin’s heir, so that in "
            "December Socialism in One Country could be sold as loyalty, because it promised "
            "tired members that their work had a purpose.",
            counter_argument="Trotsky spoke and wrote better than he did, and still lost, which "
            "suggests that talent did not decide the struggle.",
            reply="Talent of another kind did: Trotsky’s gifts won arguments in public, while "
            "Stalin’s won votes in 1925, and votes were counted.",
            link="His skill could work only through the structure of the party, since it was the "
            "Secretariat that gave his friends their posts.",
            weighed=(
                "Great, but others had talent too.",
                "From 1924 to 1929, whenever the alliances shifted.",
                "",
            ),
        ),
        Paragraph(
            factor=STRUCTURE,
            rank=1,
            point="The structure of the party decided who could be voted down, and by whom.",
            evidence=(POST, FACTIONS),
            quotations=(FIGES,),
            explanation="Because the Secretariat appointed those who chose the delegates, the "
            "post of April 1922 led to the 559 votes of December 1925. Figes is convincing here, "
            "though he says less of the years after 1924.",
            counter_argument="Molotov had run the same office before 1922 and won nothing by it.",
            reply="Molotov held it before the ban on factions was used against rivals; what "
            "changed by 1925 was what the office could do, and not only who held it.",
            link="The same structure made the mistakes of his rivals fatal, because nobody who had "
            "lost a vote could appeal against it.",
            weighed=(
                "Greatest: without it neither skill nor mistakes would have told.",
                "The whole time, from April 1922 to 1929.",
                "",
            ),
        ),
        Paragraph(
            factor=RIVALS,
            rank=3,
            point="His rivals’ weakness made the outcome quicker, not different.",
            evidence=(SILENCE, LESSONS),
            quotations=(DEUTSCHER,),
            explanation="Trotsky’s silence in May 1924 meant that the Testament could not hurt "
            "Stalin, and his attack of October drove Zinoviev closer to him. Deutscher’s view "
            "explains the silence, but not why one mistake should have been final.",
            counter_argument="Had the three stood together in 1924, they would have had a "
            "majority in the Politburo.",
            reply="They did stand together in 1926 and lost, as by then the votes lay elsewhere: "
            "unity came too late to count.",
            link="So the mistakes of his rivals lead back to the question: they helped his skill, "
            "and only the structure of the party made them final.",
            weighed=(
                "Small: their mistakes needed a party that punished them.",
                "Mostly 1923–24.",
                "",
            ),
        ),
    ),
    links=(
        Link(
            cause="structure",
            effect="skill",
            kind="opportunity",
            sentence="His skill worked through posts that only the Secretariat could give.",
            evidence="general-secretary-1922",
        ),
        Link(
            cause="rivals",
            effect="structure",
            kind="depended",
            sentence="A mistake was fatal because a lost vote could not be appealed against.",
            evidence="lessons-of-october",
        ),
    ),
    criteria=(
        "Necessity: what the outcome could not have done without.",
        "Duration: what worked for the whole of 1922–29.",
        "",
    ),
    judgement="To a great extent, but not chiefly: by necessity and by duration the structure of "
    "the party outweighs Stalin’s skill, as his skill worked only through it, and his rivals’ "
    "weakness comes last.",
)  # fmt: skip

SOUND = Case(_OUTLINE, BANK)


def change(**values: Any) -> Case:
    """Return the sound plan with some of its values changed."""
    return replace(SOUND, outline=replace(_OUTLINE, **values))


def change_paragraph(key: str, **values: Any) -> Case:
    """Return the sound plan with some values of one factor's paragraph changed."""
    rows = tuple(
        replace(row, **values) if row.factor.key == key else row for row in _OUTLINE.paragraphs
    )
    return change(paragraphs=rows)
