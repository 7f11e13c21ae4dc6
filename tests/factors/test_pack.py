"""A topic pack is taken whole or refused whole, with every fault named at once."""

import io
import re
import tempfile
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from factors.checking import Fault, PackError
from factors.pack import MAX_BYTES, packs, parse_toml, read_pack
from factors.records import EvidenceRecord, ViewRecord
from tests.factors.packs import FILES, GONE, Tables, as_toml, sound, write


def faults(folder: Path) -> list[str]:
    with pytest.raises(PackError) as refusal:
        read_pack(folder)
    assert str(refusal.value) == "\n".join(map(str, refusal.value.faults))
    return [str(fault) for fault in refusal.value.faults]


def test_a_sound_pack_is_read_whole(tmp_path: Path) -> None:
    pack = read_pack(write(tmp_path, sound()))
    assert [len(rows) for rows in (pack.sources, pack.historians, pack.quotations)] == [2, 1, 1]
    assert [question.named_factor for question in pack.topic.questions] == [None, "money"]
    assert pack.evidence == [
        EvidenceRecord(
            slug="act-of-1536",
            date="1536-03",
            title="The Act of 1536",
            text="Parliament gave the Crown every house worth less than £200 a year.",
            people=["cromwell"],
            source="suppression-act",
            locator="27 Hen. 8, c. 28",
            supports={"money": "The line was drawn by income."},
            turns_against={"faith": "Larger houses were praised in the same Act."},
        ),
        EvidenceRecord(
            slug="pilgrimage",
            date="1536-10/1536-12",
            old_style=True,
            title="The Pilgrimage of Grace",
            text="Rebels in the north restored monks to some of the houses.",
            source="knowles-religious-orders",
            supports={"faith": "People defended them.", "money": "Land was seized after."},
            views=[
                ViewRecord(holders="Some", claim="It was about religion."),
                ViewRecord(holders="Others", claim="It was about taxes."),
            ],
        ),
    ]


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        pytest.param(
            {"evidence.0.source": "gone"},
            [
                "evidence.toml, record “act-of-1536”, field “source”: "
                "“gone” is no source of this topic."
            ],
            id="missing source of evidence",
        ),
        pytest.param(
            {"quotations.0.source": "gone"},
            [
                "quotations.toml, record “knowles-on-money”, field “source”: "
                "“gone” is no source of this topic."
            ],
            id="missing source of a quotation",
        ),
        pytest.param(
            {"quotations.0.historian": "gone"},
            [
                "quotations.toml, record “knowles-on-money”, field “historian”: "
                "“gone” is no historian of this topic."
            ],
            id="missing historian",
        ),
        pytest.param(
            {"evidence.0.supports.luck": "It was luck."},
            [
                "evidence.toml, record “act-of-1536”, field “supports”: "
                "“luck” is no factor of this topic."
            ],
            id="unknown factor supported",
        ),
        pytest.param(
            {"quotations.0.turns_against": {"Not a slug": "It was luck."}},
            [
                "quotations.toml, record “knowles-on-money”, field “turns_against”: "
                "“Not a slug” is no factor of this topic."
            ],
            id="unknown factor turned against",
        ),
        pytest.param(
            {"topic.questions.0.factors": ["money", "luck"]},
            ["topic.toml, record “why”, field “factors”: “luck” is no factor of this topic."],
            id="unknown factor of a question",
        ),
        pytest.param(
            {"topic.questions.1.factors": ["faith"]},
            [
                "topic.toml, record “how-far-money”, field “named_factor”: "
                "“money” is no factor of this question."
            ],
            id="named factor outside the question",
        ),
        pytest.param(
            {"evidence.1.slug": "act-of-1536"},
            ["evidence.toml, record “act-of-1536”, field “slug”: stands 2 times."],
            id="duplicate slug",
        ),
        pytest.param(
            {"topic.questions.1.slug": "why"},
            ["topic.toml, record “why”, field “slug”: stands 2 times."],
            id="duplicate question",
        ),
        pytest.param(
            {"topic.factors.1.slug": "money"},
            [
                "topic.toml, record “money”, field “slug”: stands 2 times.",
                "topic.toml, record “why”, field “factors”: “faith” is no factor of this topic.",
                "topic.toml, record “how-far-money”, field “factors”: "
                "“faith” is no factor of this topic.",
                "evidence.toml, record “pilgrimage”, field “supports”: "
                "“faith” is no factor of this topic.",
                "evidence.toml, record “act-of-1536”, field “turns_against”: "
                "“faith” is no factor of this topic.",
                "quotations.toml, record “knowles-on-money”, field “turns_against”: "
                "“faith” is no factor of this topic.",
            ],
            id="duplicate factor",
        ),
        pytest.param(
            {"evidence.0.date": "March 1536"},
            ["evidence.toml, record “act-of-1536”, field “date”: “March 1536” is not a date."],
            id="not a date",
        ),
        pytest.param(
            {"evidence.0.date": "1536-02-30"},
            ["evidence.toml, record “act-of-1536”, field “date”: “1536-02-30” is not a date."],
            id="no such day",
        ),
        pytest.param(
            {"evidence.0.date": "1540/1536"},
            [
                "evidence.toml, record “act-of-1536”, field “date”: "
                "“1540/1536” ends before it starts."
            ],
            id="span backwards",
        ),
        pytest.param(
            {"topic.ends": 1528},
            ["topic.toml, field “ends”: is before the year in which it starts."],
            id="topic backwards",
        ),
        pytest.param(
            {"topic.questions.0.starts": 1541},
            ["topic.toml, record “why”, field “ends”: is before the year in which it starts."],
            id="question backwards",
        ),
        pytest.param(
            {"evidence.0.title": GONE},
            ["evidence.toml, record “act-of-1536”, field “title”: is missing."],
            id="field left out",
        ),
        pytest.param(
            {"topic.factors.1.name": GONE},
            ["topic.toml, field “factors.2.name”: is missing."],
            id="field of a factor left out",
        ),
        pytest.param(
            {"evidence.0.colour": "red"},
            [
                "evidence.toml, record “act-of-1536”, field “colour”: "
                "is not a field that this record has."
            ],
            id="unknown field",
        ),
        pytest.param(
            {"sources.0.authors.0.famly": "Knowles"},
            [
                "sources.toml, record “knowles-religious-orders”, field “authors.1.famly”: "
                "is not a field that this record has."
            ],
            id="unknown field of an author",
        ),
        pytest.param(
            {"evidence.0.text": 3},
            ["evidence.toml, record “act-of-1536”, field “text”: must be text."],
            id="number for text",
        ),
        pytest.param(
            {"evidence.0.old_style": "yes"},
            ["evidence.toml, record “act-of-1536”, field “old_style”: must be true or false."],
            id="text for yes or no",
        ),
        pytest.param(
            {"sources.1.issued": "1536"},
            ["sources.toml, record “suppression-act”, field “issued”: must be a whole number."],
            id="text for a year",
        ),
        pytest.param(
            {"sources.1.issued": True},
            ["sources.toml, record “suppression-act”, field “issued”: must be a whole number."],
            id="yes for a year",
        ),
        pytest.param(
            {"sources.1.issued": 0, "sources.1.original": 10_000},
            [
                "sources.toml, record “suppression-act”, field “issued”: must be 1 or more.",
                "sources.toml, record “suppression-act”, field “original”: must be 9999 or less.",
            ],
            id="no such year",
        ),
        pytest.param(
            {"evidence.0.supports": ["money"]},
            ["evidence.toml, record “act-of-1536”, field “supports”: must be a table."],
            id="list for a table",
        ),
        pytest.param(
            {"evidence.0.supports": {}},
            ["evidence.toml, record “act-of-1536”, field “supports”: needs at least one."],
            id="supports nothing",
        ),
        pytest.param(
            {"quotations.0.notes": "One."},
            ["quotations.toml, record “knowles-on-money”, field “notes”: must be a list."],
            id="text for a list",
        ),
        pytest.param(
            {"evidence.0.views": ["One."]},
            ["evidence.toml, record “act-of-1536”, field “views.1”: must be a table."],
            id="text for a view",
        ),
        pytest.param(
            {"sources.+": 3},
            ["sources.toml, record 3: must be a table."],
            id="number for a record",
        ),
        pytest.param(
            {"sources": 3},
            ["sources.toml, field “sources”: must be a list of tables."],
            id="number for the records",
        ),
        pytest.param(
            {"topic.questions": "Why?"},
            ["topic.toml, field “questions”: must be a list."],
            id="text for the questions",
        ),
        pytest.param(
            {
                "topic.factors": [
                    {"slug": slug, "name": slug, "short_name": slug, "summary": slug}
                    for slug in ("money", "faith", "c", "d", "e", "f", "g", "h", "i")
                ]
            },
            ["topic.toml, field “factors”: may hold at most 8."],
            id="nine factors",
        ),
        pytest.param(
            {"evidence.0.title": ""},
            ["evidence.toml, record “act-of-1536”, field “title”: is empty."],
            id="empty text",
        ),
        pytest.param(
            {"evidence.0.text": " \n\t\u00a0"},
            ["evidence.toml, record “act-of-1536”, field “text”: is empty."],
            id="text of nothing but spaces",
        ),
        pytest.param(
            {"evidence.0.supports.money": ""},
            ["evidence.toml, record “act-of-1536”, field “supports.money”: is empty."],
            id="empty reason",
        ),
        pytest.param(
            {"evidence.0.text": "A\x00B", "evidence.0.locator": "\x00"},
            [
                "evidence.toml, record “act-of-1536”, field “text”: "
                "holds the character U+0000, which cannot be kept or printed.",
                "evidence.toml, record “act-of-1536”, field “locator”: "
                "holds the character U+0000, which cannot be kept or printed.",
            ],
            id="NUL escape",
        ),
        pytest.param(
            {"evidence.0.title": "é" * 61, "evidence.0.text": "é" * 5001},
            [
                "evidence.toml, record “act-of-1536”, field “title”: is longer than 60 characters.",
                "evidence.toml, record “act-of-1536”, field “text”: "
                "is longer than 5000 characters.",
            ],
            id="text too long",
        ),
        pytest.param(
            {"evidence.1.slug": GONE},
            ["evidence.toml, record 2, field “slug”: is missing."],
            id="record without a slug",
        ),
        pytest.param(
            {"evidence.1.slug": "The Pilgrimage"},
            [
                "evidence.toml, record “The Pilgrimage”, field “slug”: "
                "must be small letters, digits and single hyphens."
            ],
            id="slug that is none",
        ),
    ],
)
def test_a_pack_with_a_fault_is_refused_with_its_file_record_and_field(
    tmp_path: Path, changes: dict[str, Any], sentences: list[str]
) -> None:
    assert faults(write(tmp_path, sound(changes))) == sentences


def test_every_fault_is_listed_at_once(tmp_path: Path) -> None:
    changes = {
        "topic.factors.0.name": "",
        "topic.questions.0.factors": ["money", "luck"],
        "topic.ends": 1500,
        "sources.+": {"slug": "suppression-act", "type": "document"},
        "historians.0.born": 1896,
        # One record with a fault of its own and two references to nothing.
        "evidence.0.date": "long ago",
        "evidence.0.source": "gone",
        "evidence.0.supports": {"luck": ""},
        "quotations.0.historian": "nobody",
    }
    assert faults(write(tmp_path, sound(changes))) == [
        "topic.toml, field “factors.1.name”: is empty.",
        "sources.toml, record “suppression-act”, field “title”: is missing.",
        "historians.toml, record “knowles”, field “born”: is not a field that this record has.",
        "evidence.toml, record “act-of-1536”, field “supports.luck”: is empty.",
        "evidence.toml, record “act-of-1536”, field “date”: “long ago” is not a date.",
        "sources.toml, record “suppression-act”, field “slug”: stands 2 times.",
        "topic.toml, record “why”, field “factors”: “luck” is no factor of this topic.",
        "evidence.toml, record “act-of-1536”, field “source”: “gone” is no source of this topic.",
        "evidence.toml, record “act-of-1536”, field “supports”: “luck” is no factor of this topic.",
        "quotations.toml, record “knowles-on-money”, field “historian”: "
        "“nobody” is no historian of this topic.",
        "topic.toml, field “ends”: is before the year in which it starts.",
    ]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(None, "is not there", id="missing"),
        pytest.param(
            "title = “é”".encode("latin-1", "replace"), "is not text in UTF-8", id="latin"
        ),
        pytest.param(b"x = " + b"[" * 100_000, "is nested too deeply", id="deep"),
        pytest.param(b"#" * (MAX_BYTES + 1), "is larger than 5,000,000 bytes", id="huge"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_fault_and_not_one_for_each_reference_to_it(
    tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    folder = write(tmp_path, sound(), {f"{name}.toml": content})
    assert faults(folder) == [f"{name}.toml: {says}."]


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 8 + " = 1",
        "a" + ".a" * 200_000 + " = 1",
        "x = 1\n[a" + " . a" * 200_000 + "]",
        '"a"' + ".'a'" * 200_000 + " = 1",
        'x = """"a\\"""""\n' + "[[b" + ".b" * 200_000 + "]]",
        "x = ''''a'''''\n" + "b" + ".b" * 200_000 + " = 1",
        "x = {a" + ".a" * 200_000 + " = 1}",
        "# '\na" + ".a" * 200_000 + " = 1",
    ],
)
def test_a_key_of_too_many_parts_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    with pytest.raises(ValueError, match=r"^has a key of more than 8 parts$"):
        parse_toml(text.encode())
    assert time.process_time() - began < 0.5


DOTS = "a.b.c.d.e.f.g.h.i.j . . . . . . . . . ."


def test_dots_in_texts_and_remarks_and_keys_of_eight_parts_are_read() -> None:
    text = f"""
# {DOTS}
one = "it's {DOTS}"  # " {DOTS}
two = '" {DOTS}'
three = \"\"\"\\\\ \\"\"\" " {DOTS}
{DOTS}"\"\"\"
four = ''''{DOTS}
{DOTS} \\'''''
a.b.c.d.e.f."g.h".i = [3.14, "{DOTS}"]
"""
    assert parse_toml(text.encode()) == {
        "one": f"it's {DOTS}",
        "two": f'" {DOTS}',
        "three": f'\\ """ " {DOTS}\n{DOTS}"',
        "four": f"'{DOTS}\n{DOTS} \\''",
        "a": {"b": {"c": {"d": {"e": {"f": {"g.h": {"i": [3.14, DOTS]}}}}}}},
    }


@pytest.mark.parametrize(
    "text", ['"""' + '\n\\"""' * 200_000, "'" * 1_000_001, '"' * 1_000_001, "a." * 7 + " " * 1_000_000, "x=a" + " .\n" * 300_000]
)  # fmt: skip
def test_no_text_takes_long_to_look_through_for_keys(text: str) -> None:
    began = time.process_time()
    with pytest.raises(ValueError, match="is not TOML"):
        parse_toml(text.encode())
    assert time.process_time() - began < 2


def test_what_is_not_toml_is_refused_with_the_line_and_column(tmp_path: Path) -> None:
    text = "[[sources]]\nslug knowles\n"
    with pytest.raises(tomllib.TOMLDecodeError, match="line 2, column 6") as error:
        tomllib.loads(text)
    folder = write(tmp_path, sound(), {"sources.toml": text.encode()})
    assert faults(folder) == [f"sources.toml: is not TOML: {error.value}."]


def test_a_folder_that_is_not_there_lacks_every_file(tmp_path: Path) -> None:
    assert faults(tmp_path / "nowhere") == [f"{name}.toml: is not there." for name in FILES]


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    content = as_toml("sources", sound()["sources"]).encode()
    padded = content + b"#" * (MAX_BYTES - len(content))
    folder = write(tmp_path, sound(), {"sources.toml": padded})
    assert len(read_pack(folder).sources) == 2


def test_tables_that_a_file_does_not_have_are_named_in_their_order(tmp_path: Path) -> None:
    content = as_toml("sources", sound()["sources"]) + "".join(
        f"[[{name}]]\nslug = 'x'\n" for name in ("works", "source", "books", "a", "papers")
    )
    assert faults(write(tmp_path, sound(), {"sources.toml": content.encode()})) == [
        f"sources.toml, field “{name}”: is not a table that this file has."
        for name in ("works", "source", "books", "a", "papers")
    ]


def test_text_of_the_greatest_length_is_taken(tmp_path: Path) -> None:
    changes = {"evidence.0.title": "é" * 60, "evidence.0.text": "é" * 5000}
    first = read_pack(write(tmp_path, sound(changes))).evidence[0]
    assert (first.title, first.text) == ("é" * 60, "é" * 5000)


def test_the_version_is_of_what_a_pack_says_and_not_of_how_it_is_written(tmp_path: Path) -> None:
    plain = read_pack(write(tmp_path / "plain", sound()))
    commented = as_toml("evidence", sound()["evidence"]) + "# A remark.\n\n"
    same = read_pack(write(tmp_path / "same", sound(), {"evidence.toml": commented.encode()}))
    other = read_pack(write(tmp_path / "other", sound({"quotations.0.page": "8"})))
    assert same.version == plain.version
    assert other.version != plain.version


def test_a_fault_names_only_what_is_to_blame() -> None:
    assert [
        str(Fault("topic.toml", "", "", "is not there")),
        str(Fault("topic.toml", "", "ends", "is missing")),
        str(Fault("topic.toml", "record 2", "", "must be a table")),
        str(Fault("topic.toml", "record 2", "ends", "is missing")),
    ] == [
        "topic.toml: is not there.",
        "topic.toml, field “ends”: is missing.",
        "topic.toml, record 2: must be a table.",
        "topic.toml, record 2, field “ends”: is missing.",
    ]


def paths(value: Any, prefix: str = "") -> list[str]:
    """Every place in a pack, named as ``sound`` names it."""
    keys = value if isinstance(value, dict) else range(len(value) if isinstance(value, list) else 0)
    return [
        path
        for key in keys
        for path in (f"{prefix}{key}", *paths(value[key], prefix=f"{prefix}{key}."))
    ]


JUNK = st.recursive(
    st.sampled_from([0, -1, 10**30, True, "", " ", "\x00", "x" * 5001, "money", "faith", "why"])
    | st.text(st.characters(codec="utf-8", exclude_characters="\x7f")),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["money", "a b"]), inner)
    ),
    max_leaves=5,
)


SENTENCE = re.compile(
    r"(topic|sources|historians|people|evidence|quotations|events|terms|tables|documents|notes)\.(toml|md)"
    r"(, record (“.+”|\d+))?(, field “.*”)?: .+\.",
    re.DOTALL,
)


def is_taken_or_refused_with_sentences(changes: Tables, files: dict[str, bytes | None]) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        try:
            read_pack(write(Path(folder), sound(changes), files))
        except PackError as refusal:
            sentences = [str(fault) for fault in refusal.faults]
            return bool(sentences) and all(map(SENTENCE.fullmatch, sentences))
    return True


@given(st.sampled_from([*paths(sound())[1:], "evidence.+", "sources.+"]), JUNK)
def test_anything_in_any_place_is_taken_or_refused_with_sentences(place: str, junk: Any) -> None:
    assert is_taken_or_refused_with_sentences({place: junk}, {})


@given(st.sampled_from(FILES), st.binary() | st.text().map(str.encode))
def test_any_bytes_for_a_file_are_taken_or_refused_with_sentences(
    name: str, content: bytes
) -> None:
    assert is_taken_or_refused_with_sentences({}, {f"{name}.toml": content})


def checkpack(*arguments: str) -> str:
    out = io.StringIO()
    call_command("checkpack", *arguments, stdout=out)
    return out.getvalue()


def test_checkpack_says_what_a_sound_pack_holds(tmp_path: Path) -> None:
    folder = write(tmp_path / "dissolution", sound())
    assert checkpack(str(folder)) == (
        "dissolution: sound. 2 factors, 2 pieces of evidence, 1 quotations.\n"
    )


def test_checkpack_lists_every_fault_of_every_pack_and_fails(tmp_path: Path) -> None:
    one = write(tmp_path / "one", sound({"evidence.0.source": "gone", "evidence.1.title": ""}))
    two = write(tmp_path / "two", sound())
    three = write(tmp_path / "three", sound(), {"historians.toml": None})
    out = io.StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("checkpack", str(one), str(two), str(three), stdout=out)
    assert str(refusal.value).splitlines() == [
        "one/evidence.toml, record “pilgrimage”, field “title”: is empty.",
        "one/evidence.toml, record “act-of-1536”, field “source”: "
        "“gone” is no source of this topic.",
        "three/historians.toml: is not there.",
    ]
    assert out.getvalue() == "two: sound. 2 factors, 2 pieces of evidence, 1 quotations.\n"


def test_checkpack_all_finds_every_built_in_pack_sound() -> None:
    assert [line.split(":")[0] for line in checkpack("--all").splitlines()] == [
        *(folder.name for folder in packs()),
        "exam formats",
    ]
    assert "stalin-rise: sound. " in checkpack("--all")


@pytest.mark.parametrize("command", ["checkpack", "loadpack"])
def test_a_command_without_a_pack_asks_for_one(command: str) -> None:
    with pytest.raises(CommandError, match="Name the folder of a topic pack, or --all"):
        call_command(command)
