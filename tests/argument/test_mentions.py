"""What a sentence says of the weight of factors: a table of students' sentences, labelled by hand.

Each says which factor is called the weightiest, is denied to be, or is set above which (``a>b``);
nothing where a teacher would not be sure.
"""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.argument.mentions import Weighed, named_in, put_forward_in, weighed_in
from essayplanner.argument.outline import Factor, Question
from tests.argument.strategies import factors as any_factors


def _factors(*names: tuple[str, str, str]) -> tuple[Factor, ...]:
    return tuple(
        Factor(key=key, name=name, short_name=short, mark=mark)
        for mark, (key, short, name) in enumerate(names, 1)
    )


RISE = (
    _factors(
        ("skill", "Skill", "Stalin’s political skill"),
        ("rivals", "Rivals", "His rivals’ weakness"),
        ("structure", "Structure", "The structure of the party"),
        ("legacy", "Lenin’s legacy", "Lenin’s legacy"),
        ("policy", "Policy", "Ideology and policy"),
        ("economy", "Economy", "Economic crisis"),
        ("personality", "Personality", "The personality of the contenders"),
        ("luck", "Luck", "Luck and circumstance"),
    ),
    Question(
        text="How far was Stalin’s own political skill responsible for his rise to power in the "
        "years 1922–29?",
        topic="Stalin’s rise to power, 1922–29",
    ),
)
OFFICE = (
    _factors(
        ("patronage", "Patronage", "Patronage and appointments"),
        ("skill", "Skill", "The holder’s own skill"),
        ("structure", "Structure", "The party’s structure and rules"),
    ),
    Question(
        text="How important was patronage in keeping Brezhnev in power from 1964 to 1982?",
        topic="The office of General Secretary, 1917–91",
    ),
)
TERROR = (
    _factors(
        ("opposition", "Opposition", "Opposition inside the party"),
        ("war", "War", "Fear of war"),
        ("personality", "Personality", "Stalin’s personality and suspicion"),
        ("institutions", "Institutions", "The institutions of party and police"),
    ),
    Question(
        text="Why did Stalin turn to mass repression in the years 1934–38?",
        topic="Stalin’s use of repression, 1934–38",
    ),
)
OWN = (
    _factors(
        ("versailles", "Versailles", "The Treaty of Versailles"),
        ("depression", "Depression", "The Great Depression"),
        ("hitler", "Hitler", "Hitler’s appeal"),
    ),
    Question(text="Why did the Nazis come to power in 1933?"),
)

# What is to be found: “skill” the weightiest, “-skill” denied, “skill>rivals” set above.
SENTENCES = [
    # Said outright.
    (RISE, "Skill was the most important factor.", "skill"),
    (RISE, "Overall, Stalin’s political skill was the main reason for his rise to power.", "skill"),
    (RISE, "In conclusion Stalin's skill was the most important factor, although his rivals' "
           "mistakes and the party structure also played a big part and they all link together.",
     "skill"),
    (RISE, "Structure mattered most.", "structure"),
    (RISE, "Structure is the main reason. Stalin had the job that decided who got all the other "
           "jobs.", "structure"),
    (RISE, "The structure of the party explains most, because it alone lasted.", "structure"),
    (RISE, "I think that luck was decisive.", "luck"),
    (RISE, "The most important factor was the structure of the party.", "structure"),
    (RISE, "The main reason why Stalin won was his rivals' weakness.", "rivals"),
    (RISE, "Stalin rose to power mainly because of his skill.", "skill"),
    (RISE, "Above all, it was structure.", "structure"),
    (RISE, "Structure outweighs all the other factors.", "structure"),
    (RISE, "His rivals’ mistakes mattered more than anything else.", "rivals"),
    (RISE, "Only partly. Stalin was skilful, but he could have been stopped in 1924 and the people "
           "who could have done it chose not to, so his rivals' mistakes mattered most.", "?rivals"),
    # By one measure, where the text names no other.
    (RISE, "Judged by necessity, structure comes first.", "structure"),
    (RISE, "Judged by what the rest needed to work, structure outweighs the rest.", "structure"),
    (RISE, "Overall, measured by duration, the structure of the party mattered most.", "structure"),
    (RISE, "I agree only in part. Judged by what turned quarrels into lost offices, Stalin’s skill "
           "outweighs the rest, and it is the only factor that fits 1925, 1927 and 1929 alike. "
           "Structure comes second because it made each defeat final.", "skill"),
    (RISE, "Judged by necessity, structure outweighs skill.", "structure>skill"),
    (TERROR, "Judging by its victims, fear of war was the main reason.", "war"),
    (RISE, "Judged by necessity, structure comes first; judged by duration, skill does.", ""),
    (RISE, "Judged by necessity, structure comes first. By duration it is skill.", ""),
    (RISE, "Judged by necessity, structure comes first, and by duration skill lasted longer.", ""),
    (RISE, "Judged by necessity, structure outweighs the rest. But skill lasted longer.", ""),
    (RISE, "Judged by necessity, structure comes first. If we look at duration, skill lasted.", ""),
    (RISE, "Judged by duration it was there longest. Judged by necessity, structure comes first.",
     ""),
    (RISE, "Skill lasted longest, but judged by necessity, structure outweighs the rest.",
     "?structure"),
    (RISE, "Judged by historians, structure comes first.", ""),
    (RISE, "Judged by early results, skill comes first.", ""),
    (RISE, "Judged by necessity or duration, structure comes first.", "?structure"),
    (RISE, "If judged by necessity, structure comes first.", ""),
    (RISE, "Judged by necessity, structure was only one factor.", ""),
    # The measure named in a word or two, before the claim or after it.
    (RISE, "Skill was the most important factor by necessity.", "skill"),
    (RISE, "By necessity skill was the most important factor.", "skill"),
    (RISE, "By necessity, skill was the most important factor.", "skill"),
    (RISE, "In terms of necessity, skill was decisive.", "skill"),
    (RISE, "In terms of its reach, the structure of the party mattered most.", "structure"),
    (RISE, "Skill mattered most, judged by necessity.", "skill"),
    (RISE, "Skill was the most important factor in his rise by duration.", "skill"),
    (RISE, "Skill was the most important factor for both criteria.", "skill"),
    (RISE, "Skill was the most important factor by both measures, because it lasted.", "skill"),
    (RISE, "Skill was the most important factor by necessity and by duration.", "skill"),
    (RISE, "Skill outweighs structure by necessity.", "skill>structure"),
    (TERROR, "By necessity fear of war was the main reason, because without it nobody signed.",
     "war"),
    (RISE, "By contrast, his rivals were weak. Structure mattered most.", "structure"),
    (RISE, "By the test of necessity structure comes first.", "structure"),
    (RISE, "Skill lasted, but in terms of necessity structure was decisive.", "?structure"),
    (RISE, "Skill was the most important factor, by duration; by necessity it was structure, so to "
           "a fairly large extent.", ""),
    (RISE, "Skill was the most important factor. By necessity it was structure.", ""),
    (RISE, "Skill was the most important factor by duration, and structure by necessity.", ""),
    (RISE, "Skill was the most important factor by duration, but structure by necessity.", ""),
    (RISE, "By duration it was skill, by necessity structure was the most important factor.", ""),
    (RISE, "Skill was the most important factor, by how long it lasted; by what was needed it was "
           "structure.", ""),
    (RISE, "Skill was decisive in terms of duration, whereas structure mattered by necessity.", ""),
    (RISE, "By necessity skill outweighs structure, by duration structure comes first.", ""),
    (RISE, "Skill was the most important factor for duration. Necessity points to structure.", ""),
    (RISE, "Skill was the most important factor because by necessity it came first, but by "
           "duration structure did.", ""),
    (RISE, "Skill was the main reason. However, by necessity structure comes first.", ""),
    (RISE, "On both counts skill comes first.", "skill"),
    (RISE, "By necessity it was skill that mattered most.", "skill"),
    (RISE, "Skill comes first by necessity, structure second.", "skill"),
    (RISE, "The decisive factor, judged by necessity, was skill.", "?skill"),
    (RISE, "By 1925 skill was decisive.", ""),
    (RISE, "By then skill was decisive.", ""),
    (RISE, "In terms of foreign policy, skill was decisive.", ""),
    (RISE, "If by necessity, skill was the most important factor.", ""),
    (RISE, "It was structure that mattered most.", "structure"),
    (RISE, "The weaknesses of his rivals were the key factor.", "rivals"),
    (RISE, "Party structure was by far the biggest cause.", "structure"),
    (RISE, "Ultimately Lenin's legacy was the decisive factor in Stalin's rise.", "legacy"),
    (OFFICE, "Patronage was the chief reason.", "patronage"),
    (OFFICE, "The main factor in keeping Brezhnev in power was his own skill.", "skill"),
    (OFFICE, "Patronage and appointments were the most important reason.", "patronage"),
    (TERROR, "Fear of war was the primary cause of the repression.", "war"),
    (TERROR, "Stalin's personality and suspicion mattered most.", "personality"),
    (TERROR, "Stalin turned to mass repression chiefly because of his personality.", "personality"),
    (TERROR, "The most significant reason was the institutions of party and police.",
     "institutions"),
    (OWN, "The Great Depression was the most important reason.", "depression"),
    (OWN, "The Treaty of Versailles was the main cause.", "versailles"),
    # Conceded first.
    (RISE, "Although skill was the most visible factor, structure was the most important.",
     "structure"),
    (RISE, "While his rivals made mistakes, structure was the main reason.", "structure"),
    (RISE, "Although historians say that skill was the main reason, structure mattered most.",
     "structure"),
    (RISE, "Skill helped, but structure was decisive.", "structure"),
    (TERROR, "Despite opposition inside the party, fear of war was the main cause.", "war"),
    # One above another.
    (RISE, "Skill mattered, but structure more.", "structure>skill"),
    (RISE, "Although skill mattered, structure was more important.", "structure>skill"),
    (RISE, "Not skill but structure.", "structure>skill"),
    (RISE, "It was not his skill but the party structure that decided the outcome.",
     "structure>skill"),
    (RISE, "Structure rather than skill explains his rise.", "structure>skill"),
    (RISE, "The structure of the party outweighs Stalin’s skill.", "structure>skill"),
    (RISE, "To a great extent, but not chiefly: by necessity and by duration the structure of the "
           "party outweighs Stalin’s skill, as his skill worked only through it, and his rivals’ "
           "weakness comes last.", "structure>skill"),
    (RISE, "Rivals more than Stalin's own skill, because when you look at his biggest wins most of "
           "them start with somebody else's mistake. not sure yet where the party comes in",
     "rivals>skill"),
    (RISE, "His skill was more important than luck.", "skill>luck"),
    (RISE, "The main reason was not luck but skill.", "skill>luck"),
    (TERROR, "Fear of war mattered more than opposition.", "war>opposition"),
    (OFFICE, "Skill was far more significant than patronage.", "skill>patronage"),
    (OWN, "The Depression mattered more than Versailles.", "depression>versailles"),
    # Denied.
    (RISE, "Overall Stalin's skill is not the main reason.", "-skill"),
    (TERROR, "Opposition was not the most important factor.", "-opposition"),
    # Not sure: reported, doubted, partial, shared, of something else, or of another’s.
    (RISE, "Some historians argue that skill was the most important factor.", ""),
    (RISE, "It could be argued that structure was the main reason.", ""),
    (RISE, "At first sight skill appears to be the most important factor.", ""),
    (RISE, "Skill may have been the most important factor.", ""),
    (RISE, "Was skill the most important factor?", ""),
    (RISE, "If skill was the most important factor, why did he need the Secretariat?", ""),
    (RISE, "Skill and structure were the most important factors.", ""),
    (RISE, "Skill was one of the most important factors.", ""),
    (RISE, "Skill was the second most important factor.", ""),
    (RISE, "Skill was the most important factor after structure.", ""),
    (RISE, "Skill was the most important factor in 1924.", ""),
    (RISE, "Skill was the most important factor at first, but structure took over.", ""),
    (RISE, "Skill was the main reason, along with structure.", ""),
    (RISE, "Skill was the main reason, and so was structure.", ""),
    (RISE, "Skill was the main reason why his rivals lost.", ""),
    (RISE, "Skill was not only the most visible factor but the most important one.", ""),
    (RISE, "Trotsky's skill was the most important factor.", ""),
    (RISE, "Without the structure of the party, his skill could not have worked.", ""),
    (RISE, "Skill was important, as was structure.", ""),
    (RISE, "It was a mix of all factors: skill, rivals and structure.", ""),
    (RISE, "No factor was more important than skill or structure.", ""),
    (RISE, "The view that skill was the main reason is wrong.", ""),
    (RISE, "Although skill was the most important factor in beating Trotsky, his rivals did badly.",
     ""),
    (RISE, "Skill was the most important factor. Structure was the most important factor.", ""),
    (RISE, "Skill is more important than people think.", ""),
    (RISE, "He beat his rivals, which was the main reason for his rise.", ""),
    (RISE, "The defeat of his rivals was the most important event.", ""),
    (RISE, "Skill was decisive in defeating the Left, structure in defeating the Right.", ""),
    (RISE, "It is wrong to say that structure was the main reason.", ""),
    (RISE, "Nobody would say luck was the main reason.", ""),
    (RISE, "To a large extent. The party’s machinery and his rivals’ errors were open to several "
           "leaders, and only Stalin profited every time. The system decided what kind of skill "
           "would win; his skill decided who.", ""),
    (RISE, "By the test of what set him apart, structure comes second, because Molotov and "
           "Zinoviev had a share of it; the rivals third, because everyone gained from their "
           "errors. Both were necessary: without them his skill had no field.", ""),
    (RISE, "Figes thinks structure was the main reason.", ""),
    (RISE, "I disagree that skill was the main reason.", ""),
    (RISE, "Skill was the most important factor. But structure outweighs it.", ""),
    (RISE, "By duration structure comes first, by necessity skill comes first.", ""),
    (RISE, "So structure was the main reason, his rivals say.", ""),
    (RISE, "Structure mattered more than skill, but less than luck.", "?structure>skill"),
    (RISE, "Until 1924 structure mattered most.", ""),
    (RISE, "For most members policy mattered most.", ""),
    (RISE, "His rivals' lack of skill was the main factor.", ""),
    (RISE, "The main factor was the structure which his skill had built.", "?structure"),
    (RISE, "The key to his rise was structure.", "structure"),
    (RISE, "While structure was important, it was skill that mattered most.", "skill"),
    (RISE, "The role of luck was decisive.", "luck"),
    (RISE, "On the one hand structure was the main reason.", ""),
    (RISE, "Zinoviev lost mainly because of structure.", ""),
    (RISE, "Structure explains most of what happened in 1925.", ""),
    (RISE, "The most important part of the structure was the Secretariat.", ""),
    (RISE, "The most important mistake of his rivals was their silence.", ""),
    (RISE, "Policy was more important in 1928 than skill.", ""),
    (RISE, "Skill was as important as structure.", ""),
    (RISE, "Skill was less important than structure.", "?structure>skill"),
    (TERROR, "The civil war was the most important factor.", ""),
    (TERROR, "War was the main reason given by Molotov.", ""),
    (TERROR, "Opposition was more important than war in 1936, but war was more important in 1937.",
     ""),
    (TERROR, "Opposition was the main target.", ""),
    (TERROR, "Opposition was the main reason given at the trials.", ""),
    (TERROR, "War was the greatest danger.", ""),
    (TERROR, "Institutions mattered more than personality, although personality mattered.",
     "institutions>personality"),
    (TERROR, "Fear of war was the main reason for the mass operations, but personality for the "
             "show trials.", ""),
    (TERROR, "The main reason was Stalin's personality, which made him see opposition everywhere.",
     "personality"),
    (TERROR, "It was not opposition that mattered most.", "?-opposition"),
    (TERROR, "Personality, not opposition, explains the repression.", "personality>opposition"),
    (TERROR, "Opposition, whether real or imagined, was the main cause.", "?opposition"),
    (TERROR, "Ultimately, the most significant factor was Stalin's personality, as he signed the "
             "lists.", "personality"),
    (OFFICE, "Patronage was the most important factor under Stalin.", ""),
    (OFFICE, "Skill was more important than patronage for Gorbachev.", ""),
    (OFFICE, "Appointments were the chief reason for his power.", "patronage"),
    (OFFICE, "The most important appointment was Andropov's.", ""),
    (OFFICE, "Structure outweighs both skill and patronage.", "?structure"),
    (OWN, "Hitler's appeal was the main reason.", "hitler"),
    (OWN, "Versailles was the main grievance.", ""),
    (OWN, "The Depression was the most important, Versailles the least.", "depression"),
    (OWN, "Hitler was the most important politician.", ""),
    (OFFICE, "Brezhnev was the most important leader, and patronage helped him.", ""),
]  # fmt: skip


def _told(said: Weighed) -> Iterator[str]:
    if said.weightiest:
        yield said.weightiest
    yield from (f"-{key}" for key in said.denied)
    yield from (">".join(pair) for pair in said.above)


@pytest.mark.parametrize(("plan", "text", "meant"), SENTENCES)
def test_a_weight_is_read_where_it_is_surely_stated(
    plan: tuple[tuple[Factor, ...], Question], text: str, meant: str
) -> None:
    factors, question = plan
    found = sorted(_told(weighed_in(text, factors, question)))
    # A question mark stands before what a teacher reads, and the program is not sure of.
    assert found == ([meant] if meant and not meant.startswith("?") else [])


def test_what_is_read_is_right_and_most_of_it_is_found() -> None:
    meant = {(text, label.lstrip("?")) for _, text, label in SENTENCES if label}
    found = {
        (text, label)
        for (factors, question), text, _ in SENTENCES
        for label in _told(weighed_in(text, factors, question))
    }
    assert found - meant == set()
    assert len(found) / len(meant) > 0.85


@pytest.mark.parametrize(
    ("plan", "text", "keys"),
    [
        (RISE, "He was skilful, and his rivals were not.", {"skill", "rivals"}),
        (RISE, "Structural reasons decided.", {"structure"}),
        (RISE, "Stalin led the party.", set()),
        (RISE, "Trotsky’s skill was greater.", set()),
        (RISE, "Zinoviev’s mistakes and the weakness of Bukharin", set()),
        (RISE, "Lenin died, and his legacy stayed.", {"legacy"}),
        (RISE, "Lenin died in January 1924.", set()),
        (RISE, "IDEOLOGICAL differences; economic troubles", {"policy", "economy"}),
        (TERROR, "The civil war had taught them.", set()),
        (TERROR, "They feared a war with Japan.", {"war"}),
        (TERROR, "He was suspicious by nature.", {"personality"}),
        (TERROR, "The police had quotas.", {"institutions"}),
        (OFFICE, "Khrushchev’s skill, and appointments", {"skill", "patronage"}),
        (OWN, "After Versailles came the Depression.", {"versailles", "depression"}),
        (RISE, "", set()),
    ],
)
def test_a_factor_is_named_by_words_that_are_its_own(
    plan: tuple[tuple[Factor, ...], Question], text: str, keys: set[str]
) -> None:
    assert named_in(text, *plan) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Luck also played a part.", {"luck"}),
        ("He won because of luck.", {"luck"}),
        ("The economic crisis of 1928 was also important.", {"economy"}),
        ("The policy of spring 1928 helped him.", {"policy"}),
        ("He took the right policy, by luck, in 1925.", set()),
    ],
)
def test_a_factor_is_put_forward_where_it_is_said_to_have_done_something(
    text: str, keys: set[str]
) -> None:
    assert put_forward_in(text, *RISE) == keys


@given(st.text(), st.lists(any_factors, max_size=4).map(tuple))
def test_any_text_is_read(text: str, factors: tuple[Factor, ...]) -> None:
    keys = {factor.key for factor in factors}
    assert named_in(text, factors, RISE[1]) <= keys
    said = weighed_in(f"{text} was the most important factor.", factors, RISE[1])
    assert {said.weightiest} <= keys | {""}


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "skill " * 2000,
        "e" + "\u0301" * 10_000,
        "skill of the " * 800,
        "but skill " * 900,
    ],
)
def test_a_hostile_text_is_read(text: str) -> None:
    assert weighed_in(text, *RISE) == Weighed()
