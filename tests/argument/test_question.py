"""Reading a question: its kind, its parts, its years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.argument.outline import Question
from essayplanner.argument.question import ASKS, ASKS_ABOUT, About, Reading, read_question
from factors.pack import packs, read_pack

LIBRARY = [row for folder in packs() for row in read_pack(folder).topic.questions]


def marked(reading: Reading) -> str:
    """Write a reading as its text with each part in brackets after its first letter."""
    return "".join(f"{row.part[0]}[{row.text}]" if row.part else row.text for row in reading.spans)


@pytest.mark.parametrize("record", LIBRARY, ids=lambda record: record.text[:40])
def test_every_question_of_the_library_is_read(record: object) -> None:
    row = next(row for row in LIBRARY if row is record)
    own = read_question(Question(text=row.text, starts=row.starts, ends=row.ends))
    assert own.years == (row.starts, row.ends)
    assert own.kind != "other"
    assert any(span.part == "command" for span in own.spans)
    typed = read_question(Question(text=row.text))
    assert (typed.kind, typed.spans) == (own.kind, own.spans)
    if typed.years:  # what its words say lies within what the library knows
        assert row.starts <= typed.years[0] <= typed.years[1] <= row.ends


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        (
            "How far was Stalin’s own political skill responsible for his rise to power in the "
            "years 1922–29?",
            "extent",
            "c[How far] was n[Stalin’s own political skill] responsible for "
            "s[his rise to power] d[in the years 1922–29]?",
        ),
        (
            "How accurate is it to say that the organisation of the party, rather than any "
            "person, put Stalin in command by 1929?",
            "statement",
            "c[How accurate is it to say] that n[the organisation of the party], rather than any "
            "person, put s[Stalin in command] d[by 1929]?",
        ),
        (
            "How accurate is it to say that the Terror grew out of Stalin’s suspicion?",
            "statement",
            "c[How accurate is it to say] that s[the Terror] grew out of n[Stalin’s suspicion]?",
        ),
        (
            "“Command of the party was the chief reason why Stalin won.” Do you agree?",
            "statement",
            "“n[Command of the party] was c[the chief reason why] s[Stalin won].” c[Do you agree]?",
        ),
        (
            "Was fear of war the main reason why there was a Terror in 1937?",
            "statement",
            "c[Was] n[fear of war] c[the main reason why] s[there was a Terror] d[in 1937]?",
        ),
        (
            "How significant was the murder of Kirov in bringing about the Terror?",
            "importance",
            "c[How significant] was n[the murder of Kirov] in bringing about s[the Terror]?",
        ),
        (
            "Which factor was the most important in the fall of Bukharin?",
            "comparison",
            "c[Which factor was the most important] s[in the fall of Bukharin]?",
        ),
        (
            "Account for the defeat of Trotsky.",
            "why",
            "c[Account for] s[the defeat of Trotsky].",
        ),
        ("Explain why Trotsky lost.", "why", "c[Explain why] s[Trotsky lost]."),
        ("why did he win", "why", "c[why] did s[he win]"),
        ("Stalin and the party", "other", "Stalin and the party"),
        ("Somehow farther", "other", "Somehow farther"),
        ("", "other", ""),
    ],
)
def test_the_parts_of_a_question_are_told_by_its_words(text: str, kind: str, parts: str) -> None:
    reading = read_question(Question(text=text))
    assert (reading.kind, marked(reading)) == (kind, parts)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("in the years 1922–29", (1922, 1929)),
        ("in 1922-1929", (1922, 1929)),
        ("from 1964 to 1982", (1964, 1982)),
        ("between 1923 and 1929", (1923, 1929)),
        ("in 1924/5", (1924, 1925)),
        ("1899–01", (1899, 1901)),
        ("the 1920s", (1920, 1929)),
        ("save him in 1957 and remove him in 1964", (1957, 1964)),
        ("1642–6", (1642, 1646)),
        ("1899–02", (1899, 1902)),
        ("in 1922–29, with a vote in 1929", (1922, 1929)),
        # No span, or none that is plain.
        ("by 1929", None),
        ("in 1929 and 1929", None),
        ("not in 1929 but 1924", None),
        ("in 1921, 1924 and 1929", None),
        ("1922–24 or 1927–29", None),
        ("1929–22", None),
        ("1922–0005", None),
        ("the 1800s", None),
        ("19222", None),
        ("after 463 of 478 votes", None),
        ("in 19171", None),
        ("٢٠٢٠", None),
        ("", None),
    ],
)
def test_years_are_read_from_the_words_where_nothing_else_says_them(
    text: str, years: tuple[int, int] | None
) -> None:
    assert read_question(Question(text=text)).years == years
    assert read_question(Question(text=text, starts=1900, ends=1910)).years == (1900, 1910)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("How successful was Stalin in defeating the Left Opposition?", "extent"),
        ("Assess the consequences of the Lenin Enrolment.", "effects"),
        ("What were the consequences of Lenin’s death?", "effects"),
    ],
)
def test_a_question_about_success_or_consequences_is_not_told_to_look_for_causes(
    text: str, about: About
) -> None:
    assert read_question(Question(text=text)).asks == ASKS_ABOUT[about]


def test_a_view_is_to_be_tested_whatever_it_is_about() -> None:
    text = "“The Lenin Enrolment had no lasting effects on the party.” How far do you agree?"
    assert read_question(Question(text=text)).asks == ASKS["statement"][1]


def test_what_a_question_asks_differs_where_it_names_a_factor() -> None:
    text = "How far was it skill?"
    assert read_question(Question(text=text, named_factor="skill")).asks == ASKS["extent"][0]
    assert read_question(Question(text=text)).asks == ASKS["extent"][1]


def test_the_legend_names_each_part_once_with_all_its_words() -> None:
    reading = read_question(Question(text="Why did they save him in 1957 and remove him in 1964?"))
    assert reading.legend == (
        ("command", "Command words", "Why"),
        ("scope", "What it asks about", "they save him … and remove him"),
    )


PIECES = st.sampled_from(
    [
        "How far ",
        "“",
        ".” ",
        "was ",
        "because",
        "1922–29",
        " responsible for ",
        ", rather than ",
        "?",
    ]
)


@given(st.lists(PIECES | st.text(max_size=8), max_size=12).map("".join))
def test_the_spans_of_any_text_are_that_text(text: str) -> None:
    reading = read_question(Question(text=text))
    assert "".join(span.text for span in reading.spans) == text
    assert all(span.text for span in reading.spans)


@pytest.mark.parametrize("piece", ["how is ", "Was it, ", "in 1922–", "that ", "was the ", "“"])
def test_a_very_long_text_is_read_like_any_other(piece: str) -> None:
    text = piece * (10_000 // len(piece))
    assert "".join(span.text for span in read_question(Question(text=text)).spans) == text


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("What were the consequences of collectivisation for the peasants?", "effects"),
        ("Assess the impact of the First World War on Russia.", "effects"),
        ("What was the effect of the war on the party?", "effects"),
        ("How significant were the effects of the Five-Year Plans?", "effects"),
        ("Explain the effects of the purges.", "effects"),
        ("Describe and explain the results of the purges.", "effects"),
        ("What impact did the purges have on the army?", "effects"),
        ("How did the purges affect the army?", "effects"),
        ("To what extent did collectivisation benefit the peasants?", "effects"),
        ("Did the Terror strengthen Stalin’s position?", "effects"),
        ("How far did the purges weaken the Red Army?", "effects"),
        ("How far had the repression of 1934–38 made the Soviet Union stronger?", "effects"),
        ("“The Terror left the Soviet Union weaker.” How far do you agree?", "effects"),
        ("How far did the Five-Year Plans change the lives of workers?", "extent"),
        ("To what extent had Stalin modernised industry by 1941?", "extent"),
        ("How successful was the New Economic Policy?", "extent"),
        ("How united was the opposition to Stalin in the years 1924–27?", "extent"),
        ("Assess the success of the Right in the years 1925–28.", "extent"),
        # What is not sure asks for causes, and a word for a cause is surer than any other.
        ("", "causes"),
        ("How important was patronage in keeping Brezhnev in power?", "causes"),
        ("How far was the war responsible for the changes of 1918?", "causes"),
        ("Why was the impact of the war on Russia so great?", "causes"),
        ("How far was the failure of the Left a result of Stalin’s skill?", "causes"),
        ("How successful was Stalin because of his rivals?", "causes"),
        ("Explain why the purges strengthened Stalin.", "causes"),
        ("Explain the rise of Stalin.", "causes"),
        ("How far does the war explain the results of the vote?", "causes"),
        ("Which did more to weaken the party: its leaders or its system?", "causes"),
        ("How did Stalin strengthen his position in the years 1922–24?", "causes"),
        ("How far did Lenin’s party make the rise of Stalin more likely?", "causes"),
        ("“The party’s machinery made his victory certain.” How far do you agree?", "causes"),
    ],
)
def test_a_question_asks_about_causes_unless_its_words_say_otherwise(text: str, about: str) -> None:
    assert read_question(Question(text=text)).about == about


def test_a_question_that_names_a_factor_does_not_ask_how_far_something_went() -> None:
    for verb, about in (("change", "extent"), ("weaken", "effects")):
        text = f"How far did their own divisions {verb} Stalin’s rivals?"
        assert read_question(Question(text=text)).about == about
        assert read_question(Question(text=text, named_factor="rivals")).about == "causes"


def test_what_each_question_of_the_library_asks_about() -> None:
    read = [
        (row.text, read_question(Question(text=row.text, named_factor=row.named_factor or "")))
        for row in LIBRARY
    ]
    assert {text: reading.about for text, reading in read if reading.about != "causes"} == {
        "How far had the repression of 1934–38 made Stalin’s Soviet Union stronger by the end of "
        "1938?": "effects"
    }
